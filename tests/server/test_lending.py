"""A card that is shown to who takes a handed-on call, for as long as the call lasts, and no longer (U1, D2)."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import select, update

from protocol.call_records import Ending, Way
from protocol.calls import CallTicket
from protocol.cards import Card, CardPage
from protocol.events import Act, ObjectKind
from protocol.incoming import CallHandedOn, CallOver, CallQueued, CallUnmet, IncomingRoute
from protocol.refusals import NotFound
from protocol.table_calls import EndedBy, TableAwaited, TableStage, TableTold
from protocol.telephones import PhoneRule, Queue
from protocol.times import after, now
from server.services.calling.extensions import bind, take_back
from server.services.calling.handing import hand_on
from server.services.calling.incoming import note_unmet
from server.services.calling.lending import SILENCE_S, note_over, return_from_silent
from server.services.calling.presence import AWAY_S, note_heard
from server.services.calling.queues import find_in_queue
from server.services.calling.table_orders import note_told
from server.services.calling.table_rings import note_waiting
from server.services.cards import list_campaigns_of, read_card, read_page, touch_card
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from server.services.registry import CampaignPlan, put_campaign
from server.store.call_tables import call_records, incoming_calls, presence
from server.store.tables import contacts
from tests.server.calling import ALL_DAY, Journal, dial, place_call, place_pbx, put_rules
from tests.server.house import PURPOSES, House
from tests.server.seats import Desk, Seat

QUEUE = Queue(place="service", title="客服", team="west")


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    put_rules(house, ALL_DAY)
    with house.writing() as connection:
        policy = load_policy(connection)
        desk = msgspec.structs.replace(policy.desk, phone=PhoneRule(queues=(QUEUE,)))
        set_policy(connection, house.central.node, msgspec.structs.replace(policy, desk=desk), "test")
        connection.execute(update(presence).values(heard_at=after(now(), seconds=-AWAY_S - 60)))


@pytest.fixture
def talk(house: House, pbx: Desk) -> tuple[Journal, CallTicket]:
    """An agent's desk, which talks to a customer."""
    journal = sit_down(house, "east")
    ticket = dial(house, journal.seat, house.add_card(journal.seat.account))
    place_call(house, pbx, ticket, journal.seat.desk.id)
    journal.dialled(ticket)
    journal.answered(ticket.id)
    return journal, ticket


def sit_down(house: House, team: str) -> Journal:
    """An agent who is there, and his desk's journal."""
    seat = house.seat(team=team)
    house.act(seat, lambda connection, _, caller: note_heard(connection, caller))
    return Journal(house, seat)


def hand_to(house: House, pbx: Desk, call: str, to: Journal) -> IncomingRoute:
    """The PBX hands a call to a colleague's desk."""
    with house.writing() as connection:
        handed = CallHandedOn(call=call, desk=to.seat.desk.id)
        return hand_on(connection, house.central, pbx.device, "10.8.0.2", handed)


def ask_queue(house: House, pbx: Desk, call: str, **told: object) -> IncomingRoute:
    """The PBX asks whose desk is to ring."""
    queued = CallQueued(call=call, queue=QUEUE.place, **told)  # type: ignore[arg-type]
    with house.writing() as connection:
        return find_in_queue(connection, house.central, pbx.device, "10.8.0.2", queued)


def look(house: House, seat: Seat, card: str) -> Card:
    """A person looks at a card."""
    return house.act(seat, lambda connection, central, caller: read_card(connection, central, caller, card))


def pull(house: House, seat: Seat, since: int = 0) -> CardPage:
    """A desk's next page of changes."""
    with house.reading() as connection:
        return read_page(connection, seat.account.id, since, 100)


def sees(house: House, seat: Seat, card: str) -> bool:
    """Whether a person is shown a card."""
    try:
        look(house, seat, card)
    except NotFound:
        return False
    return True


