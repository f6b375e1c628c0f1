"""A freeze on real desks before a real Central: everything of the person ends, and only security's reason undoes it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from app.desk import Desk
from app.session import SessionState
from protocol.events import Act, ObjectKind
from protocol.identifiers import make_identifier
from protocol.inbox import InboxItem, InboxKind
from protocol.oversight import AccountAct, AccountState
from protocol.refusals import AccountFrozen
from protocol.roles import Role
from server.services.policy import Policy, RevealPolicy
from tests.real_central import serve_real_central
from tests.shop import Shop, spell
from tests.waiting import wait_for


@pytest.fixture(scope="module")
def open_shop(tmp_path_factory: pytest.TempPathFactory, keyring_daemon: None) -> Iterator[Shop]:
    """The shop."""
    place = tmp_path_factory.mktemp("shop")
    with serve_real_central(place / "central", 30) as serving:
        policy = msgspec.to_builtins(Policy(reveal=RevealPolicy(opens="00:00", closes="00:00")))
        policy["anomalies"]["bulk_views"]["threshold"] = 4
        wanted = place / "policy.json"
        wanted.write_bytes(msgspec.json.encode(policy))
        assert "in force" in serving.run("policy", "set", str(wanted))
        yield Shop(serving, place)


@pytest.fixture
def shop(open_shop: Shop) -> Iterator[Shop]:
    """The shop, with no desk in it yet."""
    yield open_shop
    open_shop.close()


def view_cards(desk: Desk, count: int) -> None:
    """Open as many cards."""
    for _ in range(count):
        desk.trail.record(Act.CARD_OPENED, ObjectKind.CARD, make_identifier())


def has_ended(desk: Desk) -> bool:
    """Whether a freeze has ended what went on at a desk, and closed the vault."""
    return (
        desk.keeper.state is SessionState.SIGNED_OUT
        and isinstance(desk.keeper.ended_by, AccountFrozen)
        and desk.keeper.vault is None
    )


def test_one_view_too_many_stops_a_person_on_every_desk_until_security_says_why(shop: Shop) -> None:
    here, there, office = shop.desk("desk-07"), shop.desk("desk-08"), shop.desk("desk-01")
    told: list[InboxItem] = []
    office.inbox.on_item(told.append)
    shop.sign_in(office, Role.SECURITY)
    agent = shop.sign_in(there, Role.AGENT)
    shop.sign_in(here, Role.AGENT)
    view_cards(here, 4)
    wait_for(lambda: has_ended(here) and has_ended(there))
    with pytest.raises(AccountFrozen):
        shop.sign_in(here, Role.AGENT)
    for desk in (here, there):
        with pytest.raises(AccountFrozen):
            desk.keeper.sign_in_offline(agent.username, spell(agent))
    wait_for(lambda: here.trail.journal.backlog().count == 0)  # what was journaled still flows

    wait_for(lambda: [item for item in told if item.kind is InboxKind.ALERT])
    assert told[0].facts["kind"] == "bulk-views"
    assert agent.name in told[0].facts["who"]
    before = shop.change(office, agent, AccountAct.UNFREEZE, "spoken with the team leader")
    assert before.state is AccountState.FROZEN
    shop.sign_in(there, Role.AGENT)
    view_cards(there, 1)
    wait_for(lambda: there.trail.journal.backlog().count == 0)
    assert there.keeper.state is SessionState.ACTIVE  # what was judged is not counted again


def test_a_desk_where_somebody_signed_in_offline_hears_of_a_freeze_at_reconnect(shop: Shop) -> None:
    here, office = shop.desk("desk-07"), shop.desk("desk-01")
    agent = shop.sign_in(here, Role.AGENT)
    here.keeper.sign_out()
    here.sync.stop()  # off the network
    here.keeper.sign_in_offline(agent.username, spell(agent))
    shop.sign_in(office, Role.SECURITY)
    shop.change(office, agent, AccountAct.FREEZE, "seen photographing the screen")
    assert here.keeper.state is SessionState.ACTIVE
    here.sync.start()
    wait_for(lambda: has_ended(here))
    shop.change(office, agent, AccountAct.UNFREEZE, "it was the clock on the wall")
    shop.sign_in(here, Role.AGENT)
    assert here.keeper.state is SessionState.ACTIVE
