"""Those who oversee: accounts, desks, alerts, policy; no customer data (U1, U3)."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import select

from protocol.administration import ConfigurationWrong
from protocol.identifiers import make_identifier
from protocol.oversight import ALERTS_PAGE, AccountAct, AccountChange, AccountState
from protocol.refusals import AccountFrozen, Conflict, Forbidden, NotFound
from protocol.roles import Role
from server.services.accounts import set_state
from server.services.notices import list_alerts, raise_alert
from server.services.oversight import change_account, check_change, list_devices, list_people
from server.services.policy import Policy, RevealPolicy
from server.services.policy_setting import set_policy
from server.store.tables import alerts
from tests.server.house import ANY_HOUR, VALUES, House
from tests.server.seats import Account, Seat


def change(house: House, by: Seat, whom: Account | str, act: AccountAct) -> None:
    """Change an account, as the route does."""
    person = whom if isinstance(whom, str) else whom.id
    wanted = AccountChange(act=act, reason="as agreed")

    def call(connection, central, caller):
        check_change(connection, caller, person, wanted)
        change_account(connection, central, caller, person, wanted)

    house.act(by, call)


def read_state(house: House, account: Account) -> AccountState:
    """An account's state, as overseers see it."""
    with house.reading() as connection:
        return next(row.state for row in list_people(connection) if row.id == account.id)


def put(house: House, account: Account, state: AccountState) -> None:
    """As if it had come about earlier."""
    with house.writing() as connection:
        set_state(connection, house.central.node, account.id, state, "test")


def test_security_freezes_and_thaws_and_the_one_concerned_hears_of_it(house):
    guard, seat = house.seat(Role.SECURITY), house.seat()
    change(house, guard, seat.account, AccountAct.FREEZE)
    with pytest.raises(AccountFrozen):
        house.find(seat)
    assert house.notices(seat.account) == [("session-ended", ""), ("account-frozen", "")]
    told = house.last_event("account.frozen", object_id=seat.account.id)
    assert (told.actor, told.role, told.detail["reason"]) == (guard.account.id, Role.SECURITY, "as agreed")
    change(house, guard, seat.account, AccountAct.UNFREEZE)
    assert read_state(house, seat.account) is AccountState.ACTIVE
    assert house.last_event("account.changed", object_id=seat.account.id).detail["from"] == "frozen"


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SECURITY])
def test_a_locked_account_is_unlocked_on_record(house, role):
    overseer, account = house.seat(role), house.enlist()
    put(house, account, AccountState.LOCKED)
    change(house, overseer, account, AccountAct.UNLOCK)
    assert read_state(house, account) is AccountState.ACTIVE
    assert house.last_event("account.unlocked", object_id=account.id).actor == overseer.account.id


def test_an_administrator_does_not_thaw_what_security_froze(house):
    admin, account = house.seat(Role.ADMIN), house.enlist()
    put(house, account, AccountState.FROZEN)
    with pytest.raises(Forbidden):
        change(house, admin, account, AccountAct.UNFREEZE)
    with pytest.raises(Conflict):
        change(house, admin, account, AccountAct.UNLOCK)
    with pytest.raises(Forbidden):
        change(house, admin, house.enlist(), AccountAct.FREEZE)


def test_a_locked_account_can_be_frozen(house):
    guard, account = house.seat(Role.SECURITY), house.enlist()
    put(house, account, AccountState.LOCKED)
    change(house, guard, account, AccountAct.FREEZE)
    assert read_state(house, account) is AccountState.FROZEN


def test_nobody_changes_his_own_account_or_one_that_is_not_there(house):
    guard = house.seat(Role.SECURITY)
    with pytest.raises(Forbidden):
        change(house, guard, guard.account, AccountAct.FREEZE)
    with pytest.raises(NotFound):
        change(house, guard, make_identifier(), AccountAct.FREEZE)
    with pytest.raises(Conflict):
        change(house, guard, house.enlist(), AccountAct.UNFREEZE)


