"""Sign-in, lock, unlock, sign-out: with Central, without it, and when it says no (D6)."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from app.desk import Desk
from app.session import LockReason, SessionState
from app.uptime import read_uptime
from protocol.events import Act, Outcome
from protocol.keeping import StoreUnwritable, VaultDamaged, VaultMissing, VaultPasswordWrong
from protocol.refusals import AccountFrozen, InvalidRequest, ProofRefused, SessionEnded, SessionLocked, SignInRefused
from protocol.road import CentralUnreachable
from protocol.sessions import DeskPolicy, Session
from secure_store.device import DeviceIdentity
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from secure_store.vault import HEADER_NAME
from tests.app.loopback import LoopbackCentral
from tests.journals import read_recent


def sign_in(desk: Desk, central: LoopbackCentral) -> None:
    """The agent signs in."""
    desk.keeper.sign_in(central.person.username, spell(central), central.code)


def spell(central: LoopbackCentral) -> bytearray:
    """The agent's password as typed."""
    return bytearray(central.password.encode())


def read_files(place: Path) -> dict[str, bytes]:
    """Every file of a vault but its lock."""
    return {file.name: file.read_bytes() for file in place.iterdir() if file.suffix != ".lock"}


def recall(desk: Desk) -> list[Act]:
    """What the journal says, oldest first."""
    return [event.act for event in reversed(read_recent(desk.trail.journal))]


def test_a_sign_in_leads_to_work_and_wipes_the_password(desk: Desk, central: LoopbackCentral) -> None:
    states: list[SessionState] = []
    desk.keeper.on_change(states.append)
    password = spell(central)
    person = desk.keeper.sign_in(central.person.username, password, central.code)
    assert person == central.person
    assert states == [SessionState.ACTIVE]
    assert not any(password)
    assert desk.keeper.online
    assert recall(desk)[-2:] == [Act.SIGNIN_SUCCEEDED, Act.VAULT_CREATED]
    assert [one.username for one in desk.keeper.people.list()] == [central.person.username]


def test_the_password_never_leaves_the_desk(desk: Desk, central: LoopbackCentral) -> None:
    sign_in(desk, central)
    sent = b"".join(ask.body + str(ask.headers).encode() for ask in central.asked)
    assert central.password.encode() not in sent


@pytest.mark.parametrize(("wrong_password", "wrong_code"), [(True, False), (False, True)])
def test_a_refused_sign_in_leaves_nobody_in_and_an_event(
    desk: Desk, central: LoopbackCentral, wrong_password: bool, wrong_code: bool
) -> None:
    password = bytearray(b"something else") if wrong_password else spell(central)
    with pytest.raises(SignInRefused):
        desk.keeper.sign_in(central.person.username, password, "000000" if wrong_code else central.code)
    assert desk.keeper.state is SessionState.SIGNED_OUT
    assert not any(password)
    event = read_recent(desk.trail.journal, 1)[0]
    assert (event.act, event.outcome, event.actor) == (Act.SIGNIN_FAILED, Outcome.REFUSED, "")
    assert central.person.username not in str(event)


def test_an_outage_at_sign_in_is_a_failure_and_not_a_refusal(desk: Desk, central: LoopbackCentral) -> None:
    central.stop()
    with pytest.raises(CentralUnreachable):
        sign_in(desk, central)
    assert read_recent(desk.trail.journal, 1)[0].outcome is Outcome.FAILED


def test_the_desk_locks_and_unlocks_with_central(signed_in: Desk, central: LoopbackCentral) -> None:
    keeper = signed_in.keeper
    keeper.lock()
    assert (keeper.state, keeper.vault, keeper.lock_reason) == (SessionState.LOCKED, None, LockReason.ASKED)
    with pytest.raises(SessionLocked):
        signed_in.cards.count()
    keeper.unlock(spell(central))
    assert signed_in.cards.count() == 0
    assert [ask.path for ask in central.asked[-2:]] == ["/v1/session/unlock-challenge", "/v1/session/unlock"]
    assert recall(signed_in)[-2:] == [Act.SESSION_LOCKED, Act.SESSION_UNLOCKED]


