"""The one place that acts on what the guards see (D5).

In this order: the event is durable, what is shown closes, the desk locks, the screen says why. Whatever fails on the
way, the rest is done.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from app.guards.sighting import Kind, Sighting
from app.reveal import CloseReason
from app.session_state import LockReason, SessionState
from protocol.errors import UnexpectedError
from protocol.events import Act, ObjectKind
from protocol.guarding import Channel, Response
from protocol.keeping import StoreUnwritable, VaultDamaged

if TYPE_CHECKING:
    from app.reveal import RevealService
    from app.session import SessionKeeper
    from app.trail import Trail

_UNWRITABLE = (StoreUnwritable, VaultDamaged, UnexpectedError)
_LOCKING = (Response.LOCK, Response.HOLD)


class Sentry:
    """Hears every guard, from any thread, and the session: what is there locks whoever comes to work beside it."""

    def __init__(self, device: str, keeper: SessionKeeper, trail: Trail, reveals: RevealService) -> None:
        self._device, self._keeper, self._trail, self._reveals = device, keeper, trail, reveals
        self._mutex = Lock()
        self._present: dict[tuple[Channel, str], Sighting] = {}
        self._answered: set[tuple[Channel, str]] = set()
        self._listeners: list[Callable[[Sighting | None], None]] = []
        self._latest: Sighting | None = None
        keeper.on_change(self._hear_state)

    def on_change(self, listener: Callable[[Sighting | None], None]) -> None:
        """Call ``listener`` from any thread with each sighting, once all is done; with None when something is gone."""
        self._listeners.append(listener)

    @property
    def holding(self) -> Sighting | None:
        """What keeps the desk locked at present: the latest of what is there and holds, if anything."""
        with self._mutex:
            found = [each for each in self._present.values() if self._respond(each) is Response.HOLD]
        return found[-1] if found else None

    @property
    def is_there(self) -> bool:
        """Whether what locked the desk is still there."""
        latest = self._latest
        with self._mutex:
            return latest is not None and (latest.channel, latest.key) in self._present

    @property
    def latest(self) -> Sighting | None:
        """Why the desk locked, while it is locked for a sighting."""
        return self._latest if self._keeper.lock_reason is LockReason.EXPORT_BLOCKED else None

    def see(self, sighting: Sighting) -> Response:
        """A guard saw something; nothing happens when it was seen already and is still there."""
        response = self._respond(sighting)
        place = (sighting.channel, sighting.key)
        with self._mutex:
            if place in self._present:
                return response
            if sighting.stays:
                self._present[place] = sighting
        with suppress(*_UNWRITABLE):  # a desk that cannot write still closes and locks
            self._trail.record_facts(_name_act(sighting, response), ObjectKind.DEVICE, self._device, sighting.facts())
        if response is not Response.RECORD:
            self._reveals.close_shown(CloseReason.EXPORT_BLOCKED)
        if response in _LOCKING:
            self._lock(sighting)
        self._tell(sighting)
        return response

    def lose(self, channel: Channel, key: str) -> None:
        """What a guard saw is gone."""
        with self._mutex:
            gone = self._present.pop((channel, key), None)
            self._answered.discard((channel, key))
        if gone:
            self._tell(None)

    def _lock(self, sighting: Sighting) -> None:
        if self._keeper.state is not SessionState.ACTIVE:
            return
        with self._mutex:
            self._answered.add((sighting.channel, sighting.key))
        self._latest = sighting
        self._keeper.lock(LockReason.EXPORT_BLOCKED)

    def _hear_state(self, state: SessionState) -> None:
        """Somebody signed in or woke the desk beside something that is there."""
        if state is SessionState.SIGNED_OUT:
            with self._mutex:
                self._answered.clear()
        if state is not SessionState.ACTIVE:
            return
        with self._mutex:
            there = [(each, place in self._answered) for place, each in self._present.items()]
        for sighting, answered in there:
            response = self._respond(sighting)
            if response is Response.HOLD or (response is Response.LOCK and not answered):
                self._lock(sighting)

    def _respond(self, sighting: Sighting) -> Response:
        return self._keeper.policy.guards.respond(sighting.channel)

    def _tell(self, sighting: Sighting | None) -> None:
        for listener in tuple(self._listeners):
            listener(sighting)


def _name_act(sighting: Sighting, response: Response) -> Act:
    if sighting.kind is Kind.GUARD_DOWN:
        return Act.GUARD_FAILED
    return Act.EXPORT_SEEN if response is Response.RECORD else Act.EXPORT_BLOCKED