def test_overseers_see_desks_and_people_and_no_customer(house):
    seat = house.seat()
    house.add_card(seat.account)
    with house.reading() as connection:
        desks, everybody = list_devices(connection), list_people(connection)
    assert next(row for row in desks if row.id == seat.desk.id).name == seat.desk.device.name
    assert next(row for row in everybody if row.id == seat.account.id).signed_in_at
    shown = msgspec.json.encode((desks, everybody)).decode()
    assert not [value for value in VALUES.values() if value in shown]
    assert "138****" not in shown


def test_an_alert_reaches_security_alone_newest_first(house):
    guard, admin, away = house.enlist(Role.SECURITY), house.enlist(Role.ADMIN), house.enlist(Role.SECURITY)
    put(house, away, AccountState.DISABLED)
    with house.writing() as connection:
        for about in ("first", "second"):
            raise_alert(connection, house.central.node, "test", about, {"fact": "x" * 500})
        newest = list_alerts(connection)[:2]
    assert [row.about for row in newest] == ["second", "first"]
    assert house.notices(guard) == [("alert", "first"), ("alert", "second")]
    assert not house.notices(admin)
    assert not house.notices(away)


def test_every_alert_is_listed_a_page_at_a_time(house):
    with house.writing() as connection:
        for place in range(ALERTS_PAGE + 3):
            raise_alert(connection, house.central.node, "test", f"page {place}", {})
    listed, before = [], 0
    with house.reading() as connection:
        while page := list_alerts(connection, before):
            assert len(page) <= ALERTS_PAGE
            assert not before or page[0].seq < before
            listed += page
            before = page[-1].seq
        everything = connection.execute(select(alerts.c.seq).order_by(alerts.c.seq.desc())).scalars().all()
    assert [row.seq for row in listed] == everything
    assert len(listed) > ALERTS_PAGE


def test_a_new_policy_is_in_force_at_once_on_record_and_told_to_those_at_work(house):
    present, absent = house.seat(), house.enlist()
    before = house.find(present).policy
    version = house.set_policy(house.any_hour(daily_quota=7), idle_lock_s=300)
    try:
        policy = house.find(present).policy
        assert policy.reveal.daily_quota == 7
        assert policy.desk.idle_lock_s == 300
        assert policy.desk.version == version == before.desk.version + 1
        assert house.notices(present.account) == [("policy-changed", "")]
        assert not house.notices(absent)
        assert house.last_event("policy.changed").detail == {"version": str(version), "by": "test"}
    finally:
        house.set_policy()


@pytest.mark.parametrize(
    ("span", "seconds"),
    [
        ("idle_lock_s", 901),
        ("idle_lock_s", 0),
        ("offline_limit_s", 86_401),
        ("silence_warning_s", 1),
        ("journal_keep_s", -5),
        ("backlog_limit", 0),
        ("backlog_limit_s", 59),
    ],
)
def test_a_policy_that_no_desk_should_live_by_is_refused(house, span, seconds):
    with pytest.raises(ConfigurationWrong) as refused:
        house.set_policy(**{span: seconds})
    assert refused.value.facts["setting"] == f"desk.{span}"


@pytest.mark.parametrize("zone", ["Nowhere/At_All", "../etc/passwd", "", "Asia"])
def test_a_time_zone_that_is_none_is_refused(house, zone):
    wanted = Policy(reveal=msgspec.structs.replace(ANY_HOUR, time_zone=zone))
    with pytest.raises(ConfigurationWrong), house.writing() as connection:
        set_policy(connection, house.central.node, wanted, "test")


@pytest.mark.parametrize(
    "text",
    [
        '{"opens": "25:00"}',
        '{"daily_quota": -1}',
        '{"verdicts": {"agent": {"mobile": "maybe"}}}',
        '{"unheard_of": 1}',
    ],
)
def test_a_policy_file_with_a_mistake_in_it_does_not_read(text):
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=RevealPolicy)


def test_before_any_policy_was_set_there_is_a_careful_one():
    policy = Policy()
    assert policy.desk.idle_lock_s == 900
    assert policy.reveal.opens < policy.reveal.closes
    assert Role.INSPECTOR not in policy.reveal.verdicts