def test_the_desk_unlocks_offline(signed_in: Desk, central: LoopbackCentral) -> None:
    signed_in.keeper.lock()
    central.stop()
    signed_in.central.reload()
    signed_in.keeper.unlock(spell(central))
    assert signed_in.keeper.state is SessionState.ACTIVE


def test_a_wrong_password_does_not_unlock_and_five_sign_out(signed_in: Desk) -> None:
    signed_in.keeper.lock()
    for _ in range(5):
        assert signed_in.keeper.state is SessionState.LOCKED
        with pytest.raises(VaultPasswordWrong):
            signed_in.keeper.unlock(bytearray(b"wrong"))
    assert signed_in.keeper.state is SessionState.SIGNED_OUT
    assert isinstance(signed_in.keeper.ended_by, ProofRefused)
    assert recall(signed_in).count(Act.UNLOCK_FAILED) == 5


def test_an_ended_session_does_not_unlock(signed_in: Desk, central: LoopbackCentral) -> None:
    signed_in.keeper.lock()
    central.tokens.clear()
    with pytest.raises(SessionEnded):
        signed_in.keeper.unlock(spell(central))
    assert signed_in.keeper.state is SessionState.SIGNED_OUT


def test_a_session_that_central_ends_ends_here(signed_in: Desk, central: LoopbackCentral) -> None:
    central.tokens.clear()
    with pytest.raises(SessionEnded):
        signed_in.keeper.refresh()
    assert signed_in.keeper.state is SessionState.SIGNED_OUT
    assert isinstance(signed_in.keeper.ended_by, SessionEnded)
    assert not signed_in.central.has_token


def test_an_answer_about_an_old_session_does_not_end_the_new_one(signed_in: Desk, central: LoopbackCentral) -> None:
    def answer_late(door: object, ask: object, content: bytes) -> bool:
        central.spoil = None
        signed_in.central.set_token("another")
        return False

    central.tokens.clear()
    central.spoil = answer_late
    with pytest.raises(SessionEnded):
        signed_in.central.call("GET", "/v1/session", Session)
    assert signed_in.keeper.state is SessionState.ACTIVE


def test_idleness_locks(signed_in: Desk) -> None:
    keeper = signed_in.keeper
    keeper.tick()
    assert keeper.state is SessionState.ACTIVE
    keeper._attention._touched = read_uptime() - keeper.policy.idle_lock_s - 1
    keeper.tick()
    assert keeper.lock_reason is LockReason.IDLE


def test_a_touch_keeps_the_desk_awake(signed_in: Desk) -> None:
    keeper = signed_in.keeper
    keeper._attention._touched = read_uptime() - keeper.policy.idle_lock_s + 5
    keeper.touch()
    assert keeper._attention.idle_s < keeper.policy.idle_lock_s - 5


def test_central_silent_for_too_long_locks_and_only_central_unlocks(signed_in: Desk, central: LoopbackCentral) -> None:
    keeper = signed_in.keeper
    keeper._attention._heard = read_uptime() - keeper.policy.offline_limit_s - 1
    keeper.tick()
    assert keeper.lock_reason is LockReason.OFFLINE_TOO_LONG
    central.stop()
    signed_in.central.reload()
    with pytest.raises(CentralUnreachable):
        keeper.unlock(spell(central))
    assert keeper.state is SessionState.LOCKED


def test_a_person_signs_in_offline_and_then_online(signed_in: Desk, central: LoopbackCentral) -> None:
    keeper = signed_in.keeper
    keeper.sign_out()
    person = keeper.sign_in_offline(central.person.username, spell(central))
    assert person == central.person
    assert not keeper.online
    with pytest.raises(SessionEnded):
        keeper.make_prover(bytearray(b"x"))
    sign_in(signed_in, central)
    assert keeper.online


