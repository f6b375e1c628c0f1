"""Leave to call a card, and the token that a PBX turns into a number, once (D1, U1, P3)."""

from __future__ import annotations

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import select

from protocol.administration import SourceRefused
from protocol.call_refusals import CalledTooOften, CallTokenRefused, NoCallingToday, NotToBeCalled, NumberMissing
from protocol.calls import CallRoute, CallTicket, TokenPresented
from protocol.cards import CardState
from protocol.fields import FieldKind
from protocol.oversight import AccountState
from protocol.refusals import InvalidRequest, NotFound
from protocol.reveal_refusals import ConsentMissing
from protocol.road import OutsideVpn
from protocol.roles import Role
from protocol.sealing import SealContext, measure_value, open_value
from protocol.times import after, now
from protocol.vpn import VpnRule
from server.services.accounts import set_state
from server.services.calling.tokens import hash_token, make_token, route_call
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from server.services.registry import revoke_source
from server.store.call_tables import calls
from server.store.tables import customers
from tests.server.calling import ALL_DAY, dial, put_rules
from tests.server.exports import forget_value
from tests.server.house import VALUES, House, run_at_once
from tests.server.seats import Desk, write_key


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    put_rules(house, ALL_DAY)


def route(house: House, pbx: Desk, token: str, desk: str, key: X25519PrivateKey | None = None) -> CallRoute:
    """Present a token, as the PBX's side does."""
    presented = TokenPresented(token=token, desk=desk, public_key=write_key(key or X25519PrivateKey.generate()))
    with house.writing() as connection:
        return route_call(connection, house.central, pbx.device, "10.8.0.2", presented)


def refused(house: House, error: type[Exception], pbx: Desk, token: str, desk: str) -> str:
    """Why a token was refused, as the trail has it."""
    with pytest.raises(error):
        route(house, pbx, token, desk)
    return house.last_event("call.refused").detail["why"]


def test_the_number_goes_to_the_pbx_alone_sealed_and_both_acts_are_on_record(house, pbx):
    seat, key = house.seat(), X25519PrivateKey.generate()
    card = house.add_card(seat.account)
    ticket = dial(house, seat, card)
    assert (ticket.card, ticket.field) == (card, FieldKind.MOBILE)
    found = route(house, pbx, ticket.token, seat.desk.id, key)
    context = SealContext(request=found.id, card=card, field=found.field, device=pbx.id, expires_at=found.expires_at)
    value = bytearray(measure_value(found.sealed))
    open_value(found.sealed, key, context, value)
    assert value == VALUES[FieldKind.MOBILE].encode()
    asked = house.last_event("call.asked", object_id=ticket.id)
    routed = house.last_event("call.routed", object_id=ticket.id)
    assert (asked.actor, asked.detail["card"], asked.field) == (seat.account.id, card, "mobile")
    assert (routed.detail["person"], routed.detail["pbx"], routed.detail["number"]) == (
        seat.account.id,
        pbx.id,
        ticket.number,
    )
    assert ticket.token not in str(asked) + str(routed)


def test_nothing_that_is_kept_can_be_dialled(house):
    seat = house.seat()
    ticket = dial(house, seat, house.add_card(seat.account))
    with house.reading() as connection:
        row = connection.execute(select(calls).where(calls.c.id == ticket.id)).one()
    assert ticket.token not in repr(row)
    assert row.token_hash == hash_token(ticket.token)


def test_a_token_is_good_once_at_its_desk_and_for_its_time(house, pbx):
    seat, other = house.seat(), house.place_desk()
    card = house.add_card(seat.account)
    ticket = dial(house, seat, card)
    assert refused(house, CallTokenRefused, pbx, ticket.token, other.id) == "another desk"
    route(house, pbx, ticket.token, seat.desk.id)
    assert refused(house, CallTokenRefused, pbx, ticket.token, seat.desk.id) == "used"
    late = dial(house, seat, card)
    house.age(calls, late.id, expires_at=after(now(), seconds=-1))
    assert refused(house, CallTokenRefused, pbx, late.token, seat.desk.id) == "over"
    assert refused(house, CallTokenRefused, pbx, make_token(), seat.desk.id) == "unknown"


def test_of_two_pbxs_that_ask_at_the_same_moment_one_is_given_the_number(house, pbx):
    seat = house.seat()
    ticket = dial(house, seat, house.add_card(seat.account))
    ends = run_at_once(*[lambda: route(house, pbx, ticket.token, seat.desk.id)] * 4)
    assert sum(isinstance(end, CallRoute) for end in ends) == 1
    assert sum(isinstance(end, CallTokenRefused) for end in ends) == 3


def test_misuse_of_a_token_alerts_security(house, pbx):
    seat, watcher = house.seat(), house.enlist(Role.SECURITY)
    ticket = dial(house, seat, house.add_card(seat.account))
    refused(house, CallTokenRefused, pbx, ticket.token, house.place_desk().id)
    assert house.notices(watcher)[-1] == ("alert", ticket.id)


def test_a_colleague_s_card_is_not_there(house):
    seat, colleague = house.seat(), house.seat()
    with pytest.raises(NotFound):
        dial(house, seat, house.add_card(colleague.account))
    with pytest.raises(NotFound):
        dial(house, house.seat(Role.SUPERVISOR), house.add_card(colleague.account))


