"""Searching the calls: who called whom, when, how it ended (U1, U2). Customers' values are masked."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from protocol.call_records import Ending, Way
from protocol.identifiers import Identifier
from protocol.times import Instant
from protocol.trail_search import Words

LARGEST_PAGE = 200


class CallQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to look for; what is empty does not narrow. Calls begun from ``since`` on, before ``until``.

    ``person``: identifier, username or name. ``about``: a card's identifier, or a call's short name (``C-118``).
    ``after``: an earlier page's ``next``. At most ``WIDEST_DAYS`` unless a person or a customer is named.
    """

    since: Instant
    until: Instant
    person: Words = ""
    about: Words = ""
    ending: Ending | None = None
    after: Annotated[str, Meta(max_length=64)] = ""
    limit: Annotated[int, Meta(ge=1, le=LARGEST_PAGE)] = 100


class CallLine(Struct, frozen=True, kw_only=True):
    """One call. ``number`` is empty for one that only its desk speaks of; ``customer`` and ``masked`` are his masked
    name and number, empty where nobody knows who called. ``ending`` is None while it is on (``ended_at`` None), and
    where its desk stopped in mid-call. ``pbx``: who placed it, empty until it was given the number. ``recorded_s``:
    what can be heard of it, 0 where nothing is kept. ``handed_from``: the short name of the call that went on in this
    one, at a colleague's desk; empty where it began by itself. ``_s`` are seconds."""

    id: Identifier
    number: str
    way: Way
    begun_at: Instant
    answered_at: Instant | None
    ended_at: Instant | None
    ending: Ending | None
    talk_s: int
    held_s: int
    person: str
    team: str
    card: str
    customer: str
    masked: str
    campaign: str
    device: str
    pbx: str
    recorded_s: int = 0
    handed_from: str = ""


class CallPage(Struct, frozen=True, kw_only=True):
    """Calls, newest first. ``next`` goes into ``after`` for the older ones; empty at the end."""

    lines: tuple[CallLine, ...]
    next: str = ""
