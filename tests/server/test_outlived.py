"""Central lets go of what nobody asks for any more, little by little, and of nothing else (U2, X1)."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Table, delete, func, insert, select, update

from protocol.identifiers import make_identifier
from protocol.inbox import InboxKind
from protocol.joining import JoinKind
from protocol.oversight import DeviceKind
from protocol.roles import Role
from protocol.table_calls import TableStage
from protocol.times import Instant, after, now
from server.services import outlived
from server.services.calling.joined import find_join
from server.services.notices import read_inbox, send_notice
from server.services.outlived import BATCH, KEPT_DAYS, prune_outlived
from server.services.sessions import was_there
from server.services.tickets import make_ticket
from server.store.call_tables import joins, table_joins
from server.store.tables import certificates, enrolment_codes, events, inbox, sessions
from tests.server.calling import ALL_DAY, dial, place_pbx, put_rules
from tests.server.house import House
from tests.server.seats import Seat
from tests.server.statements import heard

OLD, YOUNG = -(KEPT_DAYS + 1), -(KEPT_DAYS - 1)


def count(house: House, table: Table) -> int:
    """How many rows it has."""
    with house.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def prune(house: House, **limits: int) -> int:
    """Let go of what is due."""
    return prune_outlived(house.central.engine, **limits)


@pytest.fixture(autouse=True)
def _begun(house: House) -> None:
    prune(house)


def test_notices_go_in_time_and_whoever_comes_back_reads_on_from_the_first_that_is_left(house: House) -> None:
    seat = house.seat()
    with house.writing() as connection:
        for days in (OLD, OLD, YOUNG, 0):
            send_notice(connection, [seat.account.id], InboxKind.CARDS_CHANGED, str(days))
            newest = select(func.max(inbox.c.seq)).scalar_subquery()
            connection.execute(update(inbox).where(inbox.c.seq == newest).values(at=after(now(), days=days)))
    known = count(house, events)
    assert prune(house) == 2
    with house.reading() as connection:
        page = read_inbox(connection, seat.account.id, 0)
        assert [item.ref for item in page.items] == [str(YOUNG), "0"]
        assert read_inbox(connection, seat.account.id, -1).next == page.next
    assert count(house, events) == known, "what is on record stays"


def test_a_persons_last_session_at_a_desk_stays_and_those_before_it_go(house: House) -> None:
    seat = house.seat()
    add_sessions(house, seat, OLD - 2, OLD - 1)
    other = house.sign_in(seat.account, house.place_desk())
    end_at(house, other, OLD)
    assert prune(house) == 2
    with house.reading() as connection:
        kept = connection.execute(select(sessions.c.device).where(sessions.c.person == seat.account.id)).scalars()
        assert sorted(kept) == sorted([seat.desk.id, other.desk.id])
        assert was_there(connection, seat.account.id, other.desk.id)
    end_at(house, seat, OLD)
    add_sessions(house, seat, YOUNG)
    assert prune(house) == 1, "one that is over for so long, and has one after it"
    assert prune(house) == 0


def test_a_ticket_goes_with_its_certificate_and_a_desks_certificate_stays(house: House) -> None:
    house.place_desk()
    made = []
    for days in (OLD, YOUNG):
        with house.writing() as connection:
            central = house.central
            words = {"url": "https://localhost:8443", "device_name": f"desk of {days}", "made_by": "tests"}
            make_ticket(connection, central.authority, central.node, kind=DeviceKind.DESK, **words)
            code = enrolment_codes.c.device_name == words["device_name"]
            (serial,) = connection.execute(select(enrolment_codes.c.bootstrap_serial).where(code)).scalars()
            ran_out = after(now(), days=days)
            connection.execute(update(enrolment_codes).where(code).values(expires_at=ran_out))
            connection.execute(update(certificates).where(certificates.c.serial == serial).values(until=ran_out))
            connection.execute(
                update(certificates).where(certificates.c.device.is_not(None)).values(until=after(now(), days=OLD))
            )
            made.append(serial)
    of_desks = count_of_desks(house)
    assert prune(house) == 2
    with house.reading() as connection:
        kept = set(connection.execute(select(certificates.c.serial)).scalars())
        codes = set(connection.execute(select(enrolment_codes.c.bootstrap_serial)).scalars())
    assert made[0] not in kept | codes
    assert made[1] in kept & codes
    assert count_of_desks(house) == of_desks


def test_a_join_goes_with_what_its_pbx_told(house: House) -> None:
    put_rules(house, ALL_DAY)
    boss, seat, pbx = house.seat(Role.SUPERVISOR), house.seat(), place_pbx(house)
    call = dial(house, seat, house.add_card(seat.account)).id
    with house.writing() as connection:
        for days in (OLD, YOUNG):
            add_join(connection, boss, seat, call, pbx.id, after(now(), days=days))
    assert prune(house) == 1
    assert (count(house, joins), count(house, table_joins)) == (1, 1)
    with house.reading() as connection:
        assert find_join(connection, f"join of {after(now(), days=OLD)[:10]}") is None


def test_the_writer_is_held_for_few_rows_at_a_time_and_a_run_ends(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlived, "BATCH", 10)
    seat, turns = house.seat(), []
    with house.writing() as connection:
        connection.execute(delete(inbox))
        send_notice(connection, [seat.account.id] * 45, InboxKind.CARDS_CHANGED)
        connection.execute(update(inbox).where(inbox.c.person == seat.account.id).values(at=after(now(), days=OLD)))
    with heard(house.central.engine) as statements:
        assert prune_outlived(house.central.engine, lambda: turns.append(count(house, inbox)), most=35) == 35
    assert [turns[place] - turns[place + 1] for place in range(3)] == [10, 10, 5]
    assert sum(statement.startswith("DELETE") for statement in statements) == 4
    assert prune(house) == 10
    assert BATCH <= 1_000


def test_nobody_waits_for_the_writer_where_nothing_is_due(house: House) -> None:
    with house.writing():
        assert prune(house) == 0


def add_sessions(house: House, seat: Seat, *days: int) -> None:
    """More of the seat's, over so many days ago."""
    with house.writing() as connection:
        for ago in days:
            moment = after(now(), days=ago)
            whose = {"person": seat.account.id, "device": seat.desk.id}
            times = {"opened_at": moment, "active_at": moment, "expires_at": moment, "ended_at": moment}
            named = {"id": make_identifier(), "token_hash": make_identifier()}
            connection.execute(insert(sessions).values(**named, **whose, **times))