def _stop(house: House, card: str) -> None:
    house.age(customers, card, state=CardState.STOPPED.value)


def _give_away(house: House, card: str) -> None:
    house.age(customers, card, assigned_to=house.enlist().id)


@pytest.mark.parametrize(
    ("change", "error"),
    [(_stop, NotToBeCalled), (House.withdraw, ConsentMissing), (_give_away, CallTokenRefused)],
    ids=["stopped", "withdrawn", "given away"],
)
def test_what_changes_between_the_click_and_the_dial_stops_the_call(house, pbx, change, error):
    seat = house.seat()
    card = house.add_card(seat.account)
    ticket = dial(house, seat, card)
    change(house, card)
    assert refused(house, error, pbx, ticket.token, seat.desk.id) == error.problem.value
    assert refused(house, CallTokenRefused, pbx, ticket.token, seat.desk.id) == "used", "it is spent all the same"


def test_somebody_who_was_frozen_calls_nobody(house, pbx):
    seat = house.seat()
    ticket = dial(house, seat, house.add_card(seat.account))
    with house.writing() as connection:
        set_state(connection, house.central.node, seat.account.id, AccountState.FROZEN, "test")
    refused(house, CallTokenRefused, pbx, ticket.token, seat.desk.id)


def test_no_wish_no_consent_no_source_no_number_no_call(house):
    seat = house.seat()
    stopped, silent, bare = (house.add_card(seat.account) for _ in range(3))
    source = house.add_source()
    revoked = house.add_card(seat.account, source=source)
    _stop(house, stopped)
    house.withdraw(silent)
    forget_value(house, bare, FieldKind.MOBILE)
    with house.writing() as connection:
        revoke_source(connection, house.central.node, source, "test")
    for card, error in (
        (stopped, NotToBeCalled),
        (silent, ConsentMissing),
        (revoked, (SourceRefused, NotToBeCalled, ConsentMissing)),
        (bare, NumberMissing),
    ):
        with pytest.raises(error):
            dial(house, seat, card)
        assert house.last_event("call.asked", object_id=card).outcome == "refused"


def test_a_customer_is_called_so_often_and_no_more_whoever_calls(house, pbx):
    put_rules(house, msgspec.structs.replace(ALL_DAY, most_a_day=2, most_a_week=3, least_gap_s=600))
    seat = house.seat()
    card = house.add_card(seat.account)

    def call(hours_ago: float = 0) -> CallTicket:
        ticket = dial(house, seat, card)
        route(house, pbx, ticket.token, seat.desk.id)
        house.age(calls, ticket.id, routed_at=after(now(), seconds=-3600 * hours_ago - 1))
        return ticket

    first = call()
    with pytest.raises(CalledTooOften):
        dial(house, seat, card)
    house.age(calls, first.id, routed_at=after(now(), hours=-40))
    call(hours_ago=20)
    call(hours_ago=1)
    with pytest.raises(CalledTooOften) as often:
        dial(house, seat, card)
    week_over = after(now(), hours=7 * 24 - 40)
    assert after(week_over, seconds=-60) < often.value.facts["next_at"] < after(week_over, seconds=60)


def test_leave_that_was_not_used_counts_for_nothing(house):
    put_rules(house, msgspec.structs.replace(ALL_DAY, most_a_day=1, least_gap_s=600))
    seat = house.seat()
    card = house.add_card(seat.account)
    for _ in range(3):
        dial(house, seat, card)


def test_a_day_that_the_company_keeps_free_is_kept(house):
    today = after(now(), hours=8)[:10]
    put_rules(house, msgspec.structs.replace(ALL_DAY, closed_days=(today,)))
    seat = house.seat()
    card = house.add_card(seat.account)
    with pytest.raises(NoCallingToday):
        dial(house, seat, card)


def test_a_pbx_outside_the_vpn_gets_no_number_and_the_token_stays_good(house, pbx):
    seat = house.seat()
    ticket = dial(house, seat, house.add_card(seat.account))
    try:
        put_vpn(house, ("10.9.0.0/24",))
        assert refused(house, OutsideVpn, pbx, ticket.token, seat.desk.id) == "outside-vpn"
        put_vpn(house, ("10.8.0.0/24",))
        assert route(house, pbx, ticket.token, seat.desk.id).id == ticket.id
    finally:
        house.set_policy()


def put_vpn(house: House, ranges: tuple[str, ...]) -> None:
    """Require a VPN of these addresses."""
    with house.writing() as connection:
        policy = load_policy(connection)
        desk = msgspec.structs.replace(policy.desk, vpn=VpnRule(required=True))
        policy = msgspec.structs.replace(policy, desk=desk, vpn_ranges=ranges)
        set_policy(connection, house.central.node, policy, "test")


def test_a_key_that_is_none_is_refused_and_the_token_stays_good(house, pbx):
    seat = house.seat()
    ticket = dial(house, seat, house.add_card(seat.account))
    presented = TokenPresented(token=ticket.token, desk=seat.desk.id, public_key=bytes(32))
    with house.writing() as connection, pytest.raises(InvalidRequest):
        route_call(connection, house.central, pbx.device, "10.8.0.2", presented)
    assert route(house, pbx, ticket.token, seat.desk.id).id == ticket.id
