"""A VPN that is demanded while a desk works without one: it hears of it and shows no card any longer (T2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest

from protocol.roles import Role
from protocol.vpn import VpnRule
from server.services.policy import Policy, load_policy
from server.services.policy_setting import set_policy
from server.services.transactions import writing
from tests.e2e.desks import CallCentre


@pytest.fixture
def demanded(centre: CallCentre) -> Iterator[Callable[[], None]]:
    """What a test calls to have a VPN demanded, through which no desk here comes; put back afterwards."""
    books = centre.central.books
    with writing(books.engine) as connection:
        before = load_policy(connection)

    def put(policy: Policy) -> None:
        with writing(books.engine) as connection:
            set_policy(connection, books.node, policy, "tests")

    desk = msgspec.structs.replace(before.desk, vpn=VpnRule(required=True, names=("wg*",)))
    yield lambda: put(msgspec.structs.replace(before, desk=desk, vpn_ranges=("10.8.0.0/24",)))
    put(before)


def test_a_desk_outside_the_vpn_hears_that_one_is_demanded_and_shows_no_card(
    centre: CallCentre, demanded: Callable[[], None]
) -> None:
    seat = centre.begin("desk-61", Role.AGENT, cards=1)
    centre.open_card(seat)
    demanded()
    window = seat.desk.window
    centre.wait(lambda: window._cover.currentWidget() is window.vpn_page, "the desk is covered")
    assert window.find_open_card() is None
