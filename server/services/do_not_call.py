"""Lists of numbers that are not to be called: taken from a file, kept as digests, in force at once (P3).

Who is on a list already as a customer is stopped in the same transaction, and his agent's desk hears of it, so that a
call under way to him is not dialled. A listed landline stops nobody, since households and offices share one: that line
is not dialled (:mod:`server.services.calling.rules`), and who has it keeps his card by his mobile, which everybody has.
Dropping a list brings nobody back: only a new consent can do that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from protocol.administration import ConfigurationWrong, FileUnreadable
from protocol.cards import CardState
from protocol.events import Act, Deed, ObjectKind
from protocol.fields import FieldKind
from protocol.inbox import InboxKind
from protocol.normalise import normalise
from protocol.times import Instant, now
from server.keys.file_keys import KeyWrapper
from server.keys.records import BlindIndex, derive_index_key
from server.services.cards import touch_card
from server.services.importing.checking import tidy
from server.services.importing.columns import name_column
from server.services.importing.reading import open_table
from server.services.importing.table import Cells
from server.services.notices import send_notice
from server.services.trail import record
from server.store.call_tables import do_not_call
from server.store.tables import blind_index, campaigns, customers

_BATCH = 1_000
_DIALLED = (FieldKind.MOBILE, FieldKind.LANDLINE)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]{0,63}")


class ListTaken(Struct, frozen=True, kw_only=True):
    """What became of a file: numbers that are new on the list, that were on it before, customers who were stopped, and
    the rows (as a spreadsheet counts) that hold no number."""

    added: int
    known: int
    stopped: int
    unread: tuple[int, ...]


class NumberList(Struct, frozen=True, kw_only=True):
    """A list, how many numbers it has, and when the newest came."""

    name: str
    numbers: int
    changed_at: Instant


def take_list(engine: Engine, keys: KeyWrapper, node: str, name: str, path: Path, taken_by: str) -> ListTaken:
    """Add a file's numbers to list ``name``, in batches: broken off, the same file again adds the rest.

    ConfigurationWrong for a name that is none, FileUnreadable.
    """
    if not _NAME.fullmatch(name):
        raise ConfigurationWrong(setting="list", reason="use letters, digits, dot, hyphen, 64 at most")
    table, unread = open_table(path), list[int]()
    digests = _digest(keys, _pick_numbers(table.rows, table.first, path), unread)
    added = known = stopped = 0
    while batch := list(islice(digests, _BATCH)):
        with engine.begin() as connection:
            fresh = _add(connection, name, batch)
            halted = _stop_customers(connection, batch)
            facts = {"added": str(fresh), "stopped": str(halted), "file_sha256": table.sha256, "by": taken_by}
            _record(connection, node, name, facts)
        added, known, stopped = added + fresh, known + len(set(batch)) - fresh, stopped + halted
    if not added and not known:
        raise FileUnreadable(file=path.name, reason="none of its rows holds a telephone number")
    return ListTaken(added=added, known=known, stopped=stopped, unread=tuple(unread))


def drop_list(connection: Connection, node: str, name: str, reason: str, dropped_by: str) -> int:
    """Forget a list; how many numbers it had. ConfigurationWrong when there is none of that name."""
    gone = connection.execute(delete(do_not_call).where(do_not_call.c.list == name)).rowcount
    if not gone:
        raise ConfigurationWrong(setting=f"list {name[:64]}", reason="there is none; see 'veildesk-central dnc list'")
    _record(connection, node, name, {"dropped": str(gone), "reason": reason, "by": dropped_by})
    return gone


def read_lists(connection: Connection) -> list[NumberList]:
    """Every list, by name."""
    kept = do_not_call.c
    rows = connection.execute(
        select(kept.list, func.count(), func.max(kept.added_at)).group_by(kept.list).order_by(kept.list)
    )
    return [NumberList(name=name, numbers=count, changed_at=at) for name, count, at in rows]


def _pick_numbers(rows: Iterator[Cells], first: int, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Row by row its number in the file, and the cells that hold telephone numbers: those under a mobile's or a
    landline's title, or, in a file without titles, each row's first."""
    head = next(rows, None)
    if head is None:
        raise FileUnreadable(file=path.name, reason="it is empty, or its first row is broken")
    places = [place for place, title in enumerate(head) if name_column(title) in _DIALLED]
    if not places:
        if not _read_number(tidy(head[0]) if head else ""):
            raise FileUnreadable(
                file=path.name, reason="its first row neither names a column of numbers (手机号) nor is one"
            )
        rows, first, places = chain([head], rows), first - 1, [0]
    for number, row in enumerate(rows, first + 1):
        cells = [tidy(row[place]) for place in places if place < len(row)] if row else []
        if row is None or any(map(str.strip, row)):
            yield number, [cell for cell in cells if cell]


def _digest(keys: KeyWrapper, rows: Iterator[tuple[int, list[str]]], unread: list[int]) -> Iterator[bytes]:
    blind = BlindIndex(derive_index_key(keys))
    for number, cells in rows:
        found = [_read_number(cell) for cell in cells]
        if not cells or None in found:
            unread.append(number)
        for read in found:
            if read is not None:
                yield blind.digest(*read)


def _read_number(text: str) -> tuple[FieldKind, str] | None:
    for kind in _DIALLED:
        form = normalise(kind, text) if text else None
        if form is not None:
            return kind, form
    return None


def _add(connection: Connection, name: str, digests: Sequence[bytes]) -> int:
    kept = do_not_call.c
    present = connection.execute(select(kept.digest).where(kept.list == name, kept.digest.in_(digests))).scalars()
    fresh = set(digests) - {bytes(digest) for digest in present}
    if fresh:
        moment = now()
        rows = [{"digest": digest, "list": name, "added_at": moment} for digest in sorted(fresh)]
        connection.execute(insert(do_not_call), rows)
    return len(fresh)


def _stop_customers(connection: Connection, digests: Sequence[bytes]) -> int:
    found = connection.execute(
        select(customers.c.id, customers.c.assigned_to)
        .join(blind_index, blind_index.c.customer == customers.c.id)
        .where(
            blind_index.c.campaign.in_(select(campaigns.c.id)),  # so that the primary key leads to each digest
            blind_index.c.field == FieldKind.MOBILE.value,
            blind_index.c.digest.in_(digests),
            customers.c.state != CardState.STOPPED.value,
        )
        .distinct()
    ).all()
    for row in found:
        stopped = update(customers).where(customers.c.id == row.id).values(state=CardState.STOPPED.value, due_at=None)
        connection.execute(stopped)
        touch_card(connection, row.id)
        if row.assigned_to:
            send_notice(connection, [row.assigned_to], InboxKind.CONSENT_WITHDRAWN, row.id)
    return len(found)


def _record(connection: Connection, node: str, name: str, facts: dict[str, str]) -> None:
    deed = Deed(act=Act.DO_NOT_CALL_CHANGED, object_kind=ObjectKind.POLICY, object_id=name[:64], detail=facts)
    record(connection, node, deed)