def test_nobody_signs_in_offline_who_was_never_here(desk: Desk) -> None:
    with pytest.raises(VaultMissing):
        desk.keeper.sign_in_offline("somebody", bytearray(b"password"))


def test_nobody_signs_in_offline_with_a_wrong_password(signed_in: Desk, central: LoopbackCentral) -> None:
    signed_in.keeper.sign_out()
    with pytest.raises(VaultPasswordWrong):
        signed_in.keeper.sign_in_offline(central.person.username, bytearray(b"wrong"))
    assert recall(signed_in)[-1] is Act.SIGNIN_FAILED


@pytest.mark.parametrize("heard", ["2020-01-01T00:00:00.000Z", "2090-01-01T00:00:00.000Z"])
def test_offline_work_ends_with_the_limit_or_with_a_clock_set_back(
    signed_in: Desk, central: LoopbackCentral, heard: str
) -> None:
    from secure_store.vault_notes import VaultNotes

    vault = signed_in.keeper.vault
    assert vault
    VaultNotes(vault).put("heard", heard)
    signed_in.keeper.sign_out()
    with pytest.raises(SessionEnded):
        signed_in.keeper.sign_in_offline(central.person.username, spell(central))
    assert signed_in.keeper.state is SessionState.SIGNED_OUT


def test_a_password_changed_elsewhere_puts_the_old_vault_aside_whole(
    signed_in: Desk, central: LoopbackCentral, folder: DeskFolder
) -> None:
    signed_in.keeper.sign_out()
    old = {
        file.name: file.read_bytes() for file in folder.vault(central.person.id).iterdir() if "lock" not in file.name
    }
    central.set_password("changed elsewhere")
    sign_in(signed_in, central)
    (aside,) = folder.vaults.glob("*.aside-*")
    assert read_files(aside) == old
    created = next(event for event in read_recent(signed_in.trail.journal) if event.act is Act.VAULT_CREATED)
    assert created.detail["aside"] == aside.name


def test_a_damaged_vault_is_reported_left_alone_and_replaced_only_when_asked(
    signed_in: Desk, central: LoopbackCentral, folder: DeskFolder
) -> None:
    signed_in.keeper.sign_out()
    header = folder.vault(central.person.id) / HEADER_NAME
    os.truncate(header, 10)
    with pytest.raises(VaultDamaged):
        sign_in(signed_in, central)
    assert signed_in.keeper.state is SessionState.SIGNED_OUT
    assert not signed_in.central.has_token
    assert header.stat().st_size == 10
    signed_in.keeper.sign_in(central.person.username, spell(central), central.code, fresh_vault=True)
    assert signed_in.keeper.state is SessionState.ACTIVE
    assert len(list(folder.vaults.glob("*.aside-*"))) == 1


def test_a_first_password_must_be_changed_before_anything_else(desk: Desk, central: LoopbackCentral) -> None:
    central.must_change = True
    sign_in(desk, central)
    assert desk.keeper.state is SessionState.PASSWORD_CHANGE
    assert desk.keeper.vault is None
    new = bytearray("一个很长的好密码和更多字".encode())
    desk.keeper.change_password(spell(central), new)
    assert desk.keeper.state is SessionState.ACTIVE
    assert not any(new)
    desk.keeper.lock()
    desk.keeper.unlock(bytearray("一个很长的好密码和更多字".encode()))


def test_a_changed_password_opens_the_vault_from_then_on(signed_in: Desk, central: LoopbackCentral) -> None:
    keeper = signed_in.keeper
    keeper.change_password(spell(central), bytearray(b"correct horse battery"))
    keeper.lock()
    with pytest.raises(VaultPasswordWrong):
        keeper.unlock(spell(central))
    keeper.unlock(bytearray(b"correct horse battery"))