def test_a_colleague_sees_the_card_masked_until_the_call_is_over(house, pbx, talk):
    holder, ticket = talk
    colleague = sit_down(house, "east")
    assert not sees(house, colleague.seat, ticket.card)
    route = hand_to(house, pbx, ticket.id, colleague)
    shown = look(house, colleague.seat, ticket.card)
    own = look(house, holder.seat, ticket.card)
    assert (shown.call, own.call) == (route.call, None)
    assert shown.fields == own.fields, "masked as its holder sees it"
    page = pull(house, colleague.seat)
    assert [(card.id, card.call) for card in page.cards] == [(ticket.card, route.call)]
    lent = house.last_event("card.lent", object_id=ticket.card)
    assert lent.detail == {"person": colleague.seat.account.id, "call": route.call}
    colleague.tell(Act.CALL_RANG, route.call, card=ticket.card, number="", way=Way.IN.value)
    colleague.answered(route.call, way="in")
    assert sees(house, colleague.seat, ticket.card)
    colleague.ended(route.call, way="in", talk_s=5)
    assert not sees(house, colleague.seat, ticket.card)
    after_it = pull(house, colleague.seat, page.cursor)
    assert [one.id for one in after_it.gone] == [ticket.card]
    assert house.last_event("card.returned", object_id=ticket.card).detail == lent.detail
    assert sees(house, holder.seat, ticket.card), "its holder keeps it"


def test_the_pbx_s_word_that_the_call_is_over_ends_it_and_no_other_pbx_s_does(house, pbx, talk):
    _, ticket = talk
    colleague = sit_down(house, "east")
    route = hand_to(house, pbx, ticket.id, colleague)
    colleague.tell(Act.CALL_RANG, route.call, card=ticket.card, number="", way=Way.IN.value)
    colleague.answered(route.call, way="in")
    other = place_pbx(house)
    with pytest.raises(NotFound), house.writing() as connection:
        note_over(connection, house.central, other.device, CallOver(call=route.call))
    assert sees(house, colleague.seat, ticket.card)
    with house.writing() as connection:
        note_over(connection, house.central, pbx.device, CallOver(call=route.call))
    assert not sees(house, colleague.seat, ticket.card)
    assert house.last_event("card.returned", object_id=ticket.card).detail["call"] == route.call
    colleague.ended(route.call, way="in", talk_s=5)
    assert not sees(house, colleague.seat, ticket.card), "its desk's own word comes later, and changes nothing"


def test_a_desk_that_is_silent_for_long_keeps_nothing_that_is_lent(house, pbx, talk):
    _, ticket = talk
    colleague = sit_down(house, "east")
    hand_to(house, pbx, ticket.id, colleague)
    fall_silent(house, colleague.seat, SILENCE_S - 60)
    return_from_silent(house.central)
    assert sees(house, colleague.seat, ticket.card), "a road that is cut for minutes is not the end of a call"
    fall_silent(house, colleague.seat, SILENCE_S + 60)
    return_from_silent(house.central)
    assert not sees(house, colleague.seat, ticket.card)


def test_a_call_that_is_handed_on_twice_since_an_answer_was_lost_is_one(house, pbx, talk):
    _, ticket = talk
    colleague = sit_down(house, "east")
    route = hand_to(house, pbx, ticket.id, colleague)
    assert hand_to(house, pbx, ticket.id, colleague) == route
    with house.reading() as connection:
        gone_on = select(incoming_calls.c.id).where(incoming_calls.c.handed_from == ticket.id)
        assert connection.execute(gone_on).scalars().all() == [route.call]


def test_a_card_is_not_lent_on_and_on_for_a_call_that_nobody_took(house, pbx, talk):
    _, ticket = talk
    colleague = sit_down(house, "east")
    route = hand_to(house, pbx, ticket.id, colleague)
    house.age(call_records, route.call, begun_at=after(now(), seconds=-SILENCE_S + 60))
    return_from_silent(house.central)
    assert sees(house, colleague.seat, ticket.card)
    house.age(call_records, route.call, begun_at=after(now(), seconds=-SILENCE_S - 60))
    return_from_silent(house.central)
    assert not sees(house, colleague.seat, ticket.card)


def test_a_card_is_returned_at_a_tables_end_though_its_desk_spoke_of_one_before(house, pbx, talk):
    _, ticket = talk
    colleague = sit_down(house, "east")
    asked = TableAwaited()
    with house.writing() as connection:
        bind(connection, house.central.node, "4999", colleague.seat.account.username, "tests")
    house.act(colleague.seat, lambda connection, _, caller: note_waiting(connection, caller, asked))
    route = hand_to(house, pbx, ticket.id, colleague)
    assert route.extension == "4999"
    tell_table(house, pbx, route, TableStage.TALKING)
    colleague.ended(route.call, way="in", talk_s=5)
    assert sees(house, colleague.seat, ticket.card), "the telephone talks on"
    tell_table(house, pbx, route, TableStage.ENDED, ending=Ending.HUNG_UP, by=EndedBy.TABLE)
    assert not sees(house, colleague.seat, ticket.card)
    with house.writing() as connection:
        take_back(connection, house.central.node, "4999", "tests")


