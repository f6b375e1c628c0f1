"""One Central for all, reveals that are shown for two seconds, and logs that keep silent."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import msgspec
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from server.services.policy import Policy, load_policy
from server.services.policy_setting import set_policy
from server.services.transactions import writing
from tests.e2e.desks import CallCentre
from tests.least_costs import least_costs  # noqa: F401 - a fixture
from tests.real_central import RealCentral

SHOWN_S = 2


@pytest.fixture(scope="package")
def quick_central(real_central: RealCentral) -> Iterator[RealCentral]:
    """The shared Central; values are shown for the shortest time that policy allows."""
    before = _put_in_force(real_central, None)
    yield real_central
    real_central.line.restore()
    _put_in_force(real_central, before)


@pytest.fixture(scope="module")
def centre(
    qapp: QApplication, keyring_daemon: None, quick_central: RealCentral, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CallCentre]:
    """Desks that the tests of one file may share."""
    made = CallCentre(qapp, quick_central, tmp_path_factory.mktemp("desks"))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _screen_of_its_own(screen_unpictured: None) -> None:
    """Every desk here has the real guard of the screen."""


@pytest.fixture(autouse=True)
def logs_keep_silent(quick_central: RealCentral, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever a test does: no desk and no Central writes a traceback or an error into its log."""
    log = quick_central.folder / "serve.log"
    before = log.stat().st_size
    caplog.set_level(logging.INFO)
    yield
    written = log.read_bytes()[before:].decode("utf-8", "replace")
    assert "Traceback" not in written, written
    assert "ERROR" not in written, written
    loud = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not loud
    assert not any(record.exc_info for record in caplog.get_records("call"))


def _put_in_force(central: RealCentral, policy: Policy | None) -> Policy:
    """Set a policy, the present one with the shortest time where it is None; what was in force before."""
    books = central.books
    with writing(books.engine) as connection:
        before = load_policy(connection)
        quick = msgspec.structs.replace(before, reveal=msgspec.structs.replace(before.reveal, show_s=SHOWN_S))
        set_policy(connection, books.node, policy or quick, "tests")
    return before
