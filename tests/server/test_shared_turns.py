"""Acts that wait for the writer's turn go in together; each has an answer of its own, and none sees half of another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from functools import partial
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Connection, event, insert, select

from protocol.call_refusals import CallTokenRefused
from protocol.calls import TokenPresented
from protocol.identifiers import make_identifier
from protocol.refusals import NotFound
from server.services.calling.tokens import route_call
from server.services.shared_turns import MOST, SharedTurns
from server.services.transactions import Kept
from server.store.database import next_value
from server.store.tables import counters
from tests.server.calling import ALL_DAY, dial, place_pbx, put_rules
from tests.server.house import House
from tests.server.seats import write_key

LIMIT_S = 60
Act = Callable[[Connection], Any]


def _take_while_writing(house: House, acts: Sequence[Act]) -> tuple[list[Future[Any]], int]:
    """The answers to acts that all come while somebody else writes, and how many transactions they took: one more where
    the first of them went on its way before the others came."""
    commits: list[Connection] = []
    turns, note = SharedTurns(house.central.engine), commits.append
    event.listen(house.central.engine, "commit", note)
    try:
        with house.writing():
            answers = [turns.take(act) for act in acts]
        assert not wait(answers, LIMIT_S).not_done
    finally:
        event.remove(house.central.engine, "commit", note)
    return answers, len(commits) - 1


def _write(connection: Connection, name: str, error: Exception | None = None) -> str:
    connection.execute(insert(counters).values(name=name, value=1))
    if error is not None:
        raise error
    return name


def _find(house: House, names: Sequence[str]) -> list[str]:
    with house.reading() as connection:
        kept = set(connection.execute(select(counters.c.name).where(counters.c.name.in_(names))).scalars())
    return [name for name in names if name in kept]


def _name(count: int) -> list[str]:
    return [f"t-{make_identifier()[-12:]}-{place}" for place in range(count)]


def test_what_waits_is_one_transaction_and_each_act_has_its_answer(house: House) -> None:
    names = _name(7)
    answers, transactions = _take_while_writing(house, [partial(_write, name=name) for name in names])
    assert transactions <= 2
    assert [answer.result() for answer in answers] == names == _find(house, names)


def test_a_transaction_is_bounded_so_that_other_writers_get_their_turn(house: House) -> None:
    names = _name(MOST + 2)
    _, transactions = _take_while_writing(house, [partial(_write, name=name) for name in names])
    assert transactions >= 2
    assert _find(house, names) == names


def test_an_act_sees_what_the_one_before_it_did(house: House) -> None:
    name = _name(1)[0]
    acts = [partial(next_value, name=name) for _ in range(5)]
    assert [answer.result() for answer in _take_while_writing(house, acts)[0]] == [1, 2, 3, 4, 5]


def test_one_that_fails_leaves_nothing_and_the_others_do_not_suffer_for_it(house: House) -> None:
    names = _name(3)
    acts = [partial(_write, name=name) for name in names]
    acts[1] = partial(_write, name=names[1], error=ZeroDivisionError())
    answers, _ = _take_while_writing(house, acts)
    assert isinstance(answers[1].exception(), ZeroDivisionError)
    assert (answers[0].result(), answers[2].result()) == (names[0], names[2])
    assert _find(house, names) == [names[0], names[2]]


def test_a_refusal_that_is_kept_is_on_record_and_told_to_its_asker_alone(house: House) -> None:
    names = _name(3)
    acts = [partial(_write, name=name) for name in names]
    acts[1] = partial(_write, name=names[1], error=Kept(NotFound()))
    answers, transactions = _take_while_writing(house, acts)
    assert transactions <= 2
    assert [type(answer.exception()) for answer in answers] == [type(None), NotFound, type(None)]
    assert _find(house, names) == names


def test_a_token_that_is_presented_twice_in_one_turn_is_good_once(house: House) -> None:
    put_rules(house, ALL_DAY)
    pbx, seats = place_pbx(house), [house.seat() for _ in range(3)]
    tickets = [dial(house, seat, house.add_card(seat.account)) for seat in seats]

    def route(place: int) -> Act:
        key = write_key(X25519PrivateKey.generate())
        presented = TokenPresented(token=tickets[place].token, desk=seats[place].desk.id, public_key=key)
        return partial(route_call, central=house.central, pbx=pbx.device, ip="10.8.0.2", presented=presented)

    answers, transactions = _take_while_writing(house, [route(place) for place in (0, 1, 1, 2)])
    assert transactions <= 2
    assert [type(answer.exception()) for answer in answers] == [type(None), type(None), CallTokenRefused, type(None)]
    assert [answers[place].result().id for place in (0, 1, 3)] == [ticket.id for ticket in tickets]
    assert house.last_event("call.refused").detail["why"] == "used"
    for ticket in tickets:
        house.last_event("call.routed", object_id=ticket.id)