def tell_table(house: House, pbx: Desk, route: IncomingRoute, stage: TableStage, **end: object) -> None:
    """The PBX says how it goes on at the telephone."""
    told = TableTold(call=str(route.call), stage=stage, **end)  # type: ignore[arg-type]
    with house.writing() as connection:
        note_told(connection, house.central, pbx.device, "10.8.0.2", told)


def fall_silent(house: House, seat: Seat, since_s: int) -> None:
    """Nothing was heard of a person's desk for so long."""
    with house.writing() as connection:
        known = update(presence).where(presence.c.person == seat.account.id)
        connection.execute(known.values(heard_at=after(now(), seconds=-since_s)))


def test_what_is_lent_cannot_be_called_and_no_outcome_of_it_counts(house, pbx, talk):
    _, ticket = talk
    colleague = sit_down(house, "east")
    hand_to(house, pbx, ticket.id, colleague)
    with pytest.raises(NotFound):
        dial(house, colleague.seat, ticket.card)
    detail = {"disposition": "interested", "callback_at": "", "note": ""}
    colleague.tell(Act.OUTCOME_RECORDED, ticket.card, kind=ObjectKind.CARD, **detail)
    with house.reading() as connection:
        assert connection.execute(select(contacts.c.event).where(contacts.c.customer == ticket.card)).all() == []


def test_nobodys_call_ends_anothers_sight_of_a_card(house, pbx, talk):
    holder, ticket = talk
    colleague = sit_down(house, "east")
    route = hand_to(house, pbx, ticket.id, colleague)
    holder.ended(ticket.id, ending="transferred")
    holder.ended(route.call, way="in")
    assert sees(house, colleague.seat, ticket.card)


def test_a_desk_that_starts_anew_is_shown_it_no_longer(house, pbx, talk):
    _, ticket = talk
    colleague = sit_down(house, "east")
    hand_to(house, pbx, ticket.id, colleague)
    colleague.tell(Act.DESK_STARTED, kind=ObjectKind.DEVICE, nobody=True)
    assert not sees(house, colleague.seat, ticket.card)


def test_a_colleague_who_does_not_take_it_is_shown_it_no_longer(house, pbx, talk):
    _, ticket = talk
    colleague = sit_down(house, "east")
    route = hand_to(house, pbx, ticket.id, colleague)
    with house.writing() as connection:
        note_unmet(connection, house.central, pbx.device, CallUnmet(call=route.call))
    assert not sees(house, colleague.seat, ticket.card)


def test_of_a_queue_only_the_desk_that_rings_is_shown_the_card_and_its_campaign(house, pbx, talk):
    holder, _ = talk
    plan = CampaignPlan(id="lent", title="东区的活动", team="east", purposes=PURPOSES)
    with house.writing() as connection:
        put_campaign(connection, house.central.node, plan)
    elsewhere = house.add_card(holder.seat.account, campaign="lent")
    other = dial(house, holder.seat, elsewhere)
    place_call(house, pbx, other, holder.seat.desk.id)
    taker = sit_down(house, "west")
    campaigns = house.act(taker.seat, lambda connection, _, caller: list_campaigns_of(connection, caller))
    assert "lent" not in {each.id for each in campaigns}
    route = ask_queue(house, pbx, other.id)
    assert route.desk == taker.seat.desk.id
    assert sees(house, taker.seat, elsewhere)
    campaigns = house.act(taker.seat, lambda connection, _, caller: list_campaigns_of(connection, caller))
    assert "lent" in {each.id for each in campaigns}
    second = sit_down(house, "west")
    after_it = ask_queue(house, pbx, other.id, unmet=route.call)
    assert after_it.desk == second.seat.desk.id
    assert not sees(house, taker.seat, elsewhere)
    assert sees(house, second.seat, elsewhere)


def test_a_change_of_the_card_reaches_the_desk_that_it_is_lent_to(house, pbx, talk):
    holder, ticket = talk
    colleague = sit_down(house, "east")
    route = hand_to(house, pbx, ticket.id, colleague)
    cursors = [pull(house, each.seat).cursor for each in (holder, colleague)]
    with house.writing() as connection:
        touch_card(connection, ticket.card)
    for each, cursor, call in zip((holder, colleague), cursors, (None, route.call), strict=True):
        assert [(card.id, card.call) for card in pull(house, each.seat, cursor).cards] == [(ticket.card, call)]
