"""Cards as desks get them, and the outcomes that change them (D2, U1, decision 004)."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from sqlalchemy import select, update

from protocol.cards import CardState
from protocol.events import GENESIS, Act, Event, ObjectKind, Outcome
from protocol.identifiers import make_identifier
from protocol.inbox import InboxKind
from protocol.refusals import NotFound
from protocol.roles import Role
from protocol.times import after, now, parse_instant
from server.services.cards import list_campaigns_of, read_card, read_page, touch_card
from server.services.notices import PAGE, read_inbox, send_notice
from server.services.outcomes import apply_outcome
from server.store.tables import contacts, customers, devices
from tests.server.house import VALUES, House
from tests.server.seats import Account, Seat


def pull(house: House, account: Account, after_: int = 0, limit: int = 500):
    """What a sync brings."""
    with house.reading() as connection:
        return read_page(connection, account.id, after_, limit)


def tell(house: House, seat: Seat, card: str, disposition: str = "interested", **changed: Any) -> Event:
    """The desk's event of an outcome, applied."""
    detail = {"disposition": disposition, **changed.pop("detail", {})}
    event = Event(
        **{
            "id": make_identifier(),
            "device": seat.desk.id,
            "seq": 1,
            "at": now(),
            "actor": seat.account.id,
            "role": Role.AGENT,
            "act": Act.OUTCOME_RECORDED,
            "object_kind": ObjectKind.CARD,
            "object_id": card,
            "field": "",
            "purpose": "",
            "outcome": Outcome.DONE,
            "ip": "",
            "detail": detail,
            "prev": GENESIS,
            **changed,
        }
    )
    with house.writing() as connection:
        apply_outcome(connection, house.central, event)
    return event


def read_row(house: House, card: str):
    """A customer as kept."""
    with house.reading() as connection:
        return connection.execute(select(customers).where(customers.c.id == card)).one()


def test_a_person_pulls_his_own_cards_masked_and_nothing_else(house):
    seat, other = house.seat(), house.seat()
    mine = [house.add_card(seat.account) for _ in range(3)]
    house.add_card(other.account)
    house.add_card(None)
    page = pull(house, seat.account)
    assert [card.id for card in page.cards] == mine
    assert {field.kind.value: field.masked for field in page.cards[0].fields} == {
        "name": "欧阳**",
        "mobile": "138****5678",
        "id_number": "110105********002X",
    }
    sent = msgspec.json.encode(page).decode()
    assert not [value for value in VALUES.values() if value in sent]


def test_pages_follow_each_other_until_there_is_no_more(house):
    account = house.enlist()
    cards = [house.add_card(account) for _ in range(5)]
    seen, cursor, more = [], 0, True
    while more:
        page = pull(house, account, cursor, 2)
        seen += [card.id for card in page.cards]
        cursor, more = page.cursor, page.more
    assert seen == cards
    assert pull(house, account, cursor).cursor == cursor


def test_a_changed_card_comes_again_and_one_taken_away_leaves_a_tombstone(house):
    account = house.enlist()
    first, second = house.add_card(account), house.add_card(account)
    cursor = pull(house, account).cursor
    with house.writing() as connection:
        touch_card(connection, first)
        touch_card(connection, second, gone=True)
    page = pull(house, account, cursor)
    assert [card.id for card in page.cards] == [first]
    assert [stone.id for stone in page.gone] == [second]
    assert [card.id for card in pull(house, account).cards] == [first]


def test_one_card_is_its_holders(house):
    seat, other = house.seat(), house.seat()
    card = house.add_card(seat.account)
    assert house.act(seat, lambda *at: read_card(*at, card)).id == card
    for wanted in (card, make_identifier()):
        with pytest.raises(NotFound):
            house.act(other, lambda *at, wanted=wanted: read_card(*at, wanted))
        refused = house.last_event("card.refused", actor=other.account.id)
        assert (refused.object_id, refused.outcome) == (wanted, "refused")


def test_campaigns_are_those_of_ones_team_and_of_ones_cards(house):
    east, west = house.seat(), house.seat(team="west")

    def list_of(seat):
        return [
            item.id for item in house.act(seat, lambda connection, _, caller: list_campaigns_of(connection, caller))
        ]

    assert list_of(east) == ["spring"]
    assert list_of(west) == ["autumn"]
    house.add_card(east.account, campaign="autumn")
    assert list_of(east) == ["autumn", "spring"]


