"""A desk whose microphone hears a tone and whose customers say yes; and what is kept of their calls, opened."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
from sqlalchemy import select

from app.eventpush import push_events
from app.telephony.port import Stage
from app.trail import Trail
from protocol.calls import CallTicket
from protocol.consent import name_wording
from protocol.events import Act, ObjectKind
from protocol.recordings import TAG_BYTES, RecordingPiece, open_piece
from protocol.roles import Role
from protocol.sessions import Person
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from server.keys.recording_keys import unwrap_recording_key
from server.keys.records import unwrap_key
from server.pbx.media import MediaRelay, MediaUnavailable, Side
from server.services.policy import RecordingPolicy, load_policy
from server.services.policy_setting import set_policy
from server.store.database import read
from server.store.recording_tables import recording_pieces, recordings
from server.store.tables import campaigns, customers, people, sealed_records
from tests.real_central import RealCentral
from tests.telephony.site import PhoneDesk
from tests.waiting import wait_for
from ui.demo.pbx import DemoPbx

DESK_HZ, FAR_HZ = 1000, 400
_ENGINE = Path(__file__).parent / "speaking_engine.py"


def make_speaking(hertz: int = DESK_HZ, heard: Path | None = None) -> SimpleNamespace:
    """In the place of the module by which engines are started: theirs is a sound card that the test plays, whose
    microphone hears a tone, and whose loudspeaker fills the file ``heard``."""

    def start(words: list[str], env: dict[str, str], **options: Any) -> subprocess.Popen[bytes]:
        assert words[1:] == ["-I", "-m", "app.telephony.engine"]
        played = {**env, "SPOKEN": str(hertz), **({"HEARD": str(heard)} if heard else {})}
        return subprocess.Popen([sys.executable, "-I", str(_ENGINE)], env=played, **options)

    return SimpleNamespace(**{**vars(subprocess), "Popen": start})


def record_calls(central: RealCentral, rule: RecordingPolicy) -> None:
    """Put a rule for recordings in force."""
    with central.writing() as connection:
        policy = msgspec.structs.replace(load_policy(connection), recording=rule)
        set_policy(connection, central.books.node, policy, "tests")


@dataclass(frozen=True)
class Taken:
    """A call that came in, as a desk knows it."""

    id: str
    card: str
    number: str = ""


class RecordedDesk:
    """A desk at ``pbx`` with a journal, which is delivered at once."""

    def __init__(self, central: RealCentral, pbx: DemoPbx, place: Path, name: str) -> None:
        keyring = DeviceKeyring(name)
        self.central = central
        self.phone_desk = PhoneDesk(central, pbx, place, name, keyring, 4)
        desk = self.phone_desk
        self._journal = Journal.open(DeskFolder(place), desk.identity.card.id, keyring)
        self._trail = Trail(self._journal)
        (row,) = central.look_up(select(people.c.id, people.c.team).where(people.c.username == desk.person.username))
        who = Person(id=str(row[0]), username=desk.person.username, name="", role=Role.AGENT, team=str(row[1]))
        self._trail.set_person(who)
        desk.sign_on()

    def talk(self, card: int = 0) -> tuple[CallTicket, str]:
        """A call that runs; its ticket and the telephone's key."""
        ticket = self.phone_desk.ask(card)
        self._tell(Act.CALL_DIALLED, ticket)
        key = self.phone_desk.phone.dial(ticket.token)
        self.phone_desk.ear.await_stage(key, Stage.TALKING)
        self._tell(Act.CALL_ANSWERED, ticket)
        return ticket, key

    def take(self) -> tuple[Taken, str]:
        """Take the call that rings here; which it is at Central, and the telephone's key."""
        ringing = self.phone_desk.ear.await_incoming()
        assert ringing.known_as
        assert ringing.card
        taken = Taken(ringing.known_as, ringing.card)
        self._tell(Act.CALL_RANG, taken)
        self._tell(Act.CALL_ANSWERED, taken)
        self.phone_desk.phone.answer(ringing.key)
        self.phone_desk.ear.await_leg(ringing.key, lambda leg: leg.stage is Stage.TALKING)
        return taken, ringing.key

    def hand_on(self, call: CallTicket | Taken, key: str, to: RecordedDesk | str) -> None:
        """Give it to a colleague, or to a queue."""
        place = to if isinstance(to, str) else to.phone_desk.identity.card.id
        self.phone_desk.phone.transfer(key, place)
        self.phone_desk.ear.await_stage(key, Stage.ENDED)
        self._tell(Act.CALL_ENDED, call, ending="transferred", cut="agent", talk_s="1")

    def answer(self, ticket: CallTicket | Taken, answer: str, wording: str = "") -> None:
        """Note the customer's answer, to his campaign's wording if to no other."""
        campaign = select(customers.c.campaign).where(customers.c.id == ticket.card).scalar_subquery()
        (row,) = self.central.look_up(select(campaigns.c.script).where(campaigns.c.id == campaign))
        self._tell(Act.CONSENT_ANSWERED, ticket, answer=answer, wording=wording or name_wording(tuple(row[0])))  # type: ignore[arg-type]

    def hang_up(self, ticket: CallTicket | Taken, key: str) -> None:
        """End it."""
        self.phone_desk.phone.hang_up(key)
        self.phone_desk.ear.await_stage(key, Stage.ENDED)
        self._tell(Act.CALL_ENDED, ticket, ending="hung-up", cut="agent", talk_s="1")

    def close(self) -> None:
        """Switch it off."""
        self.phone_desk.close()
        self._journal.close()

    def _tell(self, act: Act, ticket: CallTicket | Taken, **detail: str) -> None:
        way = "in" if isinstance(ticket, Taken) else "out"
        facts = {"card": ticket.card, "number": ticket.number, "way": way, **detail}
        self._trail.record_facts(act, ObjectKind.CALL, ticket.id, facts)
        push_events(self.phone_desk.identity, self.phone_desk.client, self._journal)


