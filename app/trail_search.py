"""Searching the trail and the calls at Central, for those whose role may (U2). Central puts every search on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protocol.call_search import CallPage, CallQuery
from protocol.trail_search import TrailPage, TrailQuery

if TYPE_CHECKING:
    from app.central import CentralClient

TIMEOUT_S = 30


class TrailSearchService:
    """Asks; keeps nothing."""

    def __init__(self, central: CentralClient) -> None:
        self._central = central

    def search(self, query: TrailQuery) -> TrailPage:
        """A page of what ``query`` finds. Forbidden, InvalidRequest; what the road raises."""
        return self._central.call("POST", "/v1/trail/search", TrailPage, query, timeout_s=TIMEOUT_S)

    def calls(self, query: CallQuery) -> CallPage:
        """A page of the calls that ``query`` finds. Forbidden, InvalidRequest; what the road raises."""
        return self._central.call("POST", "/v1/calls/search", CallPage, query, timeout_s=TIMEOUT_S)
