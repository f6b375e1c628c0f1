"""What follows a sighting, in which order, on a desk at work (D5)."""

from __future__ import annotations

import msgspec
import pytest

from app.desk import Desk
from app.guards.sighting import Kind, Sighting, read_word
from app.reveal import CloseReason, ShownReveal
from app.session import LockReason, SessionState
from protocol.events import Act, Event, decode_event
from protocol.guarding import Channel, GuardPolicy, Response
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from secure_store.secret import Secret
from tests.pictures.people_and_desks import make_reveal
from tests.ui.working_desk import PASSWORD, make_working_desk

STICK = Sighting(Channel.USB, Kind.MASS_STORAGE, "/sys/1-2:1.0", vendor="SanDisk", product="Ultra", ids="0781:5581")


@pytest.fixture
def desk(folder: DeskFolder, keyring: DeviceKeyring):
    made = make_working_desk(folder, keyring, cards=3)
    yield made
    made.keeper.sign_out()
    made.central.close()
    made.trail.journal.close()


def show(desk: Desk) -> ShownReveal:
    """A value on show, as collecting it leaves it."""
    shown = ShownReveal(Secret.take(bytearray(b"synthetic")), make_reveal())
    desk.reveals._shown.add(shown)
    return shown


def answer(desk: Desk, response: Response) -> None:
    """Let policy say what follows."""
    desk.keeper.policy = msgspec.structs.replace(desk.keeper.policy, guards=GuardPolicy(usb=response))


def last_events(desk: Desk, count: int) -> list[Event]:
    return [decode_event(data) for data in desk.trail.journal.events_from(1)][-count:]


def test_the_event_comes_first_then_the_value_closes_then_the_desk_locks_then_it_is_said(desk):
    shown, said = show(desk), []
    desk.sentry.on_change(lambda sighting: said.append((sighting, desk.keeper.state, shown.secret.closed)))
    desk.sentry.see(STICK)
    blocked, closed, locked = last_events(desk, 3)
    assert (blocked.act, closed.act, locked.act) == (Act.EXPORT_BLOCKED, Act.REVEAL_CLOSED, Act.SESSION_LOCKED)
    assert blocked.actor == desk.keeper.person.id
    assert blocked.detail == {
        "channel": "usb", "kind": "mass-storage", "vendor": "SanDisk", "product": "Ultra", "ids": "0781:5581",
        "at_start": "no",
    }  # fmt: skip
    assert closed.detail["reason"] == CloseReason.EXPORT_BLOCKED.value
    assert locked.detail == {"reason": LockReason.EXPORT_BLOCKED.value}
    assert said == [(STICK, SessionState.LOCKED, True)]


def test_a_desk_is_held_for_as_long_as_the_stick_is_there(desk):
    desk.sentry.see(STICK)
    desk.keeper.unlock(bytearray(PASSWORD))
    assert desk.keeper.state is SessionState.LOCKED
    assert desk.sentry.holding == STICK
    desk.sentry.lose(STICK.channel, STICK.key)
    assert desk.sentry.holding is None
    desk.keeper.unlock(bytearray(PASSWORD))
    assert desk.keeper.state is SessionState.ACTIVE
    acts = [event.act for event in last_events(desk, 20)]
    assert acts.count(Act.EXPORT_BLOCKED) == 1  # one stick is one try


def test_where_policy_does_not_hold_the_password_opens_again_beside_it(desk):
    answer(desk, Response.LOCK)
    desk.sentry.see(STICK)
    assert desk.keeper.state is SessionState.LOCKED
    desk.keeper.unlock(bytearray(PASSWORD))
    assert desk.keeper.state is SessionState.ACTIVE


@pytest.mark.parametrize("response", [Response.LOCK, Response.HOLD])
def test_what_was_there_already_locks_whoever_signs_in(desk, response):
    username = desk.keeper.person.username
    desk.keeper.sign_out()
    desk.sentry.see(STICK)
    (blocked,) = last_events(desk, 1)
    assert (blocked.act, blocked.actor) == (Act.EXPORT_BLOCKED, "")
    desk.keeper.sign_in_offline(username, bytearray(PASSWORD))
    answer(desk, response)
    assert desk.keeper.state is SessionState.LOCKED
    assert desk.keeper.lock_reason is LockReason.EXPORT_BLOCKED


@pytest.mark.parametrize(
    ("response", "closes", "act"),
    [(Response.RECORD, False, Act.EXPORT_SEEN), (Response.CLOSE, True, Act.EXPORT_BLOCKED)],
)
def test_less_than_locking_is_the_companys_choice(desk, response, closes, act):
    answer(desk, response)
    shown = show(desk)
    desk.sentry.see(STICK)
    assert shown.secret.closed is closes
    assert desk.keeper.state is SessionState.ACTIVE
    assert act in [event.act for event in last_events(desk, 2)]


def test_a_desk_that_cannot_write_still_closes_and_locks(desk, monkeypatch):
    from protocol.keeping import StoreUnwritable

    def refuse(*_: object, **__: object) -> None:
        raise StoreUnwritable(reason="the disk is full")

    shown = show(desk)
    monkeypatch.setattr(desk.trail.journal, "append", refuse)
    desk.sentry.see(STICK)
    assert shown.secret.closed
    assert desk.keeper.state is SessionState.LOCKED
    monkeypatch.undo()


def test_a_guard_that_failed_shuts_its_way_out_and_accuses_nobody(desk):
    shown = show(desk)
    desk.sentry.see(Sighting(Channel.USB, Kind.GUARD_DOWN, "guard-down"))
    assert shown.secret.closed
    assert desk.keeper.state is SessionState.LOCKED
    acts = [event.act for event in last_events(desk, 3)]
    assert acts == [Act.GUARD_FAILED, Act.REVEAL_CLOSED, Act.SESSION_LOCKED]


def test_a_devices_own_words_carry_no_number_and_no_control_sign():
    assert read_word("  Ultra\x00\x1b[2J 13800001234 ") == "Ultra [2J 138****1234"
    assert len(read_word("x" * 500)) == 64
