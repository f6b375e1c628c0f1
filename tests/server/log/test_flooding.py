"""A desk that sends more events than people make is told of once, and loses none (D7, U3)."""

from __future__ import annotations

import pytest

from server.services import flooding
from server.services.notices import list_alerts
from tests.server.house import House
from tests.server.log.desks import Chain, deliver


@pytest.fixture
def small(house: House, monkeypatch: pytest.MonkeyPatch):
    """Five events in an hour are many."""
    monkeypatch.setattr(flooding, "MOST", 5)
    house.set_policy(backlog_limit=1)
    yield
    house.set_policy()


def list_floods(house: House, desk: str) -> list[str]:
    with house.reading() as connection:
        alerts = list_alerts(connection)
    return [row.facts["count"] for row in alerts if row.kind == "event-flood" and row.facts["desk"] == desk]


def test_very_many_events_alert_security_once_and_are_all_kept(small, house: House) -> None:
    chain, quiet = Chain(house.place_desk()), Chain(house.place_desk())
    for count in (3, 2, 3, 3):
        receipt = deliver(house, chain, chain.write_batch(count))
        deliver(house, quiet, quiet.write_batch(1))
    assert receipt.last_seq == 11
    assert list_floods(house, chain.desk.id) == ["8"]
    assert list_floods(house, quiet.desk.id) == []


def test_the_next_hour_is_counted_anew(small, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    chain = Chain(house.place_desk())
    deliver(house, chain, chain.write_batch(5))
    monkeypatch.setattr(flooding, "SPAN_S", 0)
    deliver(house, chain, chain.write_batch(5))
    assert list_floods(house, chain.desk.id) == []
    deliver(house, chain, chain.write_batch(6))
    assert list_floods(house, chain.desk.id) == ["6"]


def test_a_backlog_that_policy_allows_is_no_flood(small, house: House) -> None:
    house.set_policy(backlog_limit=10)
    chain = Chain(house.place_desk())
    deliver(house, chain, chain.write_batch(20))
    assert list_floods(house, chain.desk.id) == []
