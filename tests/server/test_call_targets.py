"""Whom a call may be handed to, and what a company may say of its telephones (D1)."""

from __future__ import annotations

import msgspec
import pytest

from protocol.administration import ConfigurationWrong
from protocol.events import Act
from protocol.telephones import PhoneMode, PhoneRule, Queue, TargetKind, TransferTarget
from server.services.calling.targets import list_targets
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from server.services.sessions import end_sessions
from server.store.tables import sessions
from tests.server.calling import Journal
from tests.server.house import House

RULE = PhoneRule(mode=PhoneMode.SOFTPHONE, host="pbx.example", queues=(Queue(place="service", title="Service"),))


def put(house: House, rule: PhoneRule) -> None:
    """Put a rule for telephones in force."""
    with house.writing() as connection:
        policy = load_policy(connection)
        desk = msgspec.structs.replace(policy.desk, phone=rule)
        set_policy(connection, house.central.node, msgspec.structs.replace(policy, desk=desk), "test")


def test_a_call_goes_to_queues_and_to_colleagues_of_the_team_who_are_at_a_desk(house: House) -> None:
    put(house, RULE)
    seat, colleague, gone, elsewhere = house.seat(), house.seat(), house.seat(), house.seat(team="west")
    with house.writing() as connection:
        end_sessions(connection, sessions.c.person == gone.account.id, "test")
    targets = house.act(seat, lambda connection, _, caller: list_targets(connection, caller))
    assert targets[0] == TransferTarget(kind=TargetKind.QUEUE, place="service", name="Service")
    places = {target.place for target in targets[1:]}
    assert colleague.desk.id in places
    assert not places & {seat.desk.id, gone.desk.id, elsewhere.desk.id}
    journal = Journal(house, colleague)
    for shuts, opens in ((Act.CALLS_PAUSED, Act.CALLS_RESUMED), (Act.SESSION_LOCKED, Act.SESSION_UNLOCKED)):
        for act, is_offered in ((shuts, False), (opens, True)):
            journal.tell(act, reason="meal")
            targets = house.act(seat, lambda connection, _, caller: list_targets(connection, caller))
            assert (colleague.desk.id in {target.place for target in targets}) is is_offered
    put(house, PhoneRule())


@pytest.mark.parametrize(
    "rule",
    [
        PhoneRule(mode=PhoneMode.SOFTPHONE),
        PhoneRule(mode=PhoneMode.SOFTPHONE, host="pbx example"),
        PhoneRule(queues=(Queue(place="a", title="A"), Queue(place="a", title="B"))),
    ],
)
def test_telephones_that_no_desk_could_use_are_no_policy(house: House, rule: PhoneRule) -> None:
    with pytest.raises(ConfigurationWrong):
        put(house, rule)


@pytest.mark.parametrize("place", ["13800005678", "1", "+86", "service;x", ""])
def test_a_queue_is_never_a_number(place: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"place": place, "title": "x"}, type=Queue)
