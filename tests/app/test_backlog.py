"""A desk that does not deliver its trail shows no more values, and shows them again once it has (D7)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.backlog import find_overdue
from app.desk import Desk
from app.eventpush import push_events
from app.reveal import CloseReason
from protocol.fields import FieldKind
from protocol.sessions import DeskPolicy
from protocol.times import after, now
from protocol.trail import TrailOverdue
from secure_store.journal import Backlog
from tests.app.loopback import LoopbackCentral
from tests.waiting import wait_for


def reveal(desk: Desk, central: LoopbackCentral) -> None:
    password = bytearray(central.password.encode())
    card = next(iter(central.cards))
    try:
        handle = desk.reveals.request(card, FieldKind.MOBILE, "follow-up", "客户要求回电", password)
    finally:
        assert not any(password)
    desk.reveals.closed(desk.reveals.collect(handle), CloseReason.ASKED, 1)


@pytest.mark.parametrize("limit", [{"backlog_limit": 0}, {"backlog_limit_s": -1}], ids=["too many", "too old"])
def test_reveals_stop_until_central_has_what_waits(
    limit: dict[str, int], signed_in: Desk, central: LoopbackCentral
) -> None:
    signed_in.keeper.policy = replace(signed_in.keeper.policy, **limit)
    asked = len(central.asked)
    with pytest.raises(TrailOverdue) as told:
        reveal(signed_in, central)
    assert len(central.asked) == asked
    assert int(told.value.facts["waiting"]) == signed_in.trail.journal.backlog().count > 0
    push_events(signed_in.identity, signed_in.central, signed_in.trail.journal)
    reveal(signed_in, central)


def test_the_sync_loop_says_that_too_much_waits(signed_in: Desk, central: LoopbackCentral) -> None:
    signed_in.keeper.policy = replace(signed_in.keeper.policy, backlog_limit=0)
    central.stop()
    signed_in.central.reload()
    signed_in.sync.start()
    wait_for(lambda: signed_in.sync.status.overdue)
    assert signed_in.sync.status.waiting > 0


@pytest.mark.parametrize(
    ("count", "age_s", "overdue"),
    [(0, None, False), (10, 3500, False), (11, 0, True), (1, 3700, True), (1, -3700, True), (1, -60, False)],
)
def test_the_limits_are_the_policy_s(count: int, age_s: float | None, overdue: bool) -> None:
    since = None if age_s is None else after(now(), seconds=-age_s)
    policy = DeskPolicy(backlog_limit=10, backlog_limit_s=3600)
    assert bool(find_overdue(Backlog(count, since), policy)) is overdue