def test_a_wrong_old_password_changes_nothing(signed_in: Desk, central: LoopbackCentral) -> None:
    with pytest.raises(ProofRefused):
        signed_in.keeper.change_password(bytearray(b"wrong"), bytearray(b"correct horse battery"))
    refused = read_recent(signed_in.trail.journal, 1)[0]
    assert (refused.act, refused.outcome) == (Act.PASSWORD_CHANGED, Outcome.REFUSED)
    signed_in.keeper.lock()
    signed_in.keeper.unlock(spell(central))


def test_a_weak_new_password_is_not_even_sent(signed_in: Desk, central: LoopbackCentral) -> None:
    before = len(central.asked)
    with pytest.raises(InvalidRequest):
        signed_in.keeper.change_password(spell(central), bytearray(b"password12"))
    assert len(central.asked) == before


def test_a_sign_in_that_cannot_be_recorded_does_not_happen(
    desk: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StoreUnwritable(reason="the disk is full")

    monkeypatch.setattr(desk.trail.journal, "append", fail)
    with pytest.raises(StoreUnwritable):
        sign_in(desk, central)
    assert desk.keeper.state is SessionState.SIGNED_OUT
    assert not desk.central.has_token
    assert not central.tokens


def test_a_desk_with_a_full_disk_still_locks(signed_in: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StoreUnwritable(reason="the disk is full")

    monkeypatch.setattr(signed_in.trail.journal, "append", fail)
    signed_in.keeper.lock()
    assert signed_in.keeper.vault is None


def test_policy_comes_from_central(signed_in: Desk, central: LoopbackCentral) -> None:
    central.policy = msgspec.structs.replace(DeskPolicy(), idle_lock_s=60)
    signed_in.keeper.refresh()
    assert signed_in.keeper.policy.idle_lock_s == 60


def test_signing_out_ends_the_session_at_central(signed_in: Desk, central: LoopbackCentral) -> None:
    signed_in.keeper.sign_out()
    assert not central.tokens
    assert recall(signed_in)[-1] is Act.SIGNOUT
    assert read_recent(signed_in.trail.journal, 1)[0].actor == central.person.id


def test_two_people_have_a_vault_each(
    desk: Desk, central: LoopbackCentral, folder: DeskFolder, keyring: DeviceKeyring, identity: DeviceIdentity
) -> None:
    sign_in(desk, central)
    desk.keeper.sign_out()
    first = central.person
    central.person = msgspec.structs.replace(first, id=first.id[:-2] + "ff", username="liqiang", name="李强")
    sign_in(desk, central)
    assert [one.username for one in desk.keeper.people.list()] == ["liqiang", "zhangmin"]
    assert len(list(folder.vaults.iterdir())) == 2


def test_a_session_that_ends_while_it_is_unlocked_stays_ended(signed_in: Desk, central: LoopbackCentral) -> None:
    """Central may stop somebody, heard by another thread, after it has agreed to wake his session."""
    keeper = signed_in.keeper
    keeper.lock()
    record = signed_in.trail.record

    def end_then_record(act: Act, *facts: object, **detail: object) -> None:
        if act is Act.SESSION_UNLOCKED:
            keeper._hear_refusal(AccountFrozen())
        record(act, *facts, **detail)  # type: ignore[arg-type]

    signed_in.trail.record = end_then_record  # type: ignore[assignment, method-assign]
    with pytest.raises(SessionEnded):
        keeper.unlock(spell(central))
    assert (keeper.state, keeper.vault, keeper.person) == (SessionState.SIGNED_OUT, None, None)
    assert isinstance(keeper.ended_by, AccountFrozen)


def test_a_listener_that_fails_keeps_no_session_open(signed_in: Desk, central: LoopbackCentral) -> None:
    """As a signal does whose window has been deleted."""
    told: list[SessionState] = []

    def fail(_: SessionState) -> None:
        raise RuntimeError("Signal source has been deleted")

    signed_in.keeper.on_change(fail)
    signed_in.keeper.on_change(told.append)
    signed_in.keeper.sign_out()
    assert told == [SessionState.SIGNED_OUT]
    assert not signed_in.central.has_token
    assert not central.tokens
