"""Loading the desk: somebody who signs in before it is loaded waits for that one load."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from protocol.identifiers import make_identifier
from protocol.keeping import KeyringMissing
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from ui.sign_in.loading import OnceLoader


def test_a_sign_in_that_overtakes_the_loading_does_not_open_the_journal_twice(
    folder: DeskFolder, keyring: DeviceKeyring
) -> None:
    device, both = make_identifier(), Barrier(2)
    loader = OnceLoader(lambda: Journal.open(folder, device, keyring))

    def ask() -> Journal:
        both.wait()
        return loader()

    with ThreadPoolExecutor(2) as pool:
        first, second = (job.result() for job in [pool.submit(ask), pool.submit(ask)])
    first.close()
    assert first is second


def test_a_load_that_failed_is_tried_again() -> None:
    answers = iter((KeyringMissing(reason="it is locked"), None))

    def load() -> str:
        error = next(answers)
        if error:
            raise error
        return "the desk"

    loader = OnceLoader(load)
    with pytest.raises(KeyringMissing):
        loader()
    assert loader() == "the desk"
