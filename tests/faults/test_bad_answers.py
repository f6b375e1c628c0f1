"""Whatever becomes of Central's answers: nothing counts as delivered that is not proven, nothing is doubled (A5, A8).

Every request reaches the real Central first, unless it says otherwise; the desk cannot know.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from threading import Event

import msgspec
import pytest

from app.central import CentralClient
from app.enrolment import enrol_desk
from app.eventpush import push_events
from protocol.delivery import Receipt
from protocol.errors import UnexpectedError, VeildeskError
from protocol.events import Act, Deed
from protocol.refusals import DigestMismatch
from protocol.road import CentralNonsense, CentralSlow, CentralUnreachable
from protocol.trail import CheckpointInvalid, ReceiptInvalid
from secure_store.device import DeviceIdentity
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from secure_store.keyring_store import DeviceKeyring
from tests.app.tls_server import send
from tests.faults.desk_site import DeskSite
from tests.faults.ledger import Ledger
from tests.faults.middlebox import Answer, Middlebox, forward, give
from tests.real_central import RealCentral

Ask = Callable[[], Answer]
JSON = "application/json"
PATIENCE_S = 60


def answer_rubbish(door: BaseHTTPRequestHandler, ask: Ask) -> None:
    ask()
    send(door, 200, JSON, os.urandom(5000))


def answer_another_shape(door: BaseHTTPRequestHandler, ask: Ask) -> None:
    ask()
    send(door, 200, JSON, b'{"first_seq": 1, "last_seq": "many"}')


def answer_a_page(door: BaseHTTPRequestHandler, ask: Ask) -> None:
    ask()
    send(door, 502, "text/html", b"<html>Bad gateway</html>")


def answer_without_http(door: BaseHTTPRequestHandler, ask: Ask) -> None:
    ask()
    door.wfile.write(b"\x00\x01\x02 no HTTP at all\r\n\r\n")
    door.close_connection = True


def answer_half(door: BaseHTTPRequestHandler, ask: Ask) -> None:
    answer = ask()
    give(door, answer, answer.content[: len(answer.content) // 2])
    door.close_connection = True


def answer_changed(door: BaseHTTPRequestHandler, ask: Ask) -> None:
    answer = ask()
    give(door, answer, answer.content.replace(b"0", b"1"))


def answer_with_another_place(door: BaseHTTPRequestHandler, ask: Ask) -> None:
    receipt = msgspec.json.decode(ask().content, type=Receipt)
    runs = tuple(msgspec.structs.replace(run, first=run.first + 1) for run in receipt.runs)
    send(door, 200, JSON, msgspec.json.encode(msgspec.structs.replace(receipt, runs=runs)))


def answer_with_another_signature(door: BaseHTTPRequestHandler, ask: Ask) -> None:
    receipt = msgspec.json.decode(ask().content, type=Receipt)
    note = receipt.log.checkpoint
    log = msgspec.structs.replace(receipt.log, checkpoint=note[:-20] + note[-20:].swapcase())
    send(door, 200, JSON, msgspec.json.encode(msgspec.structs.replace(receipt, log=log)))


def answer_for_other_events(door: BaseHTTPRequestHandler, ask: Ask) -> None:
    receipt = msgspec.json.decode(ask().content, type=Receipt)
    shifted = msgspec.structs.replace(receipt, first_seq=receipt.first_seq + 1, last_seq=receipt.last_seq + 1)
    send(door, 200, JSON, msgspec.json.encode(shifted))


def answer_nothing(door: BaseHTTPRequestHandler, ask: Ask) -> None:
    ask()
    door.close_connection = True


def pass_nothing_on(door: BaseHTTPRequestHandler, ask: Ask) -> None:
    door.close_connection = True


def answer_an_error_of_its_own(door: BaseHTTPRequestHandler, ask: Ask) -> None:
    ask()
    send(door, 500, "application/problem+json", b'{"type": "about:blank", "title": "Oh", "status": 500}')


BAD = {
    answer_rubbish: CentralNonsense,
    answer_another_shape: CentralNonsense,
    answer_a_page: CentralNonsense,
    answer_without_http: CentralNonsense,
    answer_half: CentralNonsense,
    answer_changed: DigestMismatch,
    answer_with_another_place: ReceiptInvalid,
    answer_with_another_signature: CheckpointInvalid,
    answer_for_other_events: ReceiptInvalid,
    answer_nothing: CentralUnreachable,
    pass_nothing_on: CentralUnreachable,
    answer_an_error_of_its_own: UnexpectedError,
}


@pytest.fixture
def identity(real_central: RealCentral, folder: DeskFolder, keyring: DeviceKeyring) -> DeviceIdentity:
    """A desk that comes by Central's line."""
    ticket = real_central.make_ticket("desk-line", real_central.line.origin)
    return enrol_desk(ticket, "desk-line", folder, keyring)


@pytest.fixture
def box(real_central: RealCentral, identity: DeviceIdentity) -> Iterator[Middlebox]:
    """The line leads through it."""
    made = Middlebox(real_central, identity)
    real_central.line.lead_to(made.address)
    yield made
    real_central.line.restore()
    made.close()


def test_a_bad_answer_delivers_nothing_and_the_next_good_one_all(
    real_central: RealCentral,
    identity: DeviceIdentity,
    box: Middlebox,
    folder: DeskFolder,
    keyring: DeviceKeyring,
    ledger: Ledger,
) -> None:
    client, site = CentralClient(identity), DeskSite(real_central.books, folder, keyring)
    for spoil, expected in BAD.items():
        with Journal.open(folder, identity.card.id, keyring) as journal:
            push_events(identity, client, journal)
            before = journal.delivered_upto()
            for _ in range(3):
                journal.append(Deed(act=Act.CARD_OPENED))
            box.spoil = spoil
            with pytest.raises(VeildeskError) as told:
                push_events(identity, client, journal)
            assert type(told.value) is expected, spoil.__name__
            assert journal.delivered_upto() == before
            box.spoil = forward
            assert push_events(identity, client, journal) == 3
            assert journal.evidence() == []
        assert not site.mend({}), spoil.__name__
        row = ledger.find(f"bad answer: {spoil.__name__.replace('_', ' ')}")
        row.times, row.verified = row.times + 1, row.verified + 1
        assert (site.lost, site.doubled) == (0, 0)
    site.finish()


def test_an_answer_that_is_too_slow_is_given_up_and_asked_for_again(
    real_central: RealCentral,
    identity: DeviceIdentity,
    box: Middlebox,
    folder: DeskFolder,
    keyring: DeviceKeyring,
    ledger: Ledger,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.eventpush.TIMEOUT_S", 1)
    given_up = Event()

    def answer_late(door: BaseHTTPRequestHandler, ask: Ask) -> None:
        answer = ask()
        assert given_up.wait(PATIENCE_S)
        give(door, answer)

    with Journal.open(folder, identity.card.id, keyring) as journal:
        journal.append(Deed(act=Act.CARD_OPENED))
        box.spoil = answer_late
        with pytest.raises(CentralSlow, match="has not answered in 1 seconds"):
            push_events(identity, CentralClient(identity), journal)
        given_up.set()
        assert journal.delivered_upto() == 0
    site = DeskSite(real_central.books, folder, keyring)
    assert site.mend({}), "Central has them, and the desk does not know"
    box.spoil = forward
    site.finish()
    row = ledger.find("bad answer: too late")
    row.times, row.verified = row.times + 1, row.verified + 1
