"""What concerns the person is heard at once, each notice once, and again as soon as the road is back (D7)."""

from __future__ import annotations

from types import NoneType

import pytest

from app.desk import Desk
from protocol.errors import VeildeskError
from protocol.inbox import InboxItem, InboxKind
from protocol.refusals import SessionEnded
from protocol.road import CentralUnreachable
from protocol.times import now
from tests.app.loopback import LoopbackCentral
from tests.waiting import wait_for


def test_notices_are_delivered_once_each_and_in_order(signed_in: Desk, central: LoopbackCentral) -> None:
    heard: list[int] = []
    signed_in.inbox.on_item(lambda item: heard.append(item.seq))
    central.inbox = [InboxItem(seq=n, kind=InboxKind.ALERT, at=now()) for n in (4, 7)]
    signed_in.inbox.start()
    wait_for(lambda: heard == [4, 7])
    central.inbox.append(InboxItem(seq=9, kind=InboxKind.CARDS_CHANGED, at=now()))
    wait_for(lambda: heard == [4, 7, 9])
    assert signed_in.inbox.last_heard


def test_a_notice_that_the_session_ended_is_checked_with_central(signed_in: Desk, central: LoopbackCentral) -> None:
    heard: list[int] = []
    signed_in.inbox.on_item(lambda item: heard.append(item.seq))
    central.inbox = [InboxItem(seq=1, kind=InboxKind.SESSION_ENDED, at=now())]
    signed_in.inbox.start()
    wait_for(lambda: heard == [1])
    assert signed_in.keeper.person == central.person  # an old notice: Central says that the session stands
    central.tokens.clear()
    wait_for(lambda: signed_in.keeper.person is None)
    assert isinstance(signed_in.keeper.ended_by, SessionEnded)


def test_a_call_of_anybodys_that_comes_through_ends_the_pause_after_an_outage(
    signed_in: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.inbox.random.uniform", lambda *_: 3600.0)  # by itself it would not ask again
    heard: list[int] = []
    failed: list[VeildeskError] = []
    signed_in.inbox.on_item(lambda item: heard.append(item.seq))
    signed_in.central.on_outcome(lambda error: failed.append(error) if error else None)

    def cut(door, *_):
        door.close_connection = True
        return True

    central.spoil = cut
    signed_in.inbox.start()
    wait_for(lambda: any(isinstance(error, CentralUnreachable) for error in failed), "the outage to be noticed")
    central.spoil = None
    central.inbox = [InboxItem(seq=4, kind=InboxKind.ALERT, at=now())]

    def is_heard() -> bool:
        signed_in.central.call("GET", "/v1/campaigns", NoneType)
        return heard == [4]

    wait_for(is_heard, "the notice")
