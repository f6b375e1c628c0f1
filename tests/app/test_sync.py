"""One loop keeps desk and Central in step: nothing lost, nothing doubled, Central wins (D7, T3)."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.cardpull import pull_cards
from app.desk import Desk
from app.eventpush import awaits_witnesses, demand_witnesses, push_events
from app.sync import Connection, SyncLoop, SyncStatus
from protocol.cards import Disposition
from protocol.delivery import EventBatch, Receipt, Run
from protocol.events import Act, ObjectKind, decode_event
from protocol.fields import FieldKind
from protocol.keeping import StoreUnwritable
from protocol.notes import KeyKind, make_key, write_key
from protocol.refusals import InvalidRequest, NotFound
from protocol.road import CentralNonsense, CentralUnreachable
from protocol.sessions import DeskPolicy
from protocol.times import after, now
from protocol.trail import CosignaturesMissing, LogInconsistent, ReceiptInvalid
from secure_store.card_query import CardQuery, Section
from secure_store.journal_anchor import JournalAnchor
from tests.app.loopback import LoopbackCentral
from tests.app.tls_server import send
from tests.journals import read_recent
from tests.waiting import wait_for


def read_kept(desk: Desk, central: LoopbackCentral) -> list[Act]:
    """What Central has of this desk's events, oldest first."""
    return [decode_event(data).act for data in central.events.get(desk.identity.card.id, [])]


def sync_once(desk: Desk) -> None:
    """One round, in this thread."""
    push_events(desk.identity, desk.central, desk.trail.journal)
    list(pull_cards(desk.central, desk.keeper, desk.trail))


def test_events_are_delivered_once_and_receipted(signed_in: Desk, central: LoopbackCentral) -> None:
    journal = signed_in.trail.journal
    assert journal.waiting() == 3
    assert push_events(signed_in.identity, signed_in.central, journal) == 3
    assert push_events(signed_in.identity, signed_in.central, journal) == 0
    assert journal.waiting() == 0
    assert read_kept(signed_in, central) == [Act.DEVICE_ENROLLED, Act.SIGNIN_SUCCEEDED, Act.VAULT_CREATED]


def test_a_lost_receipt_doubles_nothing(signed_in: Desk, central: LoopbackCentral) -> None:
    def hang_up(door: object, ask: object, content: bytes) -> bool:
        door.close_connection = True  # type: ignore[attr-defined]
        return True

    central.spoil = hang_up
    with pytest.raises(CentralUnreachable):
        push_events(signed_in.identity, signed_in.central, signed_in.trail.journal)
    central.spoil = None
    assert signed_in.trail.journal.waiting() == 3
    push_events(signed_in.identity, signed_in.central, signed_in.trail.journal)
    assert len(read_kept(signed_in, central)) == 3


@pytest.mark.parametrize("change", ["runs", "first_seq", "last_seq"])
def test_a_receipt_that_does_not_hold_delivers_nothing(signed_in: Desk, central: LoopbackCentral, change: str) -> None:
    wrong = {"runs": (Run(first=0, count=3, before=(), after=(bytes(32),)),), "first_seq": 2, "last_seq": 2}

    def spoil(door: object, ask: object, content: bytes) -> bool:
        receipt = msgspec.structs.replace(msgspec.json.decode(content, type=Receipt), **{change: wrong[change]})
        send(door, 200, "application/json", msgspec.json.encode(receipt))  # type: ignore[arg-type]
        return True

    central.spoil = spoil
    with pytest.raises(ReceiptInvalid):
        push_events(signed_in.identity, signed_in.central, signed_in.trail.journal)
    assert signed_in.trail.journal.waiting() == 3


def test_a_central_that_was_set_back_is_accused_and_gets_nothing(signed_in: Desk, central: LoopbackCentral) -> None:
    journal = signed_in.trail.journal
    push_events(signed_in.identity, signed_in.central, journal)
    kept = central.events[signed_in.identity.card.id]
    lost, central.log.leaves = kept[1:], central.log.leaves[:1]
    del kept[1:]
    signed_in.keeper.lock()
    with pytest.raises(LogInconsistent, match="shrunk from 3 to 1"):
        push_events(signed_in.identity, signed_in.central, journal)
    assert [one.held != one.offered.checkpoint for one in journal.evidence()] == [True]
    assert journal.delivered_upto() == 3
    central.asked.clear()
    with pytest.raises(LogInconsistent):
        push_events(signed_in.identity, signed_in.central, journal)
    assert [ask.path for ask in central.asked] == ["/v1/events/head"], "nothing more is sent to it"
    kept += lost
    central.log.add(*lost)
    push_events(signed_in.identity, signed_in.central, journal)
    acts = read_kept(signed_in, central)
    assert acts.count(Act.LOG_REFUSED) == 1, "once its log is that of before, it hears of the other one"
    assert journal.waiting() == 0


