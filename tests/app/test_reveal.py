"""A value is seen once, by this desk, for this request, recorded first, and then it is gone (D3, S1, A1, A4)."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import msgspec
import pytest

from app.central import CentralCall
from app.desk import Desk
from app.proving import Prover
from app.reveal import CloseReason, RevealHandle
from app.session import SessionState
from protocol.errors import StepUpRequired
from protocol.events import Act, ObjectKind, Outcome
from protocol.fields import FieldKind
from protocol.keeping import StoreUnwritable
from protocol.masking import mask_free_text
from protocol.refusals import InvalidRequest, ProofRefused, SessionEnded, SessionLocked
from protocol.reveal_refusals import RevealGone, RevealUnreadable, ScreenWatched
from protocol.reveals import Reveal, RevealState
from protocol.road import CentralNonsense, CentralUnreachable
from protocol.sealing import SealedValue
from tests.app.asks import Ask
from tests.app.loopback import LoopbackCentral
from tests.app.tls_server import send
from tests.journals import read_recent
from tests.waiting import wait_for


def ask(desk: Desk, central: LoopbackCentral, reason: str = "客户要求回电") -> RevealHandle:
    """The agent asks to see the first card's mobile."""
    card = next(iter(central.cards))
    password = bytearray(central.password.encode())
    handle = desk.reveals.request(card, FieldKind.MOBILE, "follow-up", reason, password)
    assert not any(password)
    return handle


def recall(desk: Desk) -> list[Act]:
    """The acts of the life of a reveal in the journal, oldest first."""
    acts = [event.act for event in reversed(read_recent(desk.trail.journal, 200))]
    return [act for act in acts if act.value.startswith("reveal.")]


def spoil_reveal(central: LoopbackCentral, change: Callable[[Reveal], Reveal]) -> None:
    """Central's next answers that hold a reveal are changed on their way."""

    def spoil(door: BaseHTTPRequestHandler, request: Ask, content: bytes) -> bool:
        if not request.path.startswith("/v1/reveals") or b'"sealed"' not in content:
            return False
        reveal = change(msgspec.json.decode(content, type=Reveal))
        send(door, 200, "application/json", msgspec.json.encode(reveal))
        return True

    central.spoil = spoil


def test_an_allowed_value_is_opened_shown_and_gone(signed_in: Desk, central: LoopbackCentral) -> None:
    handle = ask(signed_in, central)
    assert handle.at_hand
    requests = len(central.asked)
    shown = signed_in.reveals.collect(handle)
    assert len(central.asked) == requests  # the answer to the request was the collection (decision 005)
    with shown.secret.view() as view:
        assert bytes(view) == bytes(central.value)
    signed_in.reveals.closed(shown, CloseReason.ASKED, 1200)
    assert shown.secret.closed
    assert recall(signed_in) == [Act.REVEAL_REQUESTED, Act.REVEAL_OPENED, Act.REVEAL_CLOSED]
    closing = read_recent(signed_in.trail.journal, 1)[0]
    assert (closing.detail["shown_ms"], closing.detail["reason"]) == ("1200", "asked")
    assert closing.field == "mobile"


def test_closing_twice_is_recorded_once(signed_in: Desk, central: LoopbackCentral) -> None:
    shown = signed_in.reveals.collect(ask(signed_in, central))
    signed_in.reveals.closed(shown, CloseReason.TIME_UP, 15000)
    signed_in.reveals.closed(shown, CloseReason.ASKED, 15001)
    assert recall(signed_in).count(Act.REVEAL_CLOSED) == 1


def test_a_value_takes_two_requests_when_policy_allows_it(signed_in: Desk, central: LoopbackCentral) -> None:
    before = len(central.asked)
    signed_in.reveals.collect(ask(signed_in, central))
    assert len(central.asked) - before == 2


