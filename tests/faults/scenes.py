"""What desks and Central do while their write steps fail (:mod:`tests.faults.steps`)."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from app.central import CentralClient
from app.eventpush import push_events
from protocol.delivery import Receipt
from protocol.errors import VeildeskError
from protocol.events import Act, Deed
from protocol.identifiers import make_identifier
from protocol.keeping import StoreUnwritable
from protocol.road import RecordsUnavailable
from secure_store.atomic_file import write_file
from secure_store.device import load_identity
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from secure_store.vault import Vault
from server.log.publication import publish
from server.services.central import Central
from server.services.ingest import check_batch, take_batches
from server.settings import write_private
from tests.faults.central_site import CentralSite, Round, start_central
from tests.faults.desk_site import DeskSite
from tests.faults.injection import DATABASE, FILES
from tests.faults.killed_desk import make_deed
from tests.faults.steps import Tell, Told
from tests.journals import read_recent

ACTS, ROUNDS, TRIES = 2, 2, 2


@contextmanager
def refusing(tell: Tell, *expected: type[Exception]) -> Iterator[None]:
    """Tell what is refused, if it is refused as ``expected``."""
    try:
        yield
    except expected as error:
        tell(Told(refused=str(error)))


class DeskScene(DeskSite):
    """A desk opens its journal, records, delivers to a served Central, records again, closes."""

    points = DATABASE

    def act(self, tell: Tell) -> None:
        identity = load_identity(self.folder, self.keyring)
        client = CentralClient(identity)
        with refusing(tell, StoreUnwritable), Journal.open(self.folder, identity.card.id, self.keyring) as journal:
            for _ in range(ACTS):
                self._record(journal, tell)
            with refusing(tell, StoreUnwritable):
                push_events(identity, client, journal)
            for _ in range(ACTS):
                self._record(journal, tell)

    def _record(self, journal: Journal, tell: Tell) -> None:
        before = journal.head()
        with refusing(tell, StoreUnwritable):
            event = journal.append(make_deed(random.Random(1)))
            tell(Told(done=f"{event.seq} {event.id}"))
            return
        assert journal.head() == before, "what was refused is on record"

    def look(self, told: Sequence[Told]) -> None:
        said = (each.done.split(" ") for each in told if each.done)
        self.mend({int(seq): id_ for seq, id_ in said})


class CentralScene(CentralSite):
    """Central starts, takes batches of several desks, publishes a checkpoint, closes."""

    points = DATABASE

    def __init__(self, folder: Path, draw: random.Random) -> None:
        super().__init__(folder, "", draw)
        self._rounds: Sequence[Round] = self.plan(ROUNDS)

    def act(self, tell: Tell) -> None:
        with refusing(tell, RecordsUnavailable):
            central = start_central(self.folder)
            for number in range(ROUNDS):
                if not any(self._take(central, number, tell) for _ in range(TRIES)):
                    return
            with central.engine.begin() as connection:
                publish(connection, central.log_key)
            central.engine.dispose()

    def _take(self, central: Central, number: int, tell: Tell) -> bool:
        with refusing(tell, RecordsUnavailable):
            answers = take_batches(central, [check_batch(*sent, "10.8.0.7") for sent in self._rounds[number]])
            assert not any(isinstance(answer, VeildeskError) for answer in answers), answers
            tell(Told(done=msgspec.json.encode((number, answers)).decode()))
            return True
        return False

    def look(self, told: Sequence[Told]) -> None:
        given = [msgspec.json.decode(each.done, type=tuple[int, list[Receipt]]) for each in told if each.done]
        self.mend(
            (device, receipt)
            for number, receipts in given
            for (device, _), receipt in zip(self._rounds[number], receipts, strict=True)
        )
        self._rounds = self.plan(ROUNDS)


class FirstDayScene:
    """A new desk makes its journal, and somebody's vault; what was not finished is made at the next try."""

    points = DATABASE

    def __init__(self, place: Path) -> None:
        self._place = place
        self.lost = self.doubled = 0
        self._begin()

    def _begin(self) -> None:
        self._folder = DeskFolder(self._place / make_identifier()).make()
        self._keyring = DeviceKeyring(make_identifier())
        self._device, self._person = make_identifier(), make_identifier()

    def act(self, tell: Tell) -> None:
        with refusing(tell, StoreUnwritable), Journal.open(self._folder, self._device, self._keyring) as journal:
            tell(Told(done=journal.append(Deed(act=Act.DESK_STARTED)).id))
        with refusing(tell, StoreUnwritable):
            Vault.create(self._folder, self._person, self._device, self._password, self._keyring).close()

    def look(self, told: Sequence[Told]) -> None:
        with Journal.open(self._folder, self._device, self._keyring) as journal:
            journal.verify()
            present = [event.id for event in read_recent(journal)]
        self.lost += sum(each.done not in present for each in told if each.done)
        self.doubled += len(present) - len(set(present))
        make = Vault.open if Vault.exists(self._folder, self._person) else Vault.create
        make(self._folder, self._person, self._device, self._password, self._keyring).close()
        self._begin()

    def finish(self) -> None:
        """Nothing is left."""

    @property
    def _password(self) -> bytearray:
        return bytearray(b"synthetic horse")


class FileScene:
    """A file of a desk's and one of Central's are replaced: each is the old one or the new one (A8)."""

    points = FILES

    def __init__(self, place: Path) -> None:
        self._desks, self._centrals = place / "device.json", place / "keys.json"
        self.lost = self.doubled = 0
        self._old = self._new = os.urandom(20_000)
        write_file(self._desks, self._old)
        write_private(self._centrals, self._old)
        self._new = os.urandom(20_000)

    def act(self, tell: Tell) -> None:
        with refusing(tell, StoreUnwritable):
            write_file(self._desks, self._new)
            tell(Told(done=str(self._desks)))
        with refusing(tell, OSError):
            write_private(self._centrals, self._new)
            tell(Told(done=str(self._centrals)))

    def look(self, told: Sequence[Told]) -> None:
        for path, write in ((self._desks, write_file), (self._centrals, write_private)):
            kept, done = path.read_bytes(), any(each.done == str(path) for each in told)
            allowed = (self._new,) if done else (self._old, self._new)
            self.lost += kept not in allowed
            write(path, self._new)
        self._old, self._new = self._new, os.urandom(20_000)

    def finish(self) -> None:
        """Nothing is left."""
