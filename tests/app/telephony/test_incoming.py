"""Calls that customers make, at the desk: whose they are, and what it hears of those that nobody took (D1)."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select

from app.telephony.states import Cut, HandedOn
from protocol.call_refusals import CardLent
from protocol.cards import Disposition
from protocol.errors import VeildeskError
from protocol.events import Act
from protocol.identifiers import make_identifier
from protocol.inbox import InboxItem, InboxKind
from protocol.times import now
from server.services.calling.lending import lend_card, return_cards
from server.services.notices import send_notice
from server.store.call_tables import incoming_calls
from server.store.tables import people
from tests.calling import Caller
from tests.waiting import wait_for


def tell_missed(caller: Caller, card: str, call: str) -> None:
    """Central says that nobody took a call."""
    device = caller.desk.identity.card.id
    with caller.central.writing() as connection:
        person = connection.execute(select(people.c.id).where(people.c.username == caller.person.username)).scalar_one()
        missed = {"id": call, "customer": card, "pbx": device, "came_at": now(), "missed_at": now()}
        connection.execute(insert(incoming_calls).values(missed))
        send_notice(connection, [person], InboxKind.CALL_MISSED, card, {"call": call})


def test_a_customer_s_call_has_the_name_that_central_gave_it(caller: Caller) -> None:
    card, call = caller.cards()[0], make_identifier()
    caller.far.come_in(card, call)
    wait_for(lambda: caller.desk.calls.state.ringing)
    assert caller.last(Act.CALL_RANG).object_id == call
    caller.desk.calls.answer(call)
    wait_for(lambda: caller.desk.calls.state.current is not None)
    caller.desk.calls.hang_up()
    wait_for(lambda: caller.events(Act.CALL_ENDED))
    assert caller.last(Act.CALL_ENDED).object_id == call


@pytest.mark.parametrize("is_told_first", [True, False])
def test_who_handed_a_call_on_is_known_whichever_comes_first_the_ring_or_the_word(
    caller: Caller, is_told_first: bool
) -> None:
    card, call = caller.cards()[0], make_identifier()
    word = InboxItem(seq=1, kind=InboxKind.CALL_HANDED_ON, at=now(), ref=call, facts={"who": "李强", "queue": "客服"})
    if is_told_first:
        caller.desk.calls.hear(word)
    caller.far.come_in(card, call)
    wait_for(lambda: caller.desk.calls.state.ringing)
    if not is_told_first:
        assert caller.desk.calls.state.ringing[0].handed_on is None
        caller.desk.calls.hear(word)
    assert caller.desk.calls.state.ringing[0].handed_on == HandedOn("李强", "客服")
    caller.desk.calls.answer(call)
    wait_for(lambda: caller.desk.calls.state.current is not None)
    assert caller.desk.calls.state.current is not None
    assert caller.desk.calls.state.current.handed_on == HandedOn("李强", "客服")
    caller.desk.calls.hang_up()
    wait_for(lambda: caller.events(Act.CALL_ENDED))
    caller.far.come_in(card, make_identifier())
    wait_for(lambda: caller.desk.calls.state.ringing)
    assert caller.desk.calls.state.ringing[0].handed_on is None, "another call"


def test_calls_that_nobody_took_are_listed_once(caller: Caller) -> None:
    rang, away = make_identifier(), make_identifier()
    first, second = caller.cards()[:2]
    caller.desk.keeper.lock()
    caller.far.come_in(first, rang)
    wait_for(lambda: caller.desk.calls.state.missed)
    caller.desk.keeper.unlock(bytearray(caller.person.password.encode()))
    for card, call in ((first, rang), (second, away)):
        tell_missed(caller, card, call)
    wait_for(lambda: len(caller.desk.calls.state.missed) == 2)
    missed = caller.desk.calls.state.missed
    assert [(one.call, one.card, one.why) for one in missed] == [(away, second, Cut.NONE), (rang, first, Cut.LOCKED)]


def test_missed_calls_are_there_after_a_sign_in_until_they_are_seen_to(caller: Caller) -> None:
    first, second, third = caller.cards()[:3]
    tell_missed(caller, first, make_identifier())
    wait_for(lambda: caller.desk.calls.state.missed)
    caller.desk.keeper.sign_out()
    assert not caller.desk.calls.state.missed
    tell_missed(caller, second, make_identifier())
    caller.sign_in()
    wait_for(lambda: [one.card for one in caller.desk.calls.state.missed] == [second, first])
    caller.desk.calls.forget_missed()
    assert not caller.desk.calls.state.missed
    assert caller.last(Act.MISSED_SEEN).detail["calls"] == "2"
    caller.desk.keeper.sign_out()
    caller.sign_in()
    tell_missed(caller, third, make_identifier())
    wait_for(lambda: caller.desk.calls.state.missed)
    assert [one.card for one in caller.desk.calls.state.missed] == [third]


def test_a_list_that_central_does_not_hear_of_is_not_cleared(caller: Caller) -> None:
    card = caller.cards()[0]
    tell_missed(caller, card, make_identifier())
    wait_for(lambda: caller.desk.calls.state.missed)
    caller.central.line.cut()
    with pytest.raises(VeildeskError):
        caller.desk.calls.forget_missed()
    assert [one.card for one in caller.desk.calls.state.missed] == [card]
    caller.central.line.restore()
    caller.desk.calls.forget_missed()
    assert not caller.desk.calls.state.missed


def test_who_is_called_back_is_struck_off(caller: Caller) -> None:
    back, other = caller.cards()[:2]
    for card in (back, other):
        tell_missed(caller, card, make_identifier())
    wait_for(lambda: len(caller.desk.calls.state.missed) == 2)
    caller.desk.calls.dial(back)
    assert [one.card for one in caller.desk.calls.state.missed] == [other]


def test_a_card_that_becomes_his_while_it_rings_is_the_call_s(caller: Caller) -> None:
    other = caller.central.find_cards(caller.central.find_person(caller.person.role, 1))[0]
    caller.far.come_in(other, make_identifier())
    wait_for(lambda: caller.desk.calls.state.ringing)
    assert caller.desk.calls.state.ringing[0].card is None
    assert caller.central.give_cards(caller.person, 1) == [other]
    caller.desk.sync.wake()
    wait_for(lambda: caller.desk.calls.state.ringing[0].card == other)
    assert caller.desk.calls.state.ringing[0].needs_consent


def test_a_card_that_is_lent_for_a_call_is_shown_and_gone_with_it_and_can_neither_be_called_nor_closed(
    caller: Caller,
) -> None:
    other, call = caller.central.find_cards(caller.central.find_person(caller.person.role, 1))[0], make_identifier()
    caller.far.come_in(other, call)
    wait_for(lambda: caller.desk.calls.state.ringing)
    with caller.central.writing() as connection:
        who = select(people.c.id).where(people.c.username == caller.person.username)
        lend_card(connection, caller.central.books, other, connection.execute(who).scalar_one(), call)
    wait_for(lambda: caller.desk.calls.state.ringing[0].card == other)
    caller.desk.calls.answer(call)
    wait_for(lambda: caller.desk.calls.state.current is not None)
    with pytest.raises(CardLent):
        caller.desk.outcomes.record(other, Disposition.INTERESTED)
    with pytest.raises(CardLent):
        caller.desk.calls.dial(other)
    with caller.central.writing() as connection:
        return_cards(connection, caller.central.books, call)
    wait_for(lambda: _find(caller, other) is None)


def _find(caller: Caller, card: str) -> object:
    with caller.desk.keeper.cards() as cards:
        return cards.get(card)
