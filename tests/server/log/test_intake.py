"""What comes while the log is written goes into it together; each desk gets an answer of its own."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, wait

import msgspec
import pytest
from sqlalchemy import Connection, event, select
from sqlalchemy.exc import DBAPIError

from protocol.delivery import EventBatch, Receipt, write_head_message
from protocol.events import decode_event, encode_event
from protocol.following import check_inclusion, follow
from protocol.times import now
from protocol.trail import BatchInvalid, ChainForked, ChainGap
from server.log.append import Arrival, append_arrivals, read_head
from server.log.tree import Tree
from server.services.callers import find_device
from server.services.ingest import CheckedBatch, check_batch, read_batch, take_batches
from server.services.intake import MOST, Intake
from server.store.bulk import MANY
from server.store.event_rows import insert_events, make_rows
from server.store.tables import events
from tests.server.house import House
from tests.server.log.desks import Chain, deliver
from tests.server.seats import Desk

LIMIT_S = 60


def _check(chain: Chain, count: int = 3) -> CheckedBatch:
    return check_batch(chain.desk.device, chain.write_batch(count), "10.8.0.7")


def _take_while_writing(house: House, batches: Sequence[CheckedBatch]) -> tuple[list[Future[Receipt]], int]:
    """The answers to batches that all come while somebody else writes, and how many transactions they took: one more
    where the first of them went on its way before the others came."""
    commits: list[Connection] = []
    intake, note = Intake(house.central), commits.append
    event.listen(house.central.engine, "commit", note)
    try:
        with house.writing():
            answers = [intake.take(batch) for batch in batches]
        assert not wait(answers, LIMIT_S).not_done
    finally:
        event.remove(house.central.engine, "commit", note)
    return answers, len(commits) - 1


def test_batches_of_many_desks_are_one_transaction_and_each_has_its_proof(house: House) -> None:
    batches = [_check(Chain(house.place_desk())) for _ in range(5)]
    answers, transactions = _take_while_writing(house, batches)
    assert transactions <= 2
    for batch, answer in zip(batches, answers, strict=True):
        receipt = answer.result()
        checkpoint = follow(None, receipt.log, house.central.log_key.public)
        check_inclusion(receipt, [data for _, data in batch.placed], checkpoint)


def test_a_transaction_is_bounded_so_that_other_writers_get_their_turn(house: House) -> None:
    _, transactions = _take_while_writing(house, [_check(Chain(house.place_desk()), 1) for _ in range(MOST + 1)])
    assert transactions >= 2


def test_batches_of_one_desk_go_in_one_after_the_other(house: House) -> None:
    chain = Chain(house.place_desk())
    answers, transactions = _take_while_writing(house, [_check(chain), _check(chain), _check(chain)])
    assert transactions == 3
    assert [(answer.result().first_seq, answer.result().last_seq) for answer in answers] == [(1, 3), (4, 6), (7, 9)]


def test_a_gap_in_one_desks_chain_is_told_to_that_desk_alone(house: House) -> None:
    chain, gap = Chain(house.place_desk()), Chain(house.place_desk())
    gap.write_batch(2)
    (good, bad), transactions = _take_while_writing(house, [_check(chain), _check(gap)])
    assert good.result().last_seq == 3
    assert transactions <= 2
    with pytest.raises(ChainGap):
        bad.result()


def test_a_batch_that_the_records_do_not_take_takes_no_other_with_it(house: House) -> None:
    chain, wrong = Chain(house.place_desk()), Chain(house.place_desk())
    batch = _check(wrong)
    with house.writing() as connection:  # as if somebody had written into the rows: its place is taken
        insert_events(connection, make_rows(10**9, batch.placed[:1], "10.8.0.7", now()))
    (good, bad), _ = _take_while_writing(house, [_check(chain), batch])
    assert good.result().last_seq == 3
    with pytest.raises(DBAPIError):
        bad.result()


def test_a_desk_that_hangs_up_takes_no_other_with_it(house: House) -> None:
    intake, batches = Intake(house.central), [_check(Chain(house.place_desk())) for _ in range(4)]
    with house.writing():
        answers = [intake.take(batch) for batch in batches[:3]]
        hung_up = {answer for answer in answers if answer.cancel()}  # before, or while, it is written
        late = intake.take(batches[3])
    assert hung_up
    stayed = [late, *(answer for answer in answers if answer not in hung_up)]
    assert not wait(stayed, LIMIT_S).not_done
    assert all(answer.result().last_seq == 3 for answer in stayed)


def test_a_device_is_appended_in_its_order(house: House) -> None:
    batch = _check(Chain(house.place_desk()))
    twice = Arrival(batch.placed, batch.ip)
    with house.writing() as connection:
        tree = Tree.read(connection, lock=True)
        with pytest.raises(ValueError, match="behind"):
            append_arrivals(connection, tree, [twice, twice])


def test_a_device_whose_events_came_from_two_addresses_is_appended_at_once(house: House) -> None:
    batch = _check(Chain(house.place_desk()))
    (one, *rest), ips = batch.placed, ("10.8.0.7", "10.8.0.8")
    with house.writing() as connection:
        tree = Tree.read(connection, lock=True)
        before = tree.size
        firsts = append_arrivals(connection, tree, [Arrival([one], ips[0]), Arrival(rest, ips[1])])
        assert firsts == [before, before + 1]
        assert tree.size == before + len(batch.placed)
        assert read_head(connection, batch.device.id).next_seq == len(batch.placed) + 1
        query = select(events.c.received_from).where(events.c.device == batch.device.id).order_by(events.c.seq)
        assert list(connection.execute(query).scalars()) == [ips[0], *[ips[1]] * len(rest)]


@pytest.mark.parametrize("at", ["yesterday", "２026-07-01T08:00:00.000Z"])
def test_an_event_whose_moment_is_none_is_refused_by_its_place(house: House, at: str) -> None:
    chain = Chain(house.place_desk())
    good, bad = chain.write_batch(2), chain.write_batch(1, at=at)
    signature = chain.desk.key.sign(write_head_message(chain.desk.id, 1, 3, bad.head))
    whole = msgspec.structs.replace(good, events=good.events + bad.events, head=bad.head, signature=signature)
    with pytest.raises(BatchInvalid, match="event 3 cannot be read"):
        check_batch(chain.desk.device, whole, "10.8.0.7")


def test_a_fork_that_is_sent_twice_is_told_twice_and_kept_once(house: House) -> None:
    desk = house.place_desk()
    deliver(house, Chain(desk), Chain(desk).write_batch(1))
    other = check_batch(desk.device, Chain(desk).write_batch(1), "10.8.0.7")
    answers = [take_batches(house.central, [other]) for _ in range(2)]
    assert [type(answer) for (answer,) in answers] == [ChainForked, ChainForked]
    assert len(house.alerts("events-forked", desk.id)) == 1


def _break_chain(chain: Chain, count: int) -> EventBatch:
    """A batch that goes on where the chain is, signed by its desk, in which the last event but one is another."""
    batch = chain.write_batch(count)
    event = decode_event(bytes(batch.events[-2]))
    other = encode_event(msgspec.structs.replace(event, object_id="another"))
    return msgspec.structs.replace(batch, events=(*batch.events[:-2], msgspec.Raw(other), batch.events[-1]))


@pytest.mark.parametrize("count", [3, MANY, 500])
def test_a_batch_that_comes_alone_and_does_not_hold_leaves_nothing(house: House, count: int) -> None:
    desk, key = house.place_desk(), house.place_desk().key
    broken, forged = _break_chain(Chain(desk), count), Chain(Desk(desk.device, key)).write_batch(count)
    intake = Intake(house.central)
    with house.reading() as connection:
        before = Tree.read(connection).size
    for wrong, why in ((broken, f"event {count} does not follow"), (forged, "not signed by this desk")):
        with pytest.raises(BatchInvalid, match=why):
            intake.take(read_batch(desk.device, wrong, "10.8.0.7")).result(LIMIT_S)
    with house.reading() as connection:
        assert Tree.read(connection).size == before
        assert read_head(connection, desk.id).next_seq == 1
        assert not connection.execute(select(events.c.seq).where(events.c.device == desk.id)).all()
    good = read_batch(desk.device, Chain(desk).write_batch(count), "10.8.0.7")
    assert intake.take(good).result(LIMIT_S).last_seq == count


def test_a_batch_that_does_not_hold_freezes_no_desk(house: House) -> None:
    chain = Chain(house.place_desk())
    deliver(house, chain, chain.write_batch(3))
    forged = Chain(Desk(chain.desk.device, house.place_desk().key)).write_batch(3)  # others at known places
    with pytest.raises(BatchInvalid):
        Intake(house.central).take(read_batch(chain.desk.device, forged, "10.8.0.7")).result(LIMIT_S)
    with house.reading() as connection:
        assert find_device(connection, chain.desk.id, frozen=False)


def test_a_batch_that_comes_while_others_are_written_is_proven_before_it_waits(house: House) -> None:
    good, desk = _check(Chain(house.place_desk())), house.place_desk()
    broken, intake = _break_chain(Chain(desk), 3), Intake(house.central)
    with house.writing():
        first = intake.take(good)
        with pytest.raises(BatchInvalid):
            intake.take(read_batch(desk.device, broken, "10.8.0.7"))
    assert first.result(LIMIT_S).last_seq == 3
