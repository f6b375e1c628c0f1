"""What a PBX tells Central of calls at telephones on tables, and which of them are on (U2)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from queue import SimpleQueue

import msgspec

from protocol.errors import VeildeskError
from protocol.identifiers import Identifier
from protocol.refusals import InvalidRequest, NotFound
from protocol.table_calls import TablesState, TableStage, TableTold
from server.pbx.bridge import Bridge
from server.pbx.rung import Rung
from server.witness.road import Road

_AGAIN_S = 1.0


class TableWords:
    """Of sippy's thread, but for one thread that tells Central; what is on, any may ask."""

    def __init__(self, road: Callable[[], Road]) -> None:
        self._open_road = road
        self._guard = threading.Lock()
        self._on: set[Identifier] = set()
        """Calls that Central has given out and whose end was not seen here."""
        self._over: set[Identifier] = set()
        """Those whose end Central has not heard yet."""
        self._bridges: dict[Identifier, Bridge] = {}
        self._stopped = threading.Event()
        self._words: SimpleQueue[TableTold | None] = SimpleQueue()

    def start(self) -> None:
        """Tell, from now on."""
        threading.Thread(target=self._tell_all, name="tables-told", daemon=True).start()

    def stop(self) -> None:
        """Tell no more."""
        self._stopped.set()
        self._words.put(None)

    def expect(self, calls: Iterable[Identifier]) -> None:
        """Central has given these out."""
        with self._guard:
            self._on.update(calls)

    def describe(self, wait_s: int) -> TablesState:
        """What is on here, for Central."""
        with self._guard:
            return TablesState(on=tuple(self._on), over=tuple(self._over), wait_s=wait_s)

    def find(self, call: Identifier) -> Bridge | None:
        """A call that is at a telephone on a table."""
        return self._bridges.get(call)

    def forget(self, call: Identifier) -> None:
        """Central takes a call to be over that is nowhere here."""
        with self._guard:
            self._on.discard(call)

    def make(self, call: Identifier, *, is_placed: bool) -> Rung:
        """What tells of a call. Arguments as for :class:`~server.pbx.rung.Rung`."""
        return Rung(call, self._take, is_placed=is_placed)

    def watch(self, bridge: Bridge, call: Identifier) -> None:
        """``bridge`` is about to ring a telephone for a call: Central hears how it goes on there, and may end it. It is
        one that comes in or is handed on, where nothing tells of it yet."""
        self.expect([call])
        self._bridges[call] = bridge
        bridge.rung = bridge.rung or self.make(call, is_placed=False)

    def _take(self, word: TableTold) -> None:
        if word.stage is TableStage.ENDED:
            self._bridges.pop(word.call, None)
            with self._guard:
                self._on.discard(word.call)
                self._over.add(word.call)
        self._words.put(word)

    def _tell_all(self) -> None:
        """Tell Central, in order, each word until it is taken."""
        road = self._open_road()
        while (word := self._words.get()) is not None:
            while not self._stopped.is_set() and not is_taken(road, word):
                self._stopped.wait(_AGAIN_S)
            if word.stage is TableStage.ENDED:
                with self._guard:
                    self._over.discard(word.call)
        road.close()


def is_taken(road: Road, word: TableTold) -> bool:
    """Whether Central has heard it. What it does not know, or cannot read, it would refuse again; a disk that is full,
    a clock that is wrong or a crowd is no no."""
    try:
        road.post("/v1/tables/told", msgspec.json.encode(word), "application/json")
    except (NotFound, InvalidRequest):
        return True
    except VeildeskError:
        return False
    return True