def end_at(house: House, seat: Seat, days: int) -> None:
    """The seat's own session was over so many days ago."""
    moment = after(now(), days=days)
    mine = (sessions.c.person == seat.account.id) & (sessions.c.device == seat.desk.id)
    with house.writing() as connection:
        connection.execute(update(sessions).where(mine).values(opened_at=moment, expires_at=moment))


def add_join(connection: Connection, boss: Seat, seat: Seat, call: str, pbx: str, moment: Instant) -> None:
    """The supervisor had leave, and his telephone rang."""
    join = make_identifier()
    who = {"joiner": boss.account.id, "device": boss.desk.id, "person": seat.account.id, "pbx": pbx}
    times = {"made_at": moment, "expires_at": moment, "presented_at": moment, "ended_at": moment}
    what = {"id": join, "call": call, "kind": JoinKind.LISTEN.value, "token_hash": f"join of {moment[:10]}"}
    connection.execute(insert(joins).values(**what, **who, **times))
    rung = {"join": join, "extension": "8012", "stage": TableStage.ENDED.value, "is_sealed": True}
    connection.execute(insert(table_joins).values(**rung, asked_at=moment, ended_at=moment))


def count_of_desks(house: House) -> int:
    """Certificates of desks."""
    with house.reading() as connection:
        query = select(func.count()).select_from(certificates).where(certificates.c.device.is_not(None))
        return int(connection.execute(query).scalar_one())
