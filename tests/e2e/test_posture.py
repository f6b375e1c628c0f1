"""A desk whose machine is not shut as policy asks gets no customer data, says which check and what to do (A3, D5)."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from protocol.cards import CardPage
from protocol.inbox import InboxPage
from protocol.posture import Check, Posture, PostureUnmet, Standing, list_checks
from protocol.roles import Role
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from server.services.posture import read_posture
from server.services.posture_policy import PosturePolicy
from server.services.transactions import writing
from server.store.tables import devices, events
from tests.e2e.desks import CallCentre, Seat
from ui.error_texts import tell_error


def demand(centre: CallCentre, *checks: Check) -> None:
    """Put it in force that ``checks`` must hold."""
    books = centre.central.books
    with writing(books.engine) as connection:
        policy = msgspec.structs.replace(load_policy(connection), posture=PosturePolicy(must_hold=checks))
        set_policy(connection, books.node, policy, "tests")


def read_kept(centre: CallCentre, seat: Seat) -> Posture | None:
    """The desk's last word at Central."""
    return read_posture(centre.central.look_up(select(devices.c.posture).where(devices.c.id == seat.device))[0][0])


@pytest.fixture
def wayland(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A Wayland session whose display this process serves, as the guard of the screen wants to see; where that is. It
    serves an X display, too, which nobody is told of."""
    place = str(tmp_path / "wayland-0")
    with socket.socket(socket.AF_UNIX) as one, socket.socket(socket.AF_UNIX) as other:
        for listener, address in ((one, place), (other, f"\0/tmp/.X11-unix/X{os.getpid()}")):
            listener.bind(address)
            listener.listen()
        monkeypatch.setenv("WAYLAND_DISPLAY", place)
        yield place


def turn_screen(monkeypatch: pytest.MonkeyPatch, seat: Seat, *, wayland: str) -> None:
    """The session's kind, as the system would say it, X where it is not ``wayland``, and a look at it."""
    if wayland:
        monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    else:
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        monkeypatch.setenv("DISPLAY", f":{os.getpid()}")
    if seat.desk.desk.posture:
        seat.desk.desk.posture.wake()


def test_a_desk_that_is_less_protected_gets_nothing_until_it_is_put_right(
    centre: CallCentre, monkeypatch, wayland
) -> None:
    seat = centre.begin("desk-61", Role.AGENT, cards=2)
    told = read_kept(centre, seat)
    assert told is not None
    assert set(told.checks) == set(list_checks("Linux"))
    assert told.find(Check.SCREEN) is Standing.OK
    demand(centre, Check.SCREEN)
    try:
        sync, client = seat.desk.desk.sync, seat.desk.desk.central
        client.call("GET", "/v1/inbox?after=-1", InboxPage)
        turn_screen(monkeypatch, seat, wayland="")
        centre.wait(lambda: (read_kept(centre, seat) or told).find(Check.SCREEN) is Standing.BAD, "Central hears of it")
        centre.central.give_cards(seat.person, 1)
        sync.wake()
        centre.wait(lambda: isinstance(sync.status.error, PostureUnmet), "the desk hears the refusal")
        assert len(seat.list_cards()) == 2
        error = sync.status.error
        assert error is not None
        assert error.facts == {"check": "screen"}
        assert "not protected as your company asks: Screen." in tell_error(error).as_line()
        assert "veildesk doctor" in tell_error(error).as_line()
        centre.wait(lambda: "veildesk doctor" in seat.banner, "the window says what to do")
        with pytest.raises(PostureUnmet):
            client.call("GET", "/v1/cards?after=0", CardPage)
        acts = centre.central.look_up(
            select(events.c.act).where(events.c.act.in_(["device.weakened", "request.refused"]))
        )
        assert {act for (act,) in acts} == {"device.weakened", "request.refused"}
        turn_screen(monkeypatch, seat, wayland=wayland)
        centre.wait(lambda: len(seat.list_cards()) == 3, "what waited comes by itself")
    finally:
        demand(centre)


def test_a_desk_says_it_anew_at_every_sign_in_and_is_not_weaker_for_it(centre: CallCentre, wayland) -> None:
    demand(centre, Check.SCREEN)
    try:
        first = centre.begin("desk-62", Role.AGENT, cards=1)
        said = read_kept(centre, first)
        first.desk.window.sign_out()
        centre.wait(lambda: first.desk.conductor.window is None, "signed out")
        second = centre.sit_down(first.desk, centre.hire(Role.AGENT, 1))
        centre.wait(lambda: len(second.list_cards()) == 1, "the next person's cards have come")
        assert said is not None
        assert read_kept(centre, second) == said
        weakened = select(events.c.act).where(events.c.act == "device.weakened", events.c.object_id == second.device)
        assert centre.central.look_up(weakened) == []
    finally:
        demand(centre)