def test_a_chain_that_was_set_back_below_a_whole_log_is_noticed(signed_in: Desk, central: LoopbackCentral) -> None:
    push_events(signed_in.identity, signed_in.central, signed_in.trail.journal)
    del central.events[signed_in.identity.card.id][2:]
    with pytest.raises(LogInconsistent, match="wants event 3 again"):
        push_events(signed_in.identity, signed_in.central, signed_in.trail.journal)


def test_an_idle_desk_keeps_up_with_the_log(signed_in: Desk, central: LoopbackCentral) -> None:
    push_events(signed_in.identity, signed_in.central, signed_in.trail.journal)
    central.log.add(b"somebody else's event")
    push_events(signed_in.identity, signed_in.central, signed_in.trail.journal)
    assert signed_in.trail.journal.log_size() == 4


def test_policy_makes_the_desk_demand_witnesses(signed_in: Desk, central: LoopbackCentral) -> None:
    witness = Ed25519PrivateKey.generate()
    key = make_key("witness.example/0", KeyKind.COSIGNATURE, witness)
    policy = DeskPolicy(cosignatures_needed=1, witnesses=(write_key(key),))
    demand_witnesses(signed_in.trail.journal, policy)
    assert push_events(signed_in.identity, signed_in.central, signed_in.trail.journal) == 0
    assert awaits_witnesses(signed_in.trail.journal)
    with pytest.raises(CosignaturesMissing):
        push_events(signed_in.identity, signed_in.central, signed_in.trail.journal)
    assert signed_in.trail.journal.waiting() == 4
    central.log.witnesses.append(witness)
    push_events(signed_in.identity, signed_in.central, signed_in.trail.journal)
    assert read_kept(signed_in, central)[-1] is Act.LOG_TRUST_CHANGED
    assert signed_in.trail.journal.waiting() == 0


def test_another_history_shows_as_a_central_not_to_be_trusted(signed_in: Desk, central: LoopbackCentral) -> None:
    push_events(signed_in.identity, signed_in.central, signed_in.trail.journal)
    central.log.leaves[0] = bytes(32)
    signed_in.sync.start()
    wait_for(lambda: signed_in.sync.status.connection is Connection.UNTRUSTED)
    assert isinstance(signed_in.sync.status.error, LogInconsistent)


