"""Telephones on tables: waits at Central for calls to place and to end, and tells there how they go on (D1, P3, U2)."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Executor
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from typing import Any

import msgspec
from sippy.Core.EventDispatcher import ED2

from protocol.call_records import Ending
from protocol.errors import VeildeskError
from protocol.identifiers import Identifier
from protocol.table_calls import EndedBy, TableClaim, TableOrder, TableOrders, TablesState, TableStage, TableTold
from server.pbx.bridge import Bridge
from server.pbx.doorman import ROAD_FAULTS
from server.pbx.media import MediaRelay
from server.pbx.place import PbxPlace
from server.pbx.plan import Plan
from server.pbx.ringing import Rung
from server.pbx.routing import Found, find_taken
from server.pbx.table_bridge import TableBridge
from server.pbx.watch import VoiceWatch
from server.witness.road import Road

_WAIT_S, _AGAIN_S = 5, 1.0
_MEDIA = "application/json"


class Tables:
    """All of their calls. Of sippy's thread, but for two threads that ask Central and tell it."""

    def __init__(
        self,
        config: dict[str, Any],
        relay: MediaRelay,
        watch: VoiceWatch,
        plan: Plan,
        place: PbxPlace,
        askers: Executor,
        bridges: set[Bridge],
    ) -> None:
        self._config, self._relay, self._watch, self._plan = config, relay, watch, plan
        self._place, self._askers, self._bridges = place, askers, bridges
        self._guard = threading.Lock()
        self._on: set[Identifier] = set()
        """Calls that Central has given out and whose end was not seen here."""
        self._over: set[Identifier] = set()
        """Those whose end Central has not heard yet."""
        self._made: dict[Identifier, TableBridge] = {}
        self._rung: dict[Identifier, Bridge] = {}
        """Calls that ring, or are on, at a telephone and did not begin there."""
        self._stopped = threading.Event()
        self._words: SimpleQueue[TableTold | None] = SimpleQueue()

    def start(self) -> None:
        """Wait for word, where there are telephones."""
        if self._plan.tables is not None:
            threading.Thread(target=self._ask, name="tables", daemon=True).start()
            threading.Thread(target=self._tell_all, name="tables-told", daemon=True).start()

    def stop(self) -> None:
        """Ask and tell no more: what Central does not hear named any more, it takes for lost."""
        self._stopped.set()
        self._words.put(None)

    def watch(self, bridge: Bridge, call: Identifier) -> None:
        """``bridge`` is about to ring a telephone for a call that comes in or is handed on: Central hears how it goes
        on there, and may end it."""
        with self._guard:
            self._on.add(call)
        self._rung[call] = bridge
        bridge.rung = Rung(call, self._tell_rung)

    def _tell_rung(self, word: TableTold) -> None:
        if word.stage is TableStage.ENDED:
            self._rung.pop(word.call, None)
            with self._guard:
                self._on.discard(word.call)
                self._over.add(word.call)
        self._words.put(word)

    def _ask(self) -> None:
        road = self._place.open_road()
        while not self._stopped.is_set():
            with self._guard:
                state = TablesState(on=tuple(self._on), over=tuple(self._over), wait_s=_WAIT_S)
            try:
                answer = road.post("/v1/tables/orders", msgspec.json.encode(state), _MEDIA)
                orders = msgspec.json.decode(answer, type=TableOrders)
            except (VeildeskError, msgspec.MsgspecError):
                self._stopped.wait(_AGAIN_S)
                continue
            claimed = [order for call in orders.ring if (order := _claim(road, call)) is not None]
            with self._guard:
                self._on.update(order.call for order in claimed)
            done = threading.Event()
            ED2.callFromThread(self._obey, orders.end, claimed, done)
            done.wait(_AGAIN_S)
        road.close()

    def _obey(self, end: Sequence[Identifier], claimed: Sequence[TableOrder], done: threading.Event) -> None:
        for call in end:
            if (bridge := self._made.get(call)) is not None:
                bridge.end_as_told()
            elif (rung := self._rung.get(call)) is not None and rung.rung is not None:
                rung.rung.leave(EndedBy.DESK)
                rung.end_here()
        for order in claimed:
            self._ring(order)
        done.set()

    def _ring(self, order: TableOrder) -> None:
        plan, call = self._plan, order.call
        if plan.tables is None:
            return
        told = partial(self._tell, call)
        bridge = TableBridge(self._config, self._relay, self._watch, self._note_end, call, told)
        bridge.on_picked_up = self._find_customer
        self._made[call] = bridge
        self._bridges.add(bridge)
        bridge.ring_table(plan.tables, order.extension, plan.table_ring_s, may_be_clear=order.may_be_clear)

    def _find_customer(self, bridge: TableBridge) -> None:
        """Ask Central, on another thread, whom to call: it looks at every rule again (P3)."""

        def ask() -> None:
            road = self._place.open_road()
            try:
                found = find_taken(road, self._place.card.id, bridge.name)
            except ROAD_FAULTS:
                ED2.callFromThread(bridge.end, Ending.PBX_LOST, EndedBy.PBX)
            except VeildeskError:
                ED2.callFromThread(bridge.end, Ending.REFUSED, EndedBy.CENTRAL)
            except Exception:  # whatever it is, nobody is called, and no trace of it is written
                ED2.callFromThread(bridge.end, Ending.PBX_LOST, EndedBy.PBX)
            else:
                ED2.callFromThread(self._call, bridge, found)
            finally:
                road.close()

        with suppress(RuntimeError):  # the exchange stops
            self._askers.submit(ask)

    def _call(self, bridge: TableBridge, found: Found) -> None:
        """Call the number at the trunk. sippy needs it as text; the buffer it came in is wiped."""
        plan = self._plan
        bridge.call_customer(plan.trunk, plan.caller, found.number.decode("ascii"), plan.ring_s)
        found.number[:] = bytes(len(found.number))

    def _note_end(self, bridge: Bridge) -> None:
        self._bridges.discard(bridge)
        if isinstance(bridge, TableBridge) and self._made.pop(bridge.name, None) is not None:
            with self._guard:
                self._on.discard(bridge.name)
                self._over.add(bridge.name)
            end = TableTold(call=bridge.name, stage=TableStage.ENDED, ending=bridge.ending, by=bridge.ended_by)
            self._words.put(end)

    def _tell(self, call: Identifier, stage: TableStage) -> None:
        bridge = self._made.get(call)
        is_sealed = bridge is not None and stage is TableStage.TALKING and bridge.caller.sealed
        self._words.put(TableTold(call=call, stage=stage, is_sealed=is_sealed))

    def _tell_all(self) -> None:
        """Tell Central, in order, each word until it is taken."""
        road = self._place.open_road()
        while (word := self._words.get()) is not None:
            while not self._stopped.is_set() and not _is_taken(road, word):
                self._stopped.wait(_AGAIN_S)
            if word.stage is TableStage.ENDED:
                with self._guard:
                    self._over.discard(word.call)
        road.close()


def _claim(road: Road, call: Identifier) -> TableOrder | None:
    """Which telephone to ring for a call that waits; None where another PBX places it, or Central does not answer."""
    try:
        answer = road.post("/v1/tables/placed", msgspec.json.encode(TableClaim(call=call)), _MEDIA)
        return msgspec.json.decode(answer, type=TableOrder)
    except (VeildeskError, msgspec.MsgspecError):
        return None


def _is_taken(road: Road, word: TableTold) -> bool:
    """Whether Central has heard it; what it refuses it would refuse again."""
    try:
        road.post("/v1/tables/told", msgspec.json.encode(word), _MEDIA)
    except ROAD_FAULTS:
        return False
    except VeildeskError:
        return True
    return True