def test_the_challenge_is_asked_for_while_the_password_is_derived(
    signed_in: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    derive = signed_in.keeper.make_prover

    def derive_late(password: bytearray, code: str = "") -> Prover:
        wait_for(lambda: any(one.path == "/v1/reveals" for one in central.asked))
        return derive(password, code)

    monkeypatch.setattr(signed_in.keeper, "make_prover", derive_late)
    assert ask(signed_in, central).at_hand


def test_a_password_that_cannot_be_derived_ends_the_request(
    signed_in: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Prover:
        raise SessionLocked  # the desk locked in between

    monkeypatch.setattr(signed_in.keeper, "make_prover", fail)
    with pytest.raises(SessionLocked):
        ask(signed_in, central)
    assert recall(signed_in) == [Act.REVEAL_REQUESTED, Act.REVEAL_FAILED]


def test_what_refuses_a_value_refuses_before_central_is_asked(signed_in: Desk, central: LoopbackCentral) -> None:
    def refuse() -> None:
        raise ScreenWatched(program="recorder")

    signed_in.reveals.before_opening(refuse)
    before = len(central.asked)
    with pytest.raises(ScreenWatched):
        ask(signed_in, central)
    assert not any(one.path == "/v1/reveals" for one in central.asked[before:])


def test_a_second_collect_is_gone(signed_in: Desk, central: LoopbackCentral) -> None:
    handle = ask(signed_in, central)
    signed_in.reveals.collect(handle)
    with pytest.raises(RevealGone):
        signed_in.reveals.collect(handle)


def test_a_value_that_is_left_before_it_is_opened_goes_and_its_request_is_delivered_at_once(
    signed_in: Desk, central: LoopbackCentral
) -> None:
    handle = ask(signed_in, central)
    told: list[list[Act]] = []
    signed_in.trail.on_recorded(lambda: told.append(recall(signed_in)))
    signed_in.reveals.forgo(handle)
    assert told == [[Act.REVEAL_REQUESTED]]
    with pytest.raises(RevealGone):
        signed_in.reveals.collect(handle)
    signed_in.reveals.forgo(handle)
    assert len(told) == 1


def test_a_request_is_delivered_with_the_opening_that_follows_it_and_at_once_where_it_waits(
    signed_in: Desk, central: LoopbackCentral
) -> None:
    told: list[list[Act]] = []
    signed_in.trail.on_recorded(lambda: told.append(recall(signed_in)))
    handle = ask(signed_in, central)
    assert told == []
    signed_in.reveals.collect(handle)
    assert told == [[Act.REVEAL_REQUESTED, Act.REVEAL_OPENED]]
    central.allow = False
    ask(signed_in, central)
    assert told[1:] == [[Act.REVEAL_REQUESTED, Act.REVEAL_OPENED, Act.REVEAL_REQUESTED]]


def test_a_waiting_request_is_decided_and_collected(signed_in: Desk, central: LoopbackCentral) -> None:
    central.allow = False
    handle = ask(signed_in, central)
    assert signed_in.reveals.wait(handle, timeout_s=0).state is RevealState.WAITING
    waiter = threading.Thread(target=signed_in.reveals.wait, args=(handle, 60))
    waiter.start()
    central.approve(handle.reveal.id)
    waiter.join(60)
    assert handle.reveal.state is RevealState.READY
    shown = signed_in.reveals.collect(handle)
    with shown.secret.view() as view:
        assert bytes(view) == bytes(central.value)
    with pytest.raises(RevealGone):
        signed_in.central.call("POST", f"/v1/reveals/{handle.reveal.id}/collect", Reveal)


def test_the_request_is_on_disk_before_central_hears_of_it(
    signed_in: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StoreUnwritable(reason="the disk is full")

    before = len(central.asked)
    monkeypatch.setattr(signed_in.trail.journal, "append", fail)
    with pytest.raises(StoreUnwritable):
        ask(signed_in, central)
    assert len(central.asked) == before


def test_a_value_that_cannot_be_recorded_is_never_shown(
    signed_in: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle = ask(signed_in, central)

    def fail(*_: object) -> None:
        raise StoreUnwritable(reason="the disk is full")

    monkeypatch.setattr(signed_in.trail.journal, "append", fail)
    with pytest.raises(StoreUnwritable):
        signed_in.reveals.collect(handle)
    monkeypatch.undo()
    with pytest.raises(RevealGone):
        signed_in.reveals.collect(handle)
    assert not signed_in.reveals._shown


def test_the_desk_that_locks_wipes_what_it_shows(signed_in: Desk, central: LoopbackCentral) -> None:
    shown = signed_in.reveals.collect(ask(signed_in, central))
    signed_in.keeper.lock()
    assert shown.secret.closed
    closing = read_recent(signed_in.trail.journal, 1)[0]
    assert (closing.act, closing.detail["reason"]) == (Act.REVEAL_CLOSED, "locked")
    assert closing.actor == central.person.id


def test_signing_out_wipes_what_is_shown_in_the_persons_name(signed_in: Desk, central: LoopbackCentral) -> None:
    shown = signed_in.reveals.collect(ask(signed_in, central))
    signed_in.keeper.sign_out()
    assert shown.secret.closed
    assert read_recent(signed_in.trail.journal, 1)[0].actor == central.person.id


def test_a_value_sealed_for_another_request_does_not_open(signed_in: Desk, central: LoopbackCentral) -> None:
    kept: list[SealedValue] = []

    def swap(reveal: Reveal) -> Reveal:
        assert reveal.sealed
        kept.append(reveal.sealed)
        return msgspec.structs.replace(reveal, sealed=kept[0])

    spoil_reveal(central, swap)
    signed_in.reveals.collect(ask(signed_in, central))
    handle = ask(signed_in, central)
    with pytest.raises(RevealUnreadable):
        signed_in.reveals.collect(handle)
    failed = read_recent(signed_in.trail.journal, 1)[0]
    assert (failed.act, failed.object_kind, failed.outcome) == (Act.REVEAL_FAILED, ObjectKind.REVEAL, Outcome.REFUSED)


@pytest.mark.parametrize("part", ["key", "nonce", "value"])
def test_a_changed_seal_does_not_open(signed_in: Desk, central: LoopbackCentral, part: str) -> None:
    def flip(reveal: Reveal) -> Reveal:
        assert reveal.sealed
        data = bytearray(getattr(reveal.sealed, part))
        data[-1] ^= 1
        return msgspec.structs.replace(reveal, sealed=msgspec.structs.replace(reveal.sealed, **{part: bytes(data)}))

    spoil_reveal(central, flip)
    handle = ask(signed_in, central)
    with pytest.raises(RevealUnreadable):
        signed_in.reveals.collect(handle)


def test_a_longer_life_than_was_sealed_does_not_open(signed_in: Desk, central: LoopbackCentral) -> None:
    spoil_reveal(central, lambda reveal: msgspec.structs.replace(reveal, expires_at="2099-01-01T00:00:00.000Z"))
    with pytest.raises(RevealUnreadable):
        signed_in.reveals.collect(ask(signed_in, central))


def test_an_answer_about_another_card_is_nonsense(signed_in: Desk, central: LoopbackCentral) -> None:
    other = list(central.cards)[1]
    spoil_reveal(central, lambda reveal: msgspec.structs.replace(reveal, card=other))
    with pytest.raises(CentralNonsense):
        ask(signed_in, central)
    assert recall(signed_in) == [Act.REVEAL_REQUESTED, Act.REVEAL_FAILED]


def test_a_wrong_password_reveals_nothing_and_is_recorded(signed_in: Desk, central: LoopbackCentral) -> None:
    card = next(iter(central.cards))
    with pytest.raises(ProofRefused):
        signed_in.reveals.request(card, FieldKind.MOBILE, "follow-up", "回电", bytearray(b"wrong"))
    assert recall(signed_in) == [Act.REVEAL_REQUESTED, Act.REVEAL_FAILED]


def test_a_missing_code_is_asked_for_and_not_counted_as_wrong(signed_in: Desk, central: LoopbackCentral) -> None:
    central.wants_code = "yes"
    with pytest.raises(StepUpRequired):
        ask(signed_in, central)
    assert not central.asked[-1].headers.get("Step-Up")


def test_a_proof_is_good_for_one_act_only(signed_in: Desk, central: LoopbackCentral) -> None:
    ask(signed_in, central)
    used = next(one.headers["Step-Up"] for one in reversed(central.asked) if one.headers.get("Step-Up"))
    another = central.asked[-1].body.replace(b"mobile", b"name")
    with pytest.raises(ProofRefused):
        signed_in.central._ask(CentralCall("POST", "/v1/reveals", another, used), Reveal)


def test_a_number_in_the_reason_is_masked_before_it_goes_anywhere(signed_in: Desk, central: LoopbackCentral) -> None:
    number = bytes(central.value)
    ask(signed_in, central, reason="回电 " + number.decode())
    sent = b"".join(one.body for one in central.asked)
    assert number not in sent
    kept = b"".join(signed_in.trail.journal.events_from(1))
    assert number not in kept
    assert mask_free_text(number.decode()).encode() in sent, "the control: the reason itself was sent"


@pytest.mark.parametrize("reason", ["", " ", "x", "长" * 201])
def test_a_reason_is_needed(signed_in: Desk, central: LoopbackCentral, reason: str) -> None:
    with pytest.raises(InvalidRequest):
        ask(signed_in, central, reason=reason)


def test_nothing_is_revealed_while_locked_or_offline(signed_in: Desk, central: LoopbackCentral) -> None:
    signed_in.keeper.lock()
    with pytest.raises(SessionLocked):
        ask(signed_in, central)
    signed_in.keeper.sign_out()
    with pytest.raises(SessionEnded):
        ask(signed_in, central)
    assert signed_in.keeper.state is SessionState.SIGNED_OUT


def test_an_outage_loses_the_reveal_and_never_the_event(signed_in: Desk, central: LoopbackCentral) -> None:
    central.stop()
    signed_in.central.reload()
    with pytest.raises(CentralUnreachable):
        ask(signed_in, central)
    failed = read_recent(signed_in.trail.journal, 1)[0]
    assert (failed.act, failed.outcome) == (Act.REVEAL_FAILED, Outcome.FAILED)


def count_copies(value: bytes) -> int:
    """How many `str` and `bytes` equal to ``value`` stand in any container that Python knows of."""
    text = value.decode()
    containers = [thing for thing in gc.get_objects() if isinstance(thing, dict | list | tuple)]
    parts = (part for thing in containers for part in (thing.values() if isinstance(thing, dict) else thing))
    return sum(1 for part in parts if (type(part) is bytes and part == value) or (type(part) is str and part == text))


def test_no_text_and_no_bytes_of_the_value_stay_on_the_desk(signed_in: Desk, central: LoopbackCentral) -> None:
    shown = signed_in.reveals.collect(ask(signed_in, central))
    assert count_copies(bytes(central.value)) == 0
    planted = [central.value.decode()]
    assert count_copies(bytes(central.value)) == 1  # else the search itself would be blind
    planted.clear()
    signed_in.reveals.closed(shown, CloseReason.ASKED, 1)
    assert "Secret(" in repr(shown.secret)


def test_a_notice_wakes_whoever_waits(
    signed_in: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.reveal.POLL_S", 60)
    central.allow = False
    handle = ask(signed_in, central)
    waiter = threading.Thread(target=signed_in.reveals.wait, args=(handle, 60))
    waiter.start()
    wait_for(lambda: central.asked[-1].path == f"/v1/reveals/{handle.reveal.id}")
    central.approve(handle.reveal.id)
    wait_for(lambda: _wake(signed_in, waiter))
    assert handle.reveal.state is RevealState.READY


def _wake(desk: Desk, waiter: threading.Thread) -> bool:
    from protocol.inbox import InboxItem, InboxKind
    from protocol.times import now

    desk.reveals.hear(InboxItem(seq=1, kind=InboxKind.REVEAL_DECIDED, at=now()))
    return not waiter.is_alive()
