"""Masked customer cards: all that a desk ever holds of a customer (D2)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from protocol.fields import FieldKind
from protocol.identifiers import Identifier
from protocol.times import Instant

_INSTANT_OR_NOTHING = r"^(?:\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)?$"


class CardState(StrEnum):
    """Where a card stands in its agent's queue."""

    NEW = "new"
    RETRY = "retry"
    CALLBACK = "callback"
    DONE = "done"
    STOPPED = "stopped"
    """Consent withdrawn or do-not-call: never to be dialled again (P3)."""


class Disposition(StrEnum):
    """How a contact ended."""

    INTERESTED = "interested"
    NOT_INTERESTED = "not_interested"
    CALLBACK = "callback"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    WRONG_NUMBER = "wrong_number"
    DO_NOT_CALL = "do_not_call"


class CardField(Struct, frozen=True):
    """One field, masked by its kind's rule (M1)."""

    kind: FieldKind
    masked: str


class Consent(Struct, frozen=True, kw_only=True):
    """A customer's consent for one purpose (C2)."""

    purpose: str
    given_at: Instant
    wording: str
    how: str
    by: str = ""
    withdrawn_at: Instant | None = None


class SourceRef(Struct, frozen=True, kw_only=True):
    """The registered data source a record came from (C4)."""

    id: str
    kind: str
    party: str


class HistoryEntry(Struct, frozen=True, kw_only=True):
    """One earlier contact; the note is masked (M2)."""

    at: Instant
    by: str
    disposition: Disposition
    note: str = ""


class Card(Struct, frozen=True, kw_only=True):
    """A customer as a desk may see him. ``fields`` starts with the name; ``version`` grows with every change. ``call``:
    the handed-on call for whose time alone he is shown; None where the card is the person's own."""

    id: Identifier
    version: int
    campaign: str
    state: CardState
    fields: tuple[CardField, ...]
    tags: tuple[str, ...] = ()
    consents: tuple[Consent, ...] = ()
    source: SourceRef
    history: tuple[HistoryEntry, ...] = ()
    due_at: Instant | None = None
    retain_until: Instant | None = None
    call: Identifier | None = None


class Tombstone(Struct, frozen=True, kw_only=True):
    """A card that is no longer the caller's; a desk forgets it at once."""

    id: Identifier
    version: int


class CardPage(Struct, frozen=True, kw_only=True):
    """Changes after a cursor, oldest first. ``cursor`` goes into the next ``after``."""

    cards: tuple[Card, ...]
    gone: tuple[Tombstone, ...]
    cursor: int
    more: bool


class Purpose(Struct, frozen=True, kw_only=True):
    """Why data is used; ``fields`` are the kinds it may hold (C3)."""

    id: str
    title: str
    fields: tuple[FieldKind, ...]


class Campaign(Struct, frozen=True, kw_only=True):
    """A campaign as its agents see it: purposes and the script, one step a line (C1)."""

    id: str
    title: str
    purposes: tuple[Purpose, ...]
    script: tuple[str, ...] = ()


class OutcomeDetail(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ``detail`` of an ``outcome.recorded`` event, which is how an outcome travels (decision 004).

    ``note`` is masked on the desk before it is recorded (M2); ``callback_at`` is empty unless one is wanted.
    """

    disposition: Disposition
    callback_at: Annotated[str, Meta(pattern=_INSTANT_OR_NOTHING, max_length=24)] = ""
    note: Annotated[str, Meta(max_length=2000)] = ""