def list_recordings(central: RealCentral, call: str) -> list[Any]:
    """A call's recordings, oldest first: rows."""
    found = select(recordings).where(recordings.c.call == call).order_by(recordings.c.begun_at)
    with read(central.books.engine) as connection:
        return list(connection.execute(found).all())


def await_pieces(central: RealCentral, call: str, count: int, recording: int = 0) -> None:
    """Wait until so many pieces of a call's recording are at Central."""

    def are_there() -> bool:
        found = list_recordings(central, call)
        return len(found) > recording and found[recording].pieces >= count

    await_true(are_there, f"{count} pieces of a recording")


def await_true(condition: Callable[[], bool], what: str) -> None:
    """Wait for ``condition``; fails after a minute."""
    wait_for(condition, what)


def has_voice(pbx: DemoPbx) -> bool:
    """Whether rtpengine answers."""
    relay = MediaRelay(pbx.media)
    with closing(relay), suppress(MediaUnavailable):
        relay.carries("no call")
        return True
    return False


def is_copied(pbx: DemoPbx, call: str) -> bool:
    """Whether rtpengine sends a copy of a call's voice to anybody: a third party to it."""
    relay = MediaRelay(pbx.media)
    try:
        tags = relay._reply({"command": "query", "call-id": call}).get("tags")
    finally:
        relay.close()
    return isinstance(tags, dict) and any(of.get("subscriptions") for tag, of in tags.items() if tag not in tuple(Side))


def open_recording(central: RealCentral, recording: str) -> list[bytes]:
    """A recording's pieces, opened with Central's own keys."""
    books = central.books
    with read(books.engine) as connection:
        row = connection.execute(select(recordings).where(recordings.c.id == recording)).one()
        record = connection.execute(select(sealed_records).where(sealed_records.c.customer == row.customer)).one()
        stored = select(recording_pieces).where(recording_pieces.c.recording == recording)
        pieces = connection.execute(stored.order_by(recording_pieces.c.number)).all()
    record_key = unwrap_key(books.keys, row.customer, record.kek_version, bytes(record.wrapped))
    key = unwrap_recording_key(record_key, recording, bytes(row.wrapped))
    opened = []
    for piece in pieces:
        sealed = RecordingPiece(recording=recording, number=piece.number, last=piece.last, sealed=bytes(piece.sealed))
        buffer = bytearray(len(sealed.sealed) - TAG_BYTES)
        open_piece(key, sealed, buffer)
        opened.append(bytes(buffer))
    return opened


def find_plain_voice(folder: Path, voice: bytes, copy: Path) -> list[Path]:
    """Files below ``folder`` in which some 100 ms of ``voice`` stand as they are; ``copy`` is what is read, as
    :func:`~tests.reading.read_elsewhere` has it."""
    subprocess.run(["cp", "-r", str(folder), str(copy)], check=True)
    wanted = [voice[at : at + 800] for at in range(4000, len(voice) - 800, 2000)]
    files = [file for file in copy.rglob("*") if file.is_file()]
    return [file for file in files if any(part in data for data in [file.read_bytes()] for part in wanted)]
