"""Calls over the telephone on the agent's table: Central has a PBX ring it and join it with the customer (D1, P3).

A desk presents the token of its :class:`~protocol.calls.CallTicket` to Central itself; a PBX waits at Central for the
calls that it is to place, asks for the number when the telephone was taken, and tells how the call goes on.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from protocol.call_records import Ending
from protocol.calls import Token
from protocol.identifiers import Identifier

EXTENSION_PATTERN = r"^(?:[2-8][0-9]{1,5}|(?!.*[0-9]{7})[A-Za-z][A-Za-z0-9-]{0,31})$"
"""Two to six digits that begin with 2 to 8, or a word: in China's numbering plan no number to call is either. What
begins with 0, 1 or 9 (an area code, a mobile, 110, 95588, the trunk's own prefix), or is longer, a trunk could dial."""
Extension = Annotated[str, Meta(pattern=EXTENSION_PATTERN, max_length=32)]
"""A telephone's name at the office's switch."""
Place = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,39}$", max_length=40)]
"""A desk's identifier, or a queue's name."""
LONGEST_LOOK_S, LONGEST_WAIT_S = 20, 10
Calls = Annotated[tuple[Identifier, ...], Meta(max_length=2000)]


class TableStage(StrEnum):
    """Where a call over a telephone on a table is."""

    ASKED = "asked"
    """Central waits for a PBX to place it."""
    PLACED = "placed"
    """A PBX was told to, and nothing rings yet."""
    TABLE = "table"
    """The telephone on the table rings."""
    TAKEN = "taken"
    """The agent took it, and the customer is about to be called."""
    FAR = "far"
    """The customer's telephone rings."""
    TALKING = "talking"
    ENDED = "ended"


class EndedBy(StrEnum):
    """Who ended it."""

    TABLE = "table"
    """The agent at his telephone, or that telephone."""
    CUSTOMER = "customer"
    """The far end."""
    DESK = "desk"
    """The agent at his desk."""
    CENTRAL = "central"
    """The rules: a withdrawal, an account that is not active any more."""
    PBX = "pbx"
    """The PBX could not go on, or is gone."""


class PlacedCall(Struct, frozen=True, kw_only=True):
    """A call that the caller's desk had placed at his telephone and that is on. ``number``: its short name
    (``C-118``); ``talk_s``: for how many seconds both have talked, 0 where the customer has not answered."""

    call: Identifier
    card: Identifier
    number: Annotated[str, Meta(max_length=16)]
    stage: TableStage
    is_sealed: bool = False
    talk_s: int = 0


class TablePhone(Struct, frozen=True, kw_only=True):
    """The caller's own telephone; None where none is bound to him. ``call``: which one rings there that came in, or is
    on and came in, and ``card``: about whom. ``placed``: the one that this desk had placed, told to who does not wait:
    a desk that was started anew does not know of it."""

    extension: Extension | None = None
    call: Identifier | None = None
    card: Identifier | None = None
    placed: PlacedCall | None = None


class TableAwaited(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A desk whose calls run over the telephone on the table waits up to ``wait_s`` seconds for another
    :class:`TablePhone` than it knows. ``is_over``: it asks no more, and nothing is to ring there for its person."""

    extension: Extension | None = None
    call: Identifier | None = None
    wait_s: Annotated[int, Meta(ge=0, le=LONGEST_LOOK_S)] = 0
    is_over: bool = False


class TableCallWanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Place the call of a token. ``is_given_up``: place none any more, and end the one that was placed, of which the
    desk has not heard."""

    token: Token
    is_given_up: bool = False


class TableCall(Struct, frozen=True, kw_only=True):
    """A call as its desk sees it. ``is_sealed``: whether the voice between PBX and table is SRTP. ``is_answered``:
    whether both talked, which a desk may learn only when it is over."""

    call: Identifier
    stage: TableStage
    is_sealed: bool = False
    is_answered: bool = False
    ending: Ending | None = None
    by: EndedBy | None = None


class TableHandOn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hand the far end on to a colleague's desk or to a queue, by the name that Central gave for it: never a number."""

    place: Place


class TablesState(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A PBX says which calls are on there (``on``) and whose end Central has not heard yet (``over``), and waits up to
    ``wait_s`` seconds for word."""

    on: Calls = ()
    over: Calls = ()
    wait_s: Annotated[int, Meta(ge=0, le=LONGEST_WAIT_S)] = 0


class TableClaim(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A PBX places a call from now on."""

    call: Identifier


class TableOrder(Struct, frozen=True, kw_only=True):
    """Ring a telephone. ``may_be_clear``: where it has no SRTP, its voice may run in the clear, by policy (T1)."""

    call: Identifier
    extension: Extension
    may_be_clear: bool = False


class TableHanding(Struct, frozen=True, kw_only=True):
    """The far end of a call goes on at a desk or in a queue; at the telephone it is over."""

    call: Identifier
    place: Place


class TableOrders(Struct, frozen=True, kw_only=True):
    """What a PBX is to do: calls that wait to be placed (``ring``), each for whoever claims it first, and calls to end
    or to hand on, of those that are on."""

    ring: tuple[Identifier, ...] = ()
    end: tuple[Identifier, ...] = ()
    hand: tuple[TableHanding, ...] = ()


class TableTaken(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The telephone was taken: whom to call now? ``public_key``: the PBX's one-time X25519 key, 32 raw bytes."""

    call: Identifier
    public_key: bytes


class TableTold(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a call goes on at the PBX. ``ending`` and ``by`` come with ``ENDED`` alone."""

    call: Identifier
    stage: TableStage
    is_sealed: bool = False
    ending: Ending | None = None
    by: EndedBy | None = None
