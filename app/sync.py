"""The one loop between the journal, the cards and Central: push events, pull changes; Central wins (D7, T3)."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from threading import Event, Lock, Thread, current_thread
from types import NoneType
from typing import TYPE_CHECKING
from weakref import WeakSet

from msgspec import Struct
from msgspec.structs import replace

from app.backlog import find_overdue
from app.cardpull import pull_cards
from app.endings import ENDING
from app.enrolment import refresh_revoked, renew_if_due
from app.eventpush import awaits_witnesses, demand_witnesses, push_events
from app.faults import name_fault
from app.session import SessionState
from app.telling import tell_all
from app.uptime import read_uptime
from protocol.errors import UnexpectedError, VeildeskError
from protocol.posture import PostureUnmet
from protocol.refusals import (
    CertificateOutdated,
    ClockWrong,
    DeviceFrozen,
    DeviceRefused,
    DigestMismatch,
    NotFound,
    Replayed,
    SessionLocked,
    SignatureInvalid,
)
from protocol.road import (
    CentralNonsense,
    CentralSlow,
    CentralUnreachable,
    CentralUntrusted,
    OutsideVpn,
    RecordsUnavailable,
    VpnMissing,
)
from protocol.times import Instant, after, now
from protocol.trail import ChainForked, CheckpointInvalid, JournalSetBack, LogInconsistent

if TYPE_CHECKING:
    from app.central import CentralClient
    from app.session import SessionKeeper
    from app.trail import Trail
    from protocol.identifiers import Identifier
    from secure_store.device import DeviceIdentity
    from secure_store.journal import Journal

PAUSE_S = 30.0
"""Between two rounds, when nothing wakes the loop sooner."""
GATHER_S = 0.2
"""From a recorded event to the round that delivers it and what follows at its heels, so that a reveal under way does
not share Central with its own events."""
WITNESSES_S = 4.0
"""The same, where Central has taken events that it can prove once witnesses have looked, which they do every 2 s."""
REST_S = 1.0
"""After a round that failed, at least, whoever wakes the loop."""
MAX_BACKOFF_S = 60.0
LOOK_AFTER_S = 6 * 3600.0
_log = logging.getLogger(__name__)
_claimed: WeakSet[Journal] = WeakSet()
_claiming = Lock()


class Connection(StrEnum):
    """How the desk stands with Central."""

    CONNECTING = "connecting"
    ONLINE = "online"
    OFFLINE = "offline"
    """Central is down, slow or answers nonsense; ``error`` says which."""
    UNTRUSTED = "untrusted"
    """Something answers that is not our Central, or whose log is not the one of before."""
    REFUSED = "refused"
    """Central answers, and refuses this desk; ``error`` says why."""


_OFFLINE = (
    CentralUnreachable,
    CentralSlow,
    CentralNonsense,
    RecordsUnavailable,
    DigestMismatch,
    VpnMissing,
    OutsideVpn,
)
_REFUSED = (
    DeviceRefused,
    CertificateOutdated,
    DeviceFrozen,
    ClockWrong,
    SignatureInvalid,
    Replayed,
    ChainForked,
    JournalSetBack,
    PostureUnmet,
)
_UNTRUSTED = (CentralUntrusted, LogInconsistent, CheckpointInvalid)
_HOPELESS = (*_OFFLINE, *_REFUSED, *_UNTRUSTED)
"""After these the rest of a round would only fail again."""


class SyncStatus(Struct, frozen=True):
    """The truth for the status bar. ``waiting``: events not yet receipted; ``overdue``: set when they
    are too many or too old for reveals; ``cards``: cards on this desk; ``latency_ms``: milliseconds of Central's last
    quick answer."""

    connection: Connection = Connection.CONNECTING
    latency_ms: float | None = None
    last_sync: Instant | None = None
    waiting: int = 0
    overdue: VeildeskError | None = None
    error: VeildeskError | None = None
    cards: int = 0


class SyncLoop:
    """One thread that keeps desk and Central in step. One loop a journal: a second is a RuntimeError at ``start``."""

    def __init__(self, identity: DeviceIdentity, central: CentralClient, keeper: SessionKeeper, trail: Trail) -> None:
        self._identity, self._central, self._keeper, self._trail = identity, central, keeper, trail
        self._woken, self._recorded, self._urgent, self._stopping = Event(), Event(), Event(), Event()
        self._thread: Thread | None = None
        self._failures, self._look_at = 0, 0.0
        self._status = SyncStatus()
        self._status_listeners: list[Callable[[SyncStatus], None]] = []
        self._cards_listeners: list[Callable[[frozenset[Identifier] | None], None]] = []
        trail.on_recorded(self._hear_event)
        central.on_outcome(self._hear_outcome)
        keeper.on_change(lambda _: self._hear_event())  # whoever shows what changed has the next moment for himself

    @property
    def status(self) -> SyncStatus:
        """How things stand after the last round."""
        return self._status

    def on_status(self, listener: Callable[[SyncStatus], None]) -> None:
        """Call ``listener`` from the loop's thread after every round."""
        self._status_listeners.append(listener)

    def on_cards_changed(self, listener: Callable[[frozenset[Identifier] | None], None]) -> None:
        """Call ``listener`` from the loop's thread with the cards that changed or went; None for very many."""
        self._cards_listeners.append(listener)

    def start(self, *, rest_s: float = 0) -> None:
        """Begin, with a first round after ``rest_s`` seconds or at the first :meth:`wake`; nothing when it runs."""
        if self._thread is not None:
            return
        with _claiming:
            if self._trail.journal in _claimed:
                raise RuntimeError("this journal has a sync loop already")
            _claimed.add(self._trail.journal)
        self._stopping.clear()
        self._thread = Thread(target=self._run, args=(rest_s,), name="sync", daemon=True)
        self._thread.start()

    def stop(self, timeout_s: float = 15) -> None:
        """End after the round that runs and a last delivery of what still waits, whatever that round came to; nothing
        when it does not run. A delivery cut off by a dead network may outlive ``timeout_s``; the journal stays claimed
        until it is over."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._stopping.set()
        self.wake()
        thread.join(timeout_s)

    def wake(self) -> None:
        """Begin a round now."""
        self._urgent.set()
        self._woken.set()

    def _hear_event(self) -> None:
        self._recorded.set()
        self._woken.set()

    def _hear_outcome(self, error: VeildeskError | None) -> None:
        """A call of anybody's ended: begin a round if it shows that Central is back, or gone, and the status lies."""
        if current_thread() is self._thread or self._stopping.is_set():
            return
        if {_judge_connection(error), self._status.connection} == {Connection.ONLINE, Connection.OFFLINE}:
            self.wake()

    def _run(self, rest_s: float) -> None:
        try:
            self._urgent.wait(rest_s)
            with suppress(VeildeskError):  # on a full disk it goes on as it is
                self._trail.journal.make_room()
            while self._begin_round():
                self._publish(self._go_round(self._push_and_pull))
                if self._failures:
                    self._stopping.wait(REST_S)
                self._woken.wait(self._choose_pause())
                if self._recorded.is_set():
                    self._urgent.wait(GATHER_S)
            self._deliver_rest()
        finally:
            _claimed.discard(self._trail.journal)

    def _begin_round(self) -> bool:
        """Forget what woke the loop; False when it is to end. In this order, so that no call to stop is forgotten."""
        for flag in (self._woken, self._recorded, self._urgent):
            flag.clear()
        return not self._stopping.is_set()

    def _go_round(self, round_: Callable[[], VeildeskError | None]) -> VeildeskError | None:
        """One round; what went wrong, or None."""
        try:
            return round_()
        except VeildeskError as error:
            return error
        except Exception as error:  # a fault of our own must not end the loop: events would pile up unseen
            _log.error("a round of the sync loop failed: %s", name_fault(error))
            return UnexpectedError()

    def _push_and_pull(self) -> VeildeskError | None:
        failure: VeildeskError | None = None
        if self._keeper.online:
            demand_witnesses(self._trail.journal, self._keeper.policy)
            self._central.follow_rule(self._keeper.policy.vpn)
        try:
            self._push()
        except _HOPELESS:
            raise
        except VeildeskError as error:  # the trail has a fault, the cards need not wait for it
            failure = error
        self._look_after()
        if self._keeper.state is SessionState.ACTIVE and self._keeper.online:
            try:
                for changed in pull_cards(self._central, self._keeper, self._trail):
                    self._tell_cards(changed)
            except SessionLocked:
                return failure  # the desk locked meanwhile; the next unlock goes on
        elif self._keeper.state is SessionState.ACTIVE:
            self._ask_standing()
        return failure

    def _deliver_rest(self) -> None:
        """What a stop owes, also when the last round failed: the cause may have been a session that ended under it."""
        with suppress(VeildeskError):  # a journal that cannot be read has nothing to give
            if self._trail.journal.waiting():
                self._publish(self._go_round(self._push))

    def _push(self) -> None:
        push_events(self._identity, self._central, self._trail.journal)

    def _ask_standing(self) -> None:
        """Somebody who signed in without Central may have been stopped meanwhile; the keeper hears it by itself."""
        person = self._keeper.person
        if person is not None:
            with suppress(NotFound, *ENDING):
                self._central.call("GET", f"/v1/standing/{person.id}", NoneType)

    def _look_after(self) -> None:
        """Every few hours: hear which certificates were revoked, renew this desk's when it is time, and let go of
        events that Central has long had."""
        if read_uptime() < self._look_at:
            return
        refresh_revoked(self._identity, self._central)
        renew_if_due(self._identity, self._central, self._trail)
        self._trail.journal.prune(after(now(), seconds=-self._keeper.policy.journal_keep_s))
        self._look_at = read_uptime() + LOOK_AFTER_S

    def _publish(self, error: VeildeskError | None) -> None:
        connection = _judge_connection(error)
        self._failures = self._failures + 1 if error else 0
        fresh = SyncStatus(
            connection=connection,
            latency_ms=self._central.latency_ms if connection is Connection.ONLINE else None,
            last_sync=self._status.last_sync if error else now(),
            error=error,
        )
        try:
            backlog = self._trail.journal.backlog()
            overdue = find_overdue(backlog, self._keeper.policy)
            fresh = replace(fresh, waiting=backlog.count, overdue=overdue)
            if backlog.count:
                self._trail.journal.hold_head()
            with self._keeper.cards() as cards:
                fresh = replace(fresh, cards=cards.count())
        except SessionLocked:
            pass  # nobody is at work: no cards to count
        except VeildeskError as fault:
            fresh = replace(fresh, error=fresh.error or fault)
        self._status = fresh
        tell_all(self._status_listeners, lambda: fresh)

    def _tell_cards(self, changed: frozenset[Identifier] | None) -> None:
        tell_all(self._cards_listeners, lambda: changed)

    def _choose_pause(self) -> float:
        if not self._failures:
            return WITNESSES_S if awaits_witnesses(self._trail.journal) else PAUSE_S
        return min(MAX_BACKOFF_S, 2.0 ** min(self._failures, 8)) * random.uniform(0.5, 1.0)  # noqa: S311 - spreads desks


def _judge_connection(error: VeildeskError | None) -> Connection:
    if isinstance(error, _UNTRUSTED):
        return Connection.UNTRUSTED
    if isinstance(error, _REFUSED):
        return Connection.REFUSED
    return Connection.OFFLINE if isinstance(error, _OFFLINE) else Connection.ONLINE