@pytest.mark.parametrize(
    ("disposition", "state", "hours"),
    [
        ("interested", CardState.DONE, None),
        ("not_interested", CardState.DONE, None),
        ("wrong_number", CardState.DONE, None),
        ("no_answer", CardState.RETRY, 4),
        ("busy", CardState.RETRY, 1),
        ("do_not_call", CardState.STOPPED, None),
    ],
)
def test_an_outcome_moves_its_card_and_the_holders_desks_hear_of_it(house, disposition, state, hours):
    seat = house.seat()
    card = house.add_card(seat.account)
    cursor = pull(house, seat.account).cursor
    event = tell(house, seat, card, disposition, detail={"note": "改打 13987654321"})
    (changed,) = pull(house, seat.account, cursor).cards
    assert changed.state is state
    assert changed.due_at == (after(event.at, hours=hours) if hours else None)
    (met,) = changed.history
    assert (met.disposition.value, met.note) == (disposition, "改打 139****4321")
    kind = InboxKind.CONSENT_WITHDRAWN if state is CardState.STOPPED else InboxKind.CARDS_CHANGED
    assert house.notices(seat.account) == [(kind.value, card)]


def test_a_callback_is_due_when_it_was_promised(house):
    seat = house.seat()
    card, promised = house.add_card(seat.account), after(now(), hours=30)
    tell(house, seat, card, "callback", detail={"callback_at": promised})
    row = read_row(house, card)
    assert (row.state, row.due_at) == ("callback", promised)


def test_who_is_not_to_be_called_stays_so(house):
    seat = house.seat()
    card = house.add_card(seat.account)
    tell(house, seat, card, "do_not_call")
    tell(house, seat, card, "callback", detail={"callback_at": after(now(), hours=1)})
    assert read_row(house, card).state == "stopped"


def test_an_outcome_from_somebody_else_or_from_a_desk_he_never_sat_at_is_an_alert(house):
    seat, other = house.seat(), house.seat()
    card = house.add_card(seat.account)
    forged = (
        {"actor": other.account.id, "device": other.desk.id},
        {"device": other.desk.id},
        {"object_id": make_identifier()},
        {"detail": {"disposition": "conquered"}},
        {"detail": {"callback_at": "soon"}},
    )
    for changed in forged:
        event = tell(house, seat, card, **changed)
        told = house.alerts("outcome-not-applied", event.object_id)[-1]
        assert told["device"] == event.device
        known = {seat.account.id: seat.account.username, other.account.id: other.account.username}
        assert known[event.actor] in told["who"]
        assert told["places"] == find_desk_name(house, event.device)
    assert read_row(house, card).state == "new"
    assert pull(house, seat.account).cards[0].history == ()


def find_desk_name(house, device):
    with house.reading() as connection:
        return connection.execute(select(devices.c.name).where(devices.c.id == device)).scalar_one()


def test_an_outcome_told_twice_is_applied_once(house):
    seat = house.seat()
    card = house.add_card(seat.account)
    event = tell(house, seat, card, "busy")
    tell(house, seat, card, "busy", id=event.id)
    with house.reading() as connection:
        assert len(connection.execute(select(contacts).where(contacts.c.customer == card)).all()) == 1


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z", "2026-02-31T25:61:61.000Z"])
def test_a_clock_that_is_nowhere_does_not_stop_a_batch(house, at):
    seat = house.seat()
    card = house.add_card(seat.account)
    tell(house, seat, card, "no_answer", at=at)
    assert parse_instant(read_row(house, card).due_at)
    assert read_row(house, card).state == "retry"


def test_an_inbox_is_its_owners_in_order_and_goes_on_where_it_stopped(house):
    account, other = house.enlist(), house.enlist()
    with house.writing() as connection:
        for number in range(PAGE + 3):
            send_notice(connection, [account.id, other.id], InboxKind.CARDS_CHANGED, str(number))
    with house.reading() as connection:
        first = read_inbox(connection, account.id, 0)
        second = read_inbox(connection, account.id, first.next)
        third = read_inbox(connection, account.id, second.next)
        begin = read_inbox(connection, account.id, -1)
    assert [item.ref for item in (*first.items, *second.items)] == [str(number) for number in range(PAGE + 3)]
    assert third.items == ()
    assert third.next == second.next == begin.next
    assert begin.items == ()


def test_a_notice_is_not_sent_when_what_it_is_about_did_not_happen(house):
    seat = house.seat()

    def call(connection, _central, _caller):
        send_notice(connection, [seat.account.id], InboxKind.CARDS_CHANGED)
        raise NotFound

    with pytest.raises(NotFound):
        house.act(seat, call)
    assert not house.notices(seat.account)


def test_a_card_that_changes_hands_is_no_longer_found_by_the_first(house):
    seat, next_ = house.seat(), house.seat()
    card = house.add_card(seat.account)
    with house.writing() as connection:
        touch_card(connection, card, gone=True)
        connection.execute(update(customers).where(customers.c.id == card).values(assigned_to=next_.account.id))
        touch_card(connection, card)
    with pytest.raises(NotFound):
        house.act(seat, lambda *at: read_card(*at, card))
    assert house.act(next_, lambda *at: read_card(*at, card)).id == card
