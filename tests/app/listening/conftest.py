"""An inspector at a desk of the shared Central's, and a loudspeaker that keeps what it plays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition

import pytest
from sqlalchemy import update

from app.desk import Desk, start_desk, stop_desk
from app.enrolment import enrol_desk
from protocol.identifiers import make_identifier
from protocol.roles import Role
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from server.store.tables import people
from tests.far_end import FarEnd
from tests.real_central import RealCentral
from ui.demo.central import DemoPerson
from ui.main import join_desk
from ui.totp import make_code


@dataclass
class KeepingSpeaker:
    """Plays at once, and keeps it; or waits before each frame while it is held, as it is by itself once ``holds_at``
    bytes were played."""

    played: bytearray = field(default_factory=bytearray)
    holds_at: int = 0
    is_held: bool = False
    is_closed: bool = False

    def __post_init__(self) -> None:
        self._turn = Condition()

    def write(self, samples: bytes | bytearray) -> None:
        """Keep them."""
        with self._turn:
            self._turn.wait_for(lambda: not self.is_held, 60)
            self.played += samples
            if self.holds_at and len(self.played) >= self.holds_at:
                self.is_held, self.holds_at = True, 0
            self._turn.notify_all()

    def close(self) -> None:
        """Nothing more."""
        self.is_closed = True

    def hold(self, *, on: bool) -> None:
        """Play no further, or on."""
        with self._turn:
            self.is_held = on
            self._turn.notify_all()

    def await_bytes(self, count: int) -> None:
        """Wait until so much was played."""
        with self._turn:
            assert self._turn.wait_for(lambda: len(self.played) >= count, 60)


@dataclass
class Inspector:
    """Who listens, and where."""

    desk: Desk
    person: DemoPerson
    central: RealCentral

    def password(self) -> bytearray:
        """His password, to be wiped."""
        return bytearray(self.person.password.encode())


@pytest.fixture
def inspector(real_central: RealCentral, keyring_daemon: None, tmp_path: Path) -> Iterator[Inspector]:
    """Signed in at a desk of his own, away from which Central can be led."""
    person = real_central.add_person(Role.INSPECTOR)
    folder, keyring = DeskFolder(tmp_path / "desk").make(), DeviceKeyring(desk=make_identifier())
    ticket = real_central.make_ticket("inspects", real_central.line.origin)
    desk = join_desk(folder, enrol_desk(ticket, "inspects", folder, keyring), keyring, FarEnd)
    start_desk(desk, "test")
    with real_central.writing() as connection:
        connection.execute(update(people).values(totp_step=0))
    desk.keeper.sign_in(person.username, bytearray(person.password.encode()), make_code(person.totp_secret))
    yield Inspector(desk, person, real_central)
    real_central.line.restore()
    stop_desk(desk)
