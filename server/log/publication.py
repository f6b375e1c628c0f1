"""Publishing checkpoints, and looking the log over before anything is added to it (U2, A7, A8).

A checkpoint is signed from a committed head alone. Rows, tiles and head are one transaction, so a crash leaves them
together; the checkpoint that a crash kept from being published is the committed head's, and is published at the next
start: Ed25519 gives the same note for the same head.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from sqlalchemy import Connection, func, select, text

from protocol.merkle import HASH_BYTES, hash_leaf
from protocol.tiles import TILE_WIDTH, cut_hashes
from protocol.times import now
from protocol.trail import LogDamaged
from server.keys.log_key import LogKey
from server.log.tree import Tree
from server.store.blobs import read_blob, read_text
from server.store.event_rows import read_event_bytes
from server.store.log_tables import checkpoints, cosignatures
from server.store.tables import events

_INSERT = text(
    "INSERT INTO checkpoints (size, root, note, published_at) VALUES (:size, :root, :note, :at) ON CONFLICT DO NOTHING"
)
_COSIGN = text(
    "INSERT INTO cosignatures (size, witness, line, received_at) VALUES (:size, :witness, :line, :at) "
    "ON CONFLICT DO NOTHING"
)


class Published(Struct, frozen=True):
    """A checkpoint as it was published, without cosignatures."""

    size: int
    root: bytes
    note: str


def publish(connection: Connection, key: LogKey) -> str:
    """Publish the committed head, unless it was; the note with its cosignatures.

    Must be called in a transaction that has added nothing to the log. LogDamaged, and nothing is signed, when the head
    does not go on from the newest published checkpoint.
    """
    tree = Tree.read(connection)
    newest = _read_newest(connection)
    if newest is None or newest.size != tree.size:
        check_published(tree, newest)
        values = {"size": tree.size, "root": tree.root(), "note": key.sign(tree.size, tree.root()), "at": now()}
        connection.execute(_INSERT, values)
    return read_note(connection, tree.size)


def read_published(connection: Connection) -> str:
    """The newest published checkpoint's note, with its cosignatures; LogDamaged when there is none."""
    newest = _read_newest(connection)
    if newest is None:
        raise LogDamaged(reason="no checkpoint was published")
    return read_note(connection, newest.size)


def read_note(connection: Connection, size: int) -> str:
    """The published note of a size, cosignatures below the log's own signature."""
    note = connection.execute(select(checkpoints.c.note).where(checkpoints.c.size == size)).scalar_one()
    lines = connection.execute(
        select(cosignatures.c.line).where(cosignatures.c.size == size).order_by(cosignatures.c.witness)
    ).scalars()
    return str(note) + "".join(lines)


def keep_cosignature(connection: Connection, size: int, witness: str, line: str) -> None:
    """Keep ``witness``'s signature line under the published checkpoint of ``size``; the first one stays."""
    connection.execute(_COSIGN, {"size": size, "witness": witness, "line": line, "at": now()})


def find_cosigned(connection: Connection, at_least: int, needed: int, witnesses: Iterable[str]) -> int | None:
    """The newest size from ``at_least`` on whose checkpoint ``needed`` of ``witnesses`` have cosigned."""
    return connection.execute(
        select(cosignatures.c.size)
        .where(cosignatures.c.size >= at_least, cosignatures.c.witness.in_(list(witnesses)))
        .group_by(cosignatures.c.size)
        .having(func.count() >= needed)
        .order_by(cosignatures.c.size.desc())
        .limit(1)
    ).scalar_one_or_none()


def count_cosigned(connection: Connection, size: int, witnesses: Iterable[str]) -> int:
    """How many of ``witnesses`` have cosigned the checkpoint of ``size``."""
    named = cosignatures.c.witness.in_(list(witnesses))
    return connection.execute(select(func.count()).where(cosignatures.c.size == size, named)).scalar_one()


def check_log(connection: Connection) -> None:
    """LogDamaged unless head, tiles, the last rows and the newest published checkpoint belong together.

    It costs a few tiles and rows, whatever the log's size; ``audit verify`` recomputes all of it.
    """
    tree = Tree.read(connection)
    last = connection.execute(select(func.max(events.c.log_index))).scalar_one_or_none()
    rows = 0 if last is None else int(last) + 1
    if rows != tree.size:
        raise LogDamaged(reason=f"it has {rows} events, and a head over {tree.size}")
    if tree.root_at(tree.size) != tree.root():
        raise LogDamaged(reason="its head is not that of its tiles")
    for reason in _find_tile_faults(connection, tree):
        raise LogDamaged(reason=reason)
    check_published(tree, _read_newest(connection))


def check_published(tree: Tree, newest: Published | None) -> None:
    """LogDamaged unless the tree goes on from what was published last."""
    if newest is None:
        return
    if newest.size > tree.size:
        raise LogDamaged(reason=f"it has {tree.size} events, but {newest.size} were published")
    if tree.root_at(newest.size) != newest.root:
        raise LogDamaged(reason=f"its first {newest.size} events are not those that were published")


def _read_newest(connection: Connection) -> Published | None:
    row = connection.execute(
        select(checkpoints.c.size, checkpoints.c.root, checkpoints.c.note).order_by(checkpoints.c.size.desc()).limit(1)
    ).one_or_none()
    return Published(row.size, read_blob(row.root), read_text(row.note)) if row else None


def _find_tile_faults(connection: Connection, tree: Tree) -> Iterator[str]:
    """Along the right edge: a level's last hash is the root of the tile below, the last leaves are those of rows."""
    level, count = 0, tree.size
    while count:
        place, width = divmod(count, TILE_WIDTH)
        tail = tree.read_tile(level, place)
        if len(tail) != width * HASH_BYTES:
            yield f"tile {level}/{place} has {len(tail) // HASH_BYTES} hashes instead of {width}"
        if level:
            yield from _find_parent_fault(tree, level, count - 1)
        level, count = level + 1, count // TILE_WIDTH
    start = max(0, tree.size - 1) // TILE_WIDTH * TILE_WIDTH
    stored = connection.execute(
        select(events.c.log_index, events.c.bytes).where(events.c.log_index >= start).order_by(events.c.log_index)
    )
    leaves = cut_hashes(tree.read_tile(0, start // TILE_WIDTH))
    for place, row in enumerate(stored):
        if row.log_index != start + place:
            yield f"event {start + place} is missing"
        elif hash_leaf(read_event_bytes(row.bytes)) != leaves[place]:
            yield f"event {row.log_index} is not the one in its tile"


def _find_parent_fault(tree: Tree, level: int, index: int) -> Iterator[str]:
    place, start = divmod(index, TILE_WIDTH)
    own = tree.read_tile(level, place)[start * HASH_BYTES : (start + 1) * HASH_BYTES]
    if own != tree.hash_below(level, index):
        yield f"tile {level}/{place} is not made of the tiles below it"
