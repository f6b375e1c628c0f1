"""A token at the PBX is good once, at its desk, for its time, and while the customer may be called (D1, U1, P3)."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select, update

from app.telephony.port import Ending, Stage
from protocol.events import decode_event
from protocol.identifiers import make_identifier
from protocol.times import after, now
from server.store.call_tables import calls
from server.store.tables import consents, events
from tests.real_central import RealCentral
from tests.telephony.site import PhoneDesk
from ui.demo.far_end import FarEnd
from ui.demo.pbx import DemoPbx


def refused(desk: PhoneDesk, token: str, network: FarEnd) -> None:
    """Dial, and be refused by a PBX that calls nobody."""
    called = count_calls(network)
    key = desk.phone.dial(token)
    assert desk.ear.await_stage(key, Stage.ENDED).ending is Ending.REFUSED
    assert count_calls(network) == called, "the trunk heard of it"


def count_calls(network: FarEnd) -> int:
    """How many calls the trunk was asked for."""
    return sum(data.startswith(b"INVITE ") for data in network.received)


def recorded(central: RealCentral, call: str) -> str:
    """Why the last refusal of a call was, as the trail has it."""
    query = select(events.c.bytes).where(events.c.object_id == call, events.c.act == "call.refused")
    with central.books.engine.connect() as connection:
        rows = connection.execute(query.order_by(events.c.log_index)).all()
    assert rows, "no refusal is on record"
    return decode_event(bytes(rows[-1].bytes)).detail["why"]


def test_a_token_is_good_once(desk: PhoneDesk, network: FarEnd, central: RealCentral) -> None:
    ticket = desk.ask()
    key = desk.phone.dial(ticket.token)
    desk.ear.await_stage(key, Stage.TALKING)
    desk.phone.hang_up(key)
    desk.ear.await_stage(key, Stage.ENDED)
    refused(desk, ticket.token, network)
    assert recorded(central, ticket.id) == "used"


def test_another_desk_s_token_is_good_for_nothing(
    desk: PhoneDesk, make_desk: Callable[..., PhoneDesk], network: FarEnd, central: RealCentral
) -> None:
    ticket = desk.ask()
    refused(make_desk(), ticket.token, network)
    assert recorded(central, ticket.id) == "another desk"


def test_a_token_s_time_runs_out(desk: PhoneDesk, network: FarEnd, central: RealCentral) -> None:
    ticket = desk.ask()
    with central.writing() as connection:
        connection.execute(update(calls).where(calls.c.id == ticket.id).values(expires_at=after(now(), seconds=-1)))
    refused(desk, ticket.token, network)
    assert recorded(central, ticket.id) == "over"


def test_a_consent_withdrawn_after_the_click_stops_the_call(
    make_desk: Callable[..., PhoneDesk], network: FarEnd, central: RealCentral
) -> None:
    desk = make_desk()
    ticket = desk.ask()
    with central.writing() as connection:
        connection.execute(update(consents).where(consents.c.customer == ticket.card).values(withdrawn_at=now()))
    refused(desk, ticket.token, network)
    assert recorded(central, ticket.id) == "consent-missing"


def test_a_central_that_has_no_time_is_told_as_that_and_not_as_a_rule(
    desk: PhoneDesk, network: FarEnd, central: RealCentral
) -> None:
    ticket = desk.ask()
    with central.writing():  # for as long as somebody else writes, Central can take nothing in
        key = desk.phone.dial(ticket.token)
        assert desk.ear.await_stage(key, Stage.ENDED).ending is Ending.CENTRAL_BUSY
    assert count_calls(network) == 0


def test_what_is_no_token_does_not_leave_the_desk(desk: PhoneDesk, network: FarEnd) -> None:
    refused(desk, "13800138000", network)
    assert b"13800138000" not in desk.tap.outgoing


def test_the_pbx_asks_central_for_tokens_alone(desk: PhoneDesk, network: FarEnd, pbx: DemoPbx) -> None:
    assert desk.tap.ask_as_desk(pbx.port, desk.identity.card.id, "13800138000").startswith("SIP/2.0 403 ")
    assert desk.tap.ask_as_desk(pbx.port, make_identifier(), desk.ask().token).startswith("SIP/2.0 403 ")
    assert count_calls(network) == 0
