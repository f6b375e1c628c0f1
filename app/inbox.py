"""What concerns the person now, by long poll: approvals, decisions, freezes, changed cards."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from app.faults import name_fault
from app.session import SessionState
from app.telling import tell_all
from protocol.errors import VeildeskError
from protocol.inbox import MAX_WAIT_S, InboxItem, InboxKind, InboxPage
from protocol.road import CentralNonsense, CentralSlow, CentralUnreachable, OutsideVpn
from protocol.times import Instant, now

if TYPE_CHECKING:
    from app.central import CentralClient
    from app.session import SessionKeeper
    from protocol.identifiers import Identifier

_CURSOR = "inbox"
_LOOK_AGAIN = frozenset(
    {InboxKind.ACCOUNT_FROZEN, InboxKind.SESSION_ENDED, InboxKind.DEVICE_REVOKED, InboxKind.POLICY_CHANGED}
)
"""A notice may be old; how the session stands, Central says itself when asked."""
_ROAD_FAULTS = (CentralUnreachable, CentralSlow)
MAX_BACKOFF_S = 30.0
_log = logging.getLogger(__name__)


class InboxListener:
    """One thread that listens while somebody is at work. Stopped while the desk is locked, so that Central sees that
    nobody works and lets the session sleep as well."""

    def __init__(self, central: CentralClient, keeper: SessionKeeper) -> None:
        self._central, self._keeper = central, keeper
        self._listeners: list[Callable[[InboxItem], None]] = []
        self._changed, self._stopping = Event(), Event()
        self._handling = Lock()
        self._thread: Thread | None = None
        self._person: Identifier = ""
        self._after = 0
        self.last_heard: Instant | None = None
        """When the inbox last answered."""
        self._is_cut_off = False
        keeper.on_change(lambda _: self._changed.set())
        central.on_outcome(self._hear_outcome)

    def on_item(self, listener: Callable[[InboxItem], None]) -> None:
        """Call ``listener`` from the inbox's thread with every notice, in order."""
        self._listeners.append(listener)

    def start(self) -> None:
        """Begin; nothing when it runs already."""
        if self._thread is not None:
            return
        self._stopping = Event()
        self._thread = Thread(target=self._run, args=(self._stopping,), name="inbox", daemon=True)
        self._thread.start()

    def stop(self, timeout_s: float = 1) -> None:
        """End, after the notices that are being handled. A poll that hangs is left to itself; what it brings is
        dropped."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._stopping.set()
        self._changed.set()
        if self._handling.acquire(timeout=timeout_s):
            self._handling.release()

    def _hear_outcome(self, error: VeildeskError | None) -> None:
        """A call of anybody's ended: where it came through, the road is back, and is not waited for any longer."""
        if error is None and self._is_cut_off:
            self._changed.set()

    def _run(self, stopping: Event) -> None:
        failures = 0
        while not stopping.is_set():
            self._changed.clear()
            if self._keeper.state is not SessionState.ACTIVE or not self._central.has_token:
                self._changed.wait(5)
                continue
            try:
                self._listen_once(stopping)
                failures = 0
            except OutsideVpn:  # the notice of that rule cannot come in, but how the session stands is told anywhere
                failures += 1
                with suppress(VeildeskError):
                    self._keeper.refresh()
            except VeildeskError as error:  # the sync loop shows the state of the road; here it is only waited for
                self._is_cut_off = isinstance(error, _ROAD_FAULTS)
                failures += 1
            except Exception as error:  # a fault of our own must not deafen the desk
                _log.error("a notice could not be handled: %s", name_fault(error))
                failures += 1
            if failures:
                pause = min(MAX_BACKOFF_S, 2.0 ** min(failures, 6)) * random.uniform(0.5, 1.0)  # noqa: S311
                self._changed.wait(pause)
                self._is_cut_off = False

    def _listen_once(self, stopping: Event) -> None:
        person = self._keeper.person
        if person is None:
            return
        if person.id != self._person:
            self._person, self._after = person.id, self._recall()
        path = f"/v1/inbox?after={self._after}&wait={MAX_WAIT_S}"
        page = self._central.call("GET", path, InboxPage, timeout_s=MAX_WAIT_S + 10)
        with self._handling:
            if not stopping.is_set() and self._keeper.person is person:
                self._take(page)

    def _take(self, page: InboxPage) -> None:
        if page.next < self._after or (page.items and page.next == self._after):
            raise CentralNonsense
        self.last_heard = now()
        self._keeper.heard()
        for item in page.items:
            self._deliver(item)
        if page.next != self._after:
            self._after = page.next
            self._remember()

    def _deliver(self, item: InboxItem) -> None:
        if item.kind in _LOOK_AGAIN:
            with suppress(VeildeskError):  # a refusal has reached the keeper already
                self._keeper.refresh()
        tell_all(self._listeners, lambda: item)

    def _recall(self) -> int:
        from secure_store.vault_notes import VaultNotes

        vault = self._keeper.vault
        return (VaultNotes(vault).get(_CURSOR, int) or 0) if vault else 0

    def _remember(self) -> None:
        from secure_store.vault_notes import VaultNotes

        vault = self._keeper.vault
        if vault:
            VaultNotes(vault).put(_CURSOR, self._after)
