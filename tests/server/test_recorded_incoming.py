"""Calls that come in, and calls that go on at a colleague's desk, are recorded after the same yes (C1, S1, U2, X2)."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import select

from protocol.call_search import CallQuery
from protocol.consent import name_wording
from protocol.events import Act
from protocol.incoming import CallHandedOn, CallUnmet, IncomingRoute
from protocol.recording_refusals import RecordingGone
from protocol.recordings import RecorderState, RecordingRequest, open_key
from protocol.refusals import NotFound
from protocol.roles import Role
from protocol.times import after, now
from server.services.calling.handing import hand_on
from server.services.calling.incoming import count_incoming, note_unmet
from server.services.calling.search import plan_call_search, search_calls
from server.services.policy import RecordingPolicy
from server.services.recordings.keeping import find_call, withdraw
from server.services.recordings.taking import begin_recording, list_orders, take_pieces
from server.store.call_tables import call_records, incoming_calls
from tests.server.calling import SCRIPT, Journal, dial, place_call, place_pbx, put_script
from tests.server.house import House
from tests.server.recorded import count_pieces, listen, put_rule, write_pieces
from tests.server.ringing import add_customer, call, let_all_be_called, read_card, sit_down
from tests.server.seats import Desk, write_key

_NUMBER = 13_500_000_000


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    let_all_be_called(house)
    put_rule(house, RecordingPolicy(on=True))
    put_script(house)


@dataclass
class Talk:
    """A customer's call that an agent has taken."""

    house: House
    pbx: Desk
    journal: Journal
    card: str
    id: str

    def say(self, answer: str, call: str = "", journal: Journal | None = None) -> None:
        """The customer's answer."""
        facts = {"card": self.card, "number": "", "way": "in", "campaign": "spring"}
        wording = name_wording(SCRIPT)
        (journal or self.journal).tell(Act.CONSENT_ANSWERED, call or self.id, answer=answer, wording=wording, **facts)

    def orders(self, *calls: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the recorder is told to begin and to stop with."""
        with self.house.reading() as connection:
            orders = list_orders(connection, self.pbx.device, RecorderState(calls=calls))
        return orders.begin, orders.stop

    def record(self, call: str = "") -> str:
        """Record it from its beginning to its end; the recording."""
        key, house = X25519PrivateKey.generate(), self.house
        with house.writing() as connection:
            asked = RecordingRequest(call=call or self.id, public_key=write_key(key))
            given = begin_recording(connection, house.central, self.pbx.device, "10.8.0.2", asked)
            opened = open_key(given.sealed, key, given.recording, self.pbx.id)
            pieces = write_pieces(given.recording, opened)
            take_pieces(connection, house.central, self.pbx.device, "10.8.0.2", pieces)
        return given.recording

    def hand_on(self, desk: str, call: str = "", pbx: Desk | None = None) -> IncomingRoute:
        """Have it go on at a desk."""
        with self.house.writing() as connection:
            handed = CallHandedOn(call=call or self.id, desk=desk)
            return hand_on(connection, self.house.central, (pbx or self.pbx).device, "10.8.0.2", handed)


@pytest.fixture
def talk(house: House) -> Talk:
    """A customer calls his agent, who takes it."""
    global _NUMBER
    _NUMBER += 1
    seat, journal = sit_down(house)
    pbx, card = place_pbx(house), add_customer(house, seat.account, str(_NUMBER))
    route = call(house, pbx, str(_NUMBER))
    assert route.call
    journal.tell(Act.CALL_RANG, route.call, card=card, number="", way="in")
    journal.answered(route.call, way="in")
    return Talk(house, pbx, journal, card, route.call)


def test_a_call_that_came_in_is_recorded_after_its_yes_and_heard(house, talk):
    assert talk.orders() == ((), ())
    with pytest.raises(RecordingGone):
        talk.record()
    talk.say("yes")
    assert talk.orders() == ((talk.id,), ())
    recording = talk.record()
    talk.journal.ended(talk.id, way="in")
    listening, _ = listen(house, house.seat(Role.INSPECTOR, team="head"), talk.id)
    assert [part.recording for part in listening.parts] == [recording]
    assert listening.number.startswith("C-")
    line = _find_line(house, talk.id)
    assert (line.number, line.recorded_s > 0, bool(line.pbx)) == (listening.number, True, True)


def test_a_no_in_a_call_that_came_in_destroys_what_there_is(house, talk):
    talk.say("yes")
    recording = talk.record()
    talk.say("no")
    assert count_pieces(house, recording) == 0
    assert talk.orders(talk.id) == ((), (talk.id,))


def test_a_yes_in_a_call_that_only_a_desk_speaks_of_records_nothing(house, talk):
    call = talk.journal.rang(card=talk.card)
    talk.say("yes", call)
    assert talk.orders() == ((), ())


def test_a_call_that_is_handed_on_is_recorded_at_the_colleagues_desk_by_the_same_yes(house, talk):
    talk.say("yes")
    first = talk.record()
    colleague, journal = sit_down(house)
    route = talk.hand_on(colleague.desk.id)
    assert (route.desk, route.card) == (colleague.desk.id, talk.card)
    talk.journal.ended(talk.id, way="in", ending="transferred")
    assert route.call != talk.id
    assert talk.orders() == ((route.call,), ()), "before anybody answers, so that no word is lost"
    journal.tell(Act.CALL_RANG, route.call, card=talk.card, number="", way="in")
    journal.answered(route.call, way="in")
    second = talk.record(route.call)
    assert _find_line(house, route.call).handed_from == _find_line(house, talk.id).number
    came = house.last_event("call.came", object_id=route.call)
    assert (came.detail["handed_from"], came.detail["person"]) == (talk.id, colleague.account.id)
    talk.say("no", route.call, journal)
    assert [count_pieces(house, recording) for recording in (first, second)] == [0, 0]
    with house.reading() as connection:
        began = select(incoming_calls.c.id).where(incoming_calls.c.handed_from.is_(None))
        assert count_incoming(connection)[0] == len(connection.execute(began).all()), "a customer's one call is one"


def test_whoever_destroys_the_first_part_destroys_the_second(house, talk):
    talk.say("yes")
    first = talk.record()
    colleague, _ = sit_down(house)
    third, _ = sit_down(house)
    second = talk.hand_on(colleague.desk.id).call
    last = talk.hand_on(third.desk.id, second).call
    recordings = [first, talk.record(second), talk.record(last)]
    number = _find_line(house, talk.id).number
    with house.writing() as connection:
        assert withdraw(connection, house.central, find_call(connection, number), "he asked for it") == 3
    assert [count_pieces(house, recording) for recording in recordings] == [0, 0, 0]
    assert talk.orders() == ((), ())


def test_a_yes_that_comes_to_central_after_the_handing_on_counts_there_too(house, talk):
    colleague, _ = sit_down(house)
    route = talk.hand_on(colleague.desk.id)
    assert talk.orders() == ((), ())
    talk.say("yes")
    assert route.call in talk.orders()[0]


def test_a_yes_that_comes_to_central_after_a_no_at_the_colleagues_desk_records_nothing_there(house, talk):
    colleague = Journal(house, house.seat())
    route = talk.hand_on(colleague.seat.desk.id)
    colleague.answered(route.call, way="in")
    talk.say("no", route.call, colleague)
    talk.say("yes")
    assert route.call not in talk.orders()[0]
    with pytest.raises(RecordingGone):
        talk.record(route.call)


def test_without_a_yes_nothing_is_recorded_at_the_colleagues_desk_either(house, talk):
    colleague, _ = sit_down(house)
    talk.say("yes")
    talk.say("no")
    talk.hand_on(colleague.desk.id)
    assert talk.orders() == ((), ())


def test_a_call_that_a_desk_made_goes_on_at_a_colleagues_though_its_desk_has_told_nothing_yet(house):
    seat, _ = sit_down(house)
    colleague, _ = sit_down(house)
    pbx, card = place_pbx(house), house.add_card(seat.account)
    ticket = dial(house, seat, card)
    made = Talk(house, pbx, Journal(house, seat), card, ticket.id)
    with pytest.raises(NotFound):
        made.hand_on(colleague.desk.id)
    place_call(house, pbx, ticket, seat.desk.id)
    route = made.hand_on(colleague.desk.id)
    assert (route.desk, route.card) == (colleague.desk.id, card)


def test_only_a_colleague_of_the_team_who_is_there_is_given_a_call(house, talk):
    outsider, _ = sit_down(house, team="west")
    for desk in (outsider.desk.id, house.place_desk().id, talk.pbx.id, talk.id):
        assert talk.hand_on(desk) == IncomingRoute()
    assert house.last_event("call.refused", object_id=talk.id).detail["why"] == "nobody is there"
    colleague, _ = sit_down(house)
    with pytest.raises(NotFound):
        talk.hand_on(colleague.desk.id, pbx=place_pbx(house))


def test_a_customer_whom_nobody_takes_after_the_handing_on_is_to_be_called_back(house, talk):
    colleague, _ = sit_down(house)
    route = talk.hand_on(colleague.desk.id)
    with house.writing() as connection:
        note_unmet(connection, house.central, talk.pbx.device, CallUnmet(call=route.call))
    assert read_card(house, talk.card)[0] == "callback"
    with house.reading() as connection:
        ended = select(call_records.c.ended_at).where(call_records.c.id == route.call)
        assert connection.execute(ended).scalar_one()


def _find_line(house, call):
    inspector = house.seat(Role.INSPECTOR, team="head")
    query = CallQuery(since=after(now(), hours=-1), until=after(now(), hours=1), limit=200)
    plan = house.act(
        inspector, lambda connection, central, caller: plan_call_search(connection, central, caller, query)
    )
    with house.reading() as connection:
        return next(line for line in search_calls(connection, plan).lines if line.id == call)
