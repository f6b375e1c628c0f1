"""A call that is handed to a queue: at whom it rings, in which order, and what is left when nobody takes it (D1)."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import select

from protocol.administration import ConfigurationWrong
from protocol.calls import CallTicket
from protocol.cards import CardState
from protocol.events import Act
from protocol.identifiers import make_identifier
from protocol.inbox import InboxKind
from protocol.incoming import CallQueued, IncomingRoute
from protocol.refusals import NotFound
from protocol.telephones import PhoneRule, Queue
from server.services.calling.queues import find_in_queue
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from server.store.call_tables import call_records, calls, incoming_calls
from server.store.tables import customers, inbox, people
from tests.server.calling import dial, place_call, place_pbx
from tests.server.house import House
from tests.server.ringing import let_all_be_called, sit_down
from tests.server.seats import Desk, Seat

QUEUES = (Queue(place="service", title="客服"), Queue(place="west-desk", title="西区", team="west"))


def put_queues(house: House, *queues: Queue) -> None:
    """Have policy name them."""
    with house.writing() as connection:
        policy = load_policy(connection)
        desk = msgspec.structs.replace(policy.desk, phone=PhoneRule(queues=queues))
        set_policy(connection, house.central.node, msgspec.structs.replace(policy, desk=desk), "test")


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    let_all_be_called(house)
    put_queues(house, *QUEUES)


@pytest.fixture
def handed(house: House, pbx: Desk) -> tuple[Seat, CallTicket]:
    """An agent who talks, and has just handed his call on."""
    seat, journal = sit_down(house)
    ticket = dial(house, seat, house.add_card(seat.account))
    place_call(house, pbx, ticket, seat.desk.id)
    journal.dialled(ticket)
    journal.answered(ticket.id)
    journal.ended(ticket.id, ending="transferred")
    return seat, ticket


def ask(house: House, pbx: Desk, call: str, queue: str = "service", **told: object) -> IncomingRoute:
    """The PBX asks whose desk is to ring."""
    queued = CallQueued(call=call, queue=queue, **told)  # type: ignore[arg-type]
    with house.writing() as connection:
        return find_in_queue(connection, house.central, pbx.device, "10.8.0.2", queued)


def test_whoever_of_the_team_is_free_is_rung_and_the_call_is_on_record_before(house, pbx, handed):
    seat, ticket = handed
    assert ask(house, pbx, ticket.id) == IncomingRoute(), "not at him who handed it on"
    free, _ = sit_down(house)
    route = ask(house, pbx, ticket.id)
    assert (route.desk, route.card) == (free.desk.id, ticket.card)
    came = house.last_event("call.came", object_id=route.call)
    assert (came.detail["person"], came.detail["queue"]) == (free.account.id, "service")
    assert came.detail["handed_from"] == ticket.id
    with house.reading() as connection:
        row = connection.execute(select(incoming_calls).where(incoming_calls.c.id == route.call)).one()
    assert (row.handed_from, row.customer, row.device) == (ticket.id, ticket.card, free.desk.id)
    assert seat.account.id != free.account.id


def test_whoever_is_rung_is_told_who_handed_the_call_on_and_where_it_waited(house, pbx, handed):
    _, ticket = handed
    free, _ = sit_down(house)
    route = ask(house, pbx, ticket.id)
    with house.reading() as connection:
        kept = select(inbox.c.facts).where(inbox.c.person == free.account.id, inbox.c.ref == route.call)
        facts = connection.execute(kept.where(inbox.c.kind == InboxKind.CALL_HANDED_ON.value)).scalar_one()
        asked = select(people.c.name).join(calls, calls.c.person == people.c.id).where(calls.c.id == ticket.id)
        who = connection.execute(asked).scalar_one()
    queue = next(each.title for each in QUEUES if each.place == "service")
    assert facts == {"who": who, "queue": queue}


def test_who_was_rung_in_vain_is_free_again_and_another_one_is_rung(house, pbx, handed):
    _, ticket = handed
    seats = {sit_down(house)[0].desk.id for _ in range(2)}
    first = ask(house, pbx, ticket.id)
    second = ask(house, pbx, ticket.id, unmet=first.call)
    assert {first.desk, second.desk} == seats
    with house.reading() as connection:
        ended = select(call_records.c.ended_at).where(call_records.c.id == first.call)
        assert connection.execute(ended).scalar_one()
    assert ask(house, pbx, ticket.id, unmet=second.call) == IncomingRoute(), "nobody is rung twice for one call"


def test_an_answer_that_was_lost_is_given_again(house, pbx, handed):
    _, ticket = handed
    sit_down(house)
    route = ask(house, pbx, ticket.id)
    assert route.call
    assert ask(house, pbx, ticket.id) == route


def test_nobody_is_kept_busy_by_an_answer_that_was_lost(house, pbx, handed):
    _, ticket = handed
    sit_down(house)
    lost = ask(house, pbx, ticket.id)
    assert lost.call
    ask(house, pbx, ticket.id, is_over=True)
    with house.reading() as connection:
        ended = select(call_records.c.ended_at).where(call_records.c.id == lost.call)
        assert connection.execute(ended).scalar_one()


def test_who_is_paused_in_a_call_or_of_another_team_is_not_rung(house, pbx, handed):
    _, ticket = handed
    _, journal = sit_down(house)
    journal.tell(Act.CALLS_PAUSED, reason="training")
    busy, talking = sit_down(house)
    other = dial(house, busy, house.add_card(busy.account))
    talking.dialled(other)
    west, _ = sit_down(house, team="west")
    assert ask(house, pbx, ticket.id) == IncomingRoute()
    assert ask(house, pbx, ticket.id, "west-desk").desk == west.desk.id


@pytest.mark.parametrize("rings", [0, 1])
def test_a_call_that_nobody_takes_is_missed_once_and_its_card_is_a_callback_that_is_due(house, pbx, handed, rings):
    seat, ticket = handed
    if rings:
        sit_down(house)
    rung = ask(house, pbx, ticket.id).call
    for _ in range(2):
        assert ask(house, pbx, ticket.id, unmet=rung, is_over=True) == IncomingRoute()
    with house.reading() as connection:
        kept = select(incoming_calls).where(incoming_calls.c.handed_from == ticket.id)
        (row,) = connection.execute(kept).all()
        card = connection.execute(select(customers.c.state).where(customers.c.id == ticket.card)).scalar_one()
    assert row.missed_at
    assert (row.id == rung) is bool(rings)
    assert card == CardState.CALLBACK.value
    assert house.last_event("call.missed", object_id=row.id).detail == {"card": ticket.card}
    assert house.notices(seat.account).count((InboxKind.CALL_MISSED.value, ticket.card)) == 1


def test_a_call_of_another_pbx_and_a_queue_that_is_none_are_not_found(house, pbx, handed):
    _, ticket = handed
    sit_down(house)
    for where, call, queue in (
        (place_pbx(house), ticket.id, "service"),
        (pbx, make_identifier(), "service"),
        (pbx, ticket.id, "complaints"),
    ):
        with pytest.raises(NotFound):
            ask(house, where, call, queue)


def test_a_queue_of_a_team_that_is_none_is_no_policy(house):
    with pytest.raises(ConfigurationWrong):
        put_queues(house, Queue(place="service", title="x", team="nowhere"))
