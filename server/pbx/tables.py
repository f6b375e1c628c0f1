"""Telephones on tables: waits at Central for calls to place and to end, and tells there how they go on (D1, P3, U2)."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Executor
from contextlib import suppress
from typing import Any

import msgspec
from sippy.Core.EventDispatcher import ED2

from protocol.call_records import Ending
from protocol.errors import VeildeskError
from protocol.identifiers import Identifier
from protocol.joining import JoinRoute
from protocol.passing import PASSING
from protocol.refusals import NotFound
from protocol.road import OutsideVpn
from protocol.table_calls import EndedBy, TableClaim, TableOrder, TableOrders
from server.pbx.bridge import Bridge
from server.pbx.doorman import ROAD_FAULTS
from server.pbx.handing import Handing
from server.pbx.joining import Joins
from server.pbx.media import MediaRelay
from server.pbx.place import PbxPlace
from server.pbx.plan import Plan
from server.pbx.ringing import ring_table
from server.pbx.routing import Found, find_taken
from server.pbx.table_bridge import TableBridge
from server.pbx.table_words import TableWords
from server.pbx.watch import VoiceWatch
from server.witness.road import Road

_WAIT_S, _AGAIN_S = 5, 1.0
_MEDIA = "application/json"


class Tables:
    """All of their calls. Of sippy's thread, but for one that asks Central."""

    def __init__(
        self,
        config: dict[str, Any],
        relay: MediaRelay,
        watch: VoiceWatch,
        plan: Plan,
        place: PbxPlace,
        askers: Executor,
        bridges: set[Bridge],
        handing: Handing,
        joins: Joins,
        words: TableWords,
    ) -> None:
        self._config, self._relay, self._watch, self._plan = config, relay, watch, plan
        self._place, self._askers, self._bridges = place, askers, bridges
        self._handing, self._joins, self._words = handing, joins, words
        self._stopped = threading.Event()

    def start(self) -> None:
        """Wait for word, where there are telephones."""
        if self._plan.tables is not None:
            threading.Thread(target=self._ask, name="tables", daemon=True).start()
            self._words.start()

    def stop(self) -> None:
        """Ask and tell no more: what Central does not hear named any more, it takes for lost."""
        self._stopped.set()
        self._words.stop()

    def _ask(self) -> None:
        road = self._place.open_road()
        while not self._stopped.is_set():
            state = self._words.describe(_WAIT_S)
            try:
                answer = road.post("/v1/tables/orders", msgspec.json.encode(state), _MEDIA)
                orders = msgspec.json.decode(answer, type=TableOrders)
            except (VeildeskError, msgspec.MsgspecError):
                self._stopped.wait(_AGAIN_S)
                continue
            claimed, is_barred = _claim(road, orders.ring)
            self._words.expect(order.call for order in claimed)
            done = threading.Event()
            ED2.callFromThread(self._obey, orders, claimed, done)
            done.wait(_AGAIN_S)
            if is_barred:
                self._stopped.wait(_AGAIN_S)
        road.close()

    def _obey(self, orders: TableOrders, claimed: Sequence[TableOrder], done: threading.Event) -> None:
        for handing in orders.hand:
            if (bridge := self._words.find(handing.call)) is not None:
                bridge.hand_over(handing.place)
        for call in orders.end:
            bridge = self._words.find(call)
            if bridge is None:
                self._words.forget(call)
            elif bridge.rung is not None:
                bridge.rung.leave(EndedBy.DESK)
                bridge.end_here()
        for order in claimed:
            self._ring(order)
        done.set()

    def _ring(self, order: TableOrder) -> None:
        plan, call = self._plan, order.call
        if plan.tables is None:
            return
        rung, ended = self._words.make(call, is_placed=True), self._handing.note_end
        bridge = TableBridge(self._config, self._relay, self._watch, ended, call, rung)
        bridge.on_picked_up = self._find_customer
        self._words.watch(bridge, call)
        self._bridges.add(bridge)
        bridge.ring_table(ring_table(plan.tables, order.extension, plan.table_ring_s, may_be_clear=order.may_be_clear))

    def _find_customer(self, bridge: TableBridge) -> None:
        """Ask Central, on another thread, whom to call: it looks at every rule again (P3)."""

        def ask() -> None:
            road = self._place.open_road()
            try:
                found = find_taken(road, self._place.card.id, bridge.name)
            except (*ROAD_FAULTS, OutsideVpn):
                ED2.callFromThread(bridge.end, Ending.PBX_LOST, EndedBy.PBX)
            except PASSING:
                ED2.callFromThread(bridge.end, Ending.CENTRAL_BUSY, EndedBy.PBX)
            except VeildeskError:
                ED2.callFromThread(bridge.end, Ending.REFUSED, EndedBy.CENTRAL)
            except Exception:  # whatever it is, nobody is called, and no trace of it is written
                ED2.callFromThread(bridge.end, Ending.PBX_LOST, EndedBy.PBX)
            else:
                ED2.callFromThread(self._join if isinstance(found, JoinRoute) else self._call, bridge, found)
            finally:
                road.close()

        with suppress(RuntimeError):  # the exchange stops
            self._askers.submit(ask)

    def _join(self, bridge: TableBridge, route: JoinRoute) -> None:
        self._joins.take(bridge, route)

    def _call(self, bridge: TableBridge, found: Found) -> None:
        """Call the number at the trunk. sippy needs it as text; the buffer it came in is wiped."""
        plan = self._plan
        bridge.on_handed_over = lambda made, place: self._handing.hand_over(made, place, found.card)
        bridge.call_customer(plan.trunk, plan.caller, found.number.decode("ascii"), plan.ring_s)
        found.number[:] = bytes(len(found.number))


def _claim(road: Road, calls: Sequence[Identifier]) -> tuple[list[TableOrder], bool]:
    """Which telephones to ring for calls that wait, and whether one of them is kept from this PBX: it goes on waiting,
    and is offered again at once. One that another PBX places, or that is over, is nobody's any more."""
    claimed, is_barred = [], False
    for call in calls:
        try:
            answer = road.post("/v1/tables/placed", msgspec.json.encode(TableClaim(call=call)), _MEDIA)
            claimed.append(msgspec.json.decode(answer, type=TableOrder))
        except NotFound:
            continue
        except (VeildeskError, msgspec.MsgspecError):
            is_barred = True
    return claimed, is_barred