def test_many_events_go_in_batches(signed_in: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.eventpush.MAX_BATCH_BYTES", 900)
    for _ in range(5):
        signed_in.trail.record(Act.CARD_OPENED)
    assert push_events(signed_in.identity, signed_in.central, signed_in.trail.journal) == 8
    assert sum(ask.path == "/v1/events" for ask in central.asked) > 2


def test_cards_arrive_page_by_page(signed_in: Desk, central: LoopbackCentral) -> None:
    changes = list(pull_cards(signed_in.central, signed_in.keeper, signed_in.trail))
    assert frozenset().union(*(change or () for change in changes)) == set(central.cards)
    assert signed_in.cards.count() == 5
    listing = signed_in.cards.listing()
    rows = signed_in.cards.page(listing, Section.DUE, 0, 10)
    assert [row.mobile for row in rows] == [f"138****{number:04d}" for number in range(1, 6)]
    assert [one.count for one in signed_in.cards.sections(listing)] == [5, 0, 0, 0]
    assert list(pull_cards(signed_in.central, signed_in.keeper, signed_in.trail)) == []


def test_a_search_finds_by_masked_text(signed_in: Desk) -> None:
    sync_once(signed_in)
    assert len(signed_in.cards.first_rows(CardQuery(text="0003"), Section.DUE)) == 1


def test_a_cursor_that_goes_back_is_nonsense(signed_in: Desk, central: LoopbackCentral) -> None:
    sync_once(signed_in)

    def spoil(door: object, ask: object, content: bytes) -> bool:
        if ask.path != "/v1/cards":  # type: ignore[attr-defined]
            return False
        send(door, 200, "application/json", b'{"cards":[],"gone":[],"cursor":1,"more":true}')  # type: ignore[arg-type]
        return True

    central.spoil = spoil
    with pytest.raises(CentralNonsense):
        list(pull_cards(signed_in.central, signed_in.keeper, signed_in.trail))


def test_an_opened_card_is_recorded_before_it_is_shown(
    signed_in: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_once(signed_in)
    card = next(iter(central.cards))
    opened = signed_in.cards.open_card(card)
    assert (opened.card, opened.campaign, opened.pending) == (central.cards[card], central.campaign, ())
    assert read_recent(signed_in.trail.journal, 1)[0].object_id == card

    def fail(*_: object) -> None:
        raise StoreUnwritable(reason="the disk is full")

    monkeypatch.setattr(signed_in.trail.journal, "append", fail)
    with pytest.raises(StoreUnwritable):
        signed_in.cards.open_card(card)


def test_a_card_of_somebody_elses_is_not_there(signed_in: Desk) -> None:
    sync_once(signed_in)
    with pytest.raises(NotFound):
        signed_in.cards.open_card(signed_in.identity.card.id)
    assert Act.CARD_OPENED not in [event.act for event in read_recent(signed_in.trail.journal)]


def test_an_outcome_recorded_offline_is_pending_and_delivered_once(signed_in: Desk, central: LoopbackCentral) -> None:
    sync_once(signed_in)
    card = next(iter(central.cards))
    central.spoil = lambda *_: _hang_up(*_)
    number = bytes(central.value).decode()
    signed_in.outcomes.record(card, Disposition.INTERESTED, note=f"下周再说 {number}")
    with pytest.raises(CentralUnreachable):
        push_events(signed_in.identity, signed_in.central, signed_in.trail.journal)
    (pending,) = signed_in.cards.look_again(card).pending
    assert pending.detail["disposition"] == "interested"
    assert number not in pending.detail["note"]
    central.spoil = None
    sync_once(signed_in)
    assert signed_in.cards.look_again(card).pending == ()
    assert read_kept(signed_in, central).count(Act.OUTCOME_RECORDED) == 1


def _hang_up(door: object, ask: object, content: bytes) -> bool:
    door.close_connection = True  # type: ignore[attr-defined]
    return True


@pytest.mark.parametrize(
    ("disposition", "callback"),
    [
        (Disposition.CALLBACK, None),
        (Disposition.CALLBACK, "yesterday"),
        (Disposition.CALLBACK, "2020-01-01T00:00:00.000Z"),
        pytest.param(Disposition.BUSY, after(now(), hours=1), id="busy, in an hour"),
    ],
)
def test_an_outcome_that_makes_no_sense_is_not_recorded(
    signed_in: Desk, central: LoopbackCentral, disposition: Disposition, callback: str | None
) -> None:
    sync_once(signed_in)
    with pytest.raises(InvalidRequest):
        signed_in.outcomes.record(next(iter(central.cards)), disposition, callback)


def test_a_running_loop_brings_all_in_step_and_tells(signed_in: Desk, central: LoopbackCentral) -> None:
    changed: list[object] = []
    signed_in.sync.on_cards_changed(changed.append)
    signed_in.sync.start()
    wait_for(lambda: signed_in.sync.status.cards == 5 and signed_in.sync.status.waiting == 0)
    status = signed_in.sync.status
    assert (status.connection, status.error) == (Connection.ONLINE, None)
    assert status.latency_ms
    assert status.last_sync
    assert changed
    signed_in.outcomes.record(next(iter(central.cards)), Disposition.BUSY)
    wait_for(lambda: Act.OUTCOME_RECORDED in read_kept(signed_in, central))


def test_an_outage_is_shown_work_goes_on_and_what_waited_is_delivered(
    signed_in: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sync.MAX_BACKOFF_S", 0.05)
    signed_in.sync.start()
    wait_for(lambda: signed_in.sync.status.cards == 5)
    central.spoil = _hang_up
    signed_in.outcomes.record(next(iter(central.cards)), Disposition.BUSY)
    wait_for(lambda: signed_in.sync.status.connection is Connection.OFFLINE)
    assert isinstance(signed_in.sync.status.error, CentralUnreachable)
    assert signed_in.sync.status.waiting >= 1
    assert signed_in.cards.count() == 5
    central.spoil = None
    wait_for(lambda: signed_in.sync.status.connection is Connection.ONLINE and signed_in.sync.status.waiting == 0)
    assert read_kept(signed_in, central).count(Act.OUTCOME_RECORDED) == 1


def test_the_keyring_remembers_what_waits_for_central(signed_in: Desk, central: LoopbackCentral) -> None:
    central.spoil = _hang_up
    signed_in.trail.record(Act.CARD_OPENED, ObjectKind.CARD, next(iter(central.cards)))
    signed_in.sync.start()
    wait_for(lambda: signed_in.sync.status.connection is Connection.OFFLINE)
    anchor = JournalAnchor(signed_in.keyring, signed_in.identity.card.id).read()
    assert anchor
    assert anchor.seq == signed_in.trail.journal.head().seq > signed_in.trail.journal.delivered_upto()


def test_any_answered_call_ends_what_the_status_says_of_an_outage(
    signed_in: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sync.SyncLoop._choose_pause", lambda _: 3600.0)
    signed_in.sync.start()
    wait_for(lambda: signed_in.sync.status.connection is Connection.ONLINE)
    central.spoil = lambda door, *_: send(door, 200, "application/json", b"[]") or True
    with pytest.raises(CentralNonsense):
        signed_in.keeper.refresh()
    wait_for(lambda: signed_in.sync.status.connection is Connection.OFFLINE)
    central.spoil = None
    signed_in.keeper.refresh()
    wait_for(lambda: signed_in.sync.status.connection is Connection.ONLINE)


def test_nonsense_is_shown_as_such(signed_in: Desk, central: LoopbackCentral) -> None:
    central.spoil = lambda door, *_: send(door, 200, "application/json", b"[]") or True
    signed_in.sync.start()
    wait_for(lambda: isinstance(signed_in.sync.status.error, CentralNonsense))


def test_events_flow_while_nobody_is_signed_in(desk: Desk, central: LoopbackCentral) -> None:
    desk.sync.start()
    wait_for(lambda: read_kept(desk, central) == [Act.DEVICE_ENROLLED])


def test_two_sync_loops_on_one_journal_are_impossible(desk: Desk) -> None:
    desk.sync.start()
    second = SyncLoop(desk.identity, desk.central, desk.keeper, desk.trail)
    with pytest.raises(RuntimeError):
        second.start()
    desk.sync.stop()
    second.start()
    second.stop()


def test_a_fault_of_our_own_does_not_end_the_loop(
    signed_in: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sync.MAX_BACKOFF_S", 0.05)
    calls: list[int] = []
    real: Callable[..., int] = push_events

    def stumble(*given: object) -> int:
        calls.append(1)
        if len(calls) == 1:
            raise ZeroDivisionError
        return real(*given)

    monkeypatch.setattr("app.sync.push_events", stumble)
    signed_in.sync.start()
    wait_for(lambda: signed_in.sync.status.cards == 5)


def test_a_window_that_is_gone_does_not_end_the_loop(signed_in: Desk, central: LoopbackCentral) -> None:
    """What Qt raises once the receiver of a signal has been deleted."""
    told: list[SyncStatus] = []

    def fail(_: SyncStatus) -> None:
        raise RuntimeError("Signal source has been deleted")

    signed_in.sync.on_status(fail)
    signed_in.sync.on_status(told.append)
    signed_in.sync.start()
    wait_for(lambda: told)
    told.clear()
    signed_in.sync.wake()
    wait_for(lambda: told)
    signed_in.sync.stop()


def test_a_reveal_and_its_trail_reach_central_in_order(signed_in: Desk, central: LoopbackCentral) -> None:
    from app.reveal import CloseReason

    card = next(iter(central.cards))
    handle = signed_in.reveals.request(
        card, FieldKind.MOBILE, "follow-up", "回电", bytearray(central.password.encode())
    )
    signed_in.reveals.closed(signed_in.reveals.collect(handle), CloseReason.TIME_UP, 15000)
    push_events(signed_in.identity, signed_in.central, signed_in.trail.journal)
    assert read_kept(signed_in, central)[-3:] == [Act.REVEAL_REQUESTED, Act.REVEAL_OPENED, Act.REVEAL_CLOSED]
    assert all(bytes(central.value) not in data for data in central.events[signed_in.identity.card.id])


def test_events_at_each_others_heels_travel_in_one_batch(
    signed_in: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sync.GATHER_S", 3.0)  # a busy machine needs more than 0.2 s for five events
    signed_in.sync.start()
    wait_for(lambda: signed_in.sync.status.last_sync and signed_in.trail.journal.waiting() == 0)
    before = [ask for ask in central.asked if ask.path == "/v1/events"]
    for _ in range(5):
        signed_in.trail.record(Act.CARD_OPENED, ObjectKind.CARD, next(iter(central.cards)))
    wait_for(lambda: signed_in.trail.journal.waiting() == 0)
    batches = [ask.read(EventBatch) for ask in central.asked if ask.path == "/v1/events"][len(before) :]
    assert [len(batch.events) for batch in batches] == [5]
