"""The bell of the inboxes: heard at once by those it concerns, at the same price for one and for many."""

from __future__ import annotations

import time

import anyio
import anyio.to_thread
import pytest

from protocol.inbox import InboxKind
from server.api import bell as bell_module
from server.api.bell import Bell
from server.services.notices import read_inbox, send_notice
from tests.server.house import House


def send(house: House, person: str) -> None:
    """A notice, as another node might send it."""
    with house.writing() as connection:
        send_notice(connection, [person], InboxKind.CARDS_CHANGED)


def find_place(house: House, person: str) -> int:
    """The place of a person's newest notice."""
    with house.reading() as connection:
        return read_inbox(connection, person, -1).next


def test_who_has_news_is_woken_and_nobody_else(house):
    one, other = house.enlist(), house.enlist()
    send(house, one.id)
    woken = []

    async def wait(bell, person, after, until):
        await bell.wait(person, after, until)
        woken.append((person, time.monotonic() < until))

    async def run():
        bell = Bell(house.central.engine)
        await bell.listen()
        after, until = find_place(house, one.id), time.monotonic() + 2
        async with anyio.create_task_group() as group:
            group.start_soon(wait, bell, one.id, after, until + 30)
            group.start_soon(wait, bell, other.id, 0, until)
            await anyio.to_thread.run_sync(send, house, one.id)

    anyio.run(run)
    assert sorted(woken) == sorted([(one.id, True), (other.id, False)])


def test_news_from_between_listening_and_waiting_is_not_missed(house):
    account = house.enlist()

    async def run():
        bell = Bell(house.central.engine)
        await bell.listen()
        after = find_place(house, account.id)
        await anyio.to_thread.run_sync(send, house, account.id)
        until = time.monotonic() + 30
        await bell.wait(account.id, after, until)
        return time.monotonic() < until

    assert anyio.run(run)


def test_many_who_wait_cost_what_one_does(house, monkeypatch):
    looks = []
    real = bell_module.list_news
    monkeypatch.setattr(bell_module, "list_news", lambda *words: looks.append(1) or real(*words))

    async def run():
        bell = Bell(house.central.engine)
        await bell.listen()
        async with anyio.create_task_group() as group:
            for number in range(200):
                group.start_soon(bell.wait, f"nobody-{number}", 0, time.monotonic() + 1)

    started = time.monotonic()
    anyio.run(run)
    assert 1 <= len(looks) <= (time.monotonic() - started) / bell_module.LOOK_EVERY_S + 1


@pytest.mark.parametrize("passed", [0, -5])
def test_a_wait_that_is_over_does_not_wait(house, passed):
    async def run():
        await Bell(house.central.engine).wait("anybody", 0, time.monotonic() + passed)

    anyio.run(run)
