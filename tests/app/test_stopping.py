"""A desk that stops has delivered what it did, if Central can be reached at all (D7)."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from threading import Event

import msgspec
import pytest

from app import sync
from app.desk import Desk, start_desk, stop_desk
from app.sync import Connection
from protocol.events import Act, ObjectKind, decode_event
from protocol.problem_details import MEDIA_TYPE, describe_problem
from protocol.refusals import SessionEnded
from tests.app.asks import Ask
from tests.app.loopback import LoopbackCentral
from tests.app.tls_server import send
from tests.waiting import wait_for


def read_kept(desk: Desk, central: LoopbackCentral) -> list[Act]:
    """What Central has of this desk's events, oldest first."""
    return [decode_event(data).act for data in central.events.get(desk.identity.card.id, [])]


def test_a_desk_starts_and_stops_on_record(desk: Desk, central: LoopbackCentral) -> None:
    start_desk(desk, "0.1.0")
    wait_for(lambda: Act.DESK_STARTED in read_kept(desk, central))
    desk.keeper.sign_in(central.person.username, bytearray(central.password.encode()), central.code)
    wait_for(lambda: desk.sync.status.cards == 5)
    stop_desk(desk)
    assert read_kept(desk, central)[-2:] == [Act.SIGNOUT, Act.DESK_STOPPED]


def test_a_desk_that_stops_delivers_what_it_has_just_recorded(signed_in: Desk) -> None:
    signed_in.sync.start()
    wait_for(lambda: signed_in.sync.status.last_sync and signed_in.trail.journal.waiting() == 0)
    signed_in.trail.record(Act.DESK_STOPPED, ObjectKind.DEVICE, signed_in.identity.card.id)
    signed_in.sync.stop()
    assert signed_in.trail.journal.waiting() == 0


def test_a_desk_that_stops_delivers_although_its_last_round_failed(signed_in: Desk, central: LoopbackCentral) -> None:
    def leave(door: BaseHTTPRequestHandler, ask: Ask, content: bytes) -> bool:
        if ask.path != "/v1/campaigns":
            return False
        signed_in.keeper.sign_out()  # under the round, whose cards are refused from here on
        signed_in.trail.record(Act.DESK_STOPPED, ObjectKind.DEVICE, signed_in.identity.card.id)
        signed_in.sync.stop(timeout_s=0)
        problem = msgspec.json.encode(describe_problem(SessionEnded()))
        send(door, 401, MEDIA_TYPE, problem)
        return True

    central.spoil = leave
    signed_in.sync.start()
    wait_for(lambda: signed_in.sync.status.last_sync and signed_in.trail.journal.waiting() == 0)
    assert read_kept(signed_in, central)[-2:] == [Act.SIGNOUT, Act.DESK_STOPPED]


def test_a_desk_that_stops_delivers_to_a_central_that_has_come_back(signed_in: Desk, central: LoopbackCentral) -> None:
    def hang_up(door: BaseHTTPRequestHandler, ask: Ask, content: bytes) -> bool:
        door.close_connection = True
        return True

    central.spoil = hang_up
    signed_in.sync.start()
    wait_for(lambda: signed_in.sync.status.connection is Connection.OFFLINE)
    central.spoil = None
    signed_in.sync.stop()
    assert signed_in.trail.journal.waiting() == 0


def test_a_stop_is_heard_at_the_very_moment_a_round_begins(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, stopped = Event(), Event()

    class Forgetful(Event):
        """Forgets only once somebody has called, as it happens to threads."""

        def clear(self) -> None:
            begun.set()
            stopped.wait()
            super().clear()

    monkeypatch.setattr(desk.sync, "_woken", Forgetful())
    desk.sync.start()
    begun.wait()
    desk.sync.stop(timeout_s=0)
    stopped.set()
    wait_for(lambda: desk.trail.journal not in sync._claimed)
