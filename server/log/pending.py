"""Central's own deeds wait for their transaction's end, and enter the log just before it commits.

So all deeds of a transaction, whatever it does, cost one append.
"""

from __future__ import annotations

from itertools import groupby

from msgspec import Struct
from sqlalchemy import Connection, Engine
from sqlalchemy import event as hooks

from protocol.events import Deed, encode_event, hash_event, place_deed
from protocol.identifiers import Identifier, make_identifier
from protocol.times import Instant, now
from server.log.append import Arrival, append_arrivals, read_head
from server.log.tree import Tree

_KEY = "veildesk_pending_deeds"


class _Pending(Struct, frozen=True):
    node: Identifier
    deed: Deed
    ip: str
    identifier: Identifier
    at: Instant


def keep_deeds(engine: Engine) -> None:
    """Let ``engine``'s transactions keep deeds; once per engine, before the first."""
    hooks.listen(engine, "begin", _forget)
    hooks.listen(engine, "commit", _append)
    hooks.listen(engine, "rollback", _forget)


def defer_deed(connection: Connection, node: Identifier, deed: Deed, ip: str) -> None:
    """Add ``deed`` to ``node``'s chain when the transaction commits; RuntimeError where nothing would do so."""
    if not hooks.contains(connection.engine, "commit", _append):
        raise RuntimeError("this engine keeps no deeds")
    waiting: list[_Pending] = connection.info.setdefault(_KEY, [])
    waiting.append(_Pending(node, deed, ip, make_identifier(), now()))


def _forget(connection: Connection) -> None:
    if not connection.invalidated:  # a connection that broke took them along
        connection.info.pop(_KEY, None)


def _append(connection: Connection) -> None:
    waiting: list[_Pending] | None = connection.info.pop(_KEY, None)
    if not waiting:
        return
    tree = Tree.read(connection, lock=True)
    for node in dict.fromkeys(each.node for each in waiting):
        _append_of(connection, tree, node, [each for each in waiting if each.node == node])


def _append_of(connection: Connection, tree: Tree, node: Identifier, waiting: list[_Pending]) -> None:
    head = read_head(connection, node)
    seq, prev, arrivals = head.next_seq, head.head, []
    for ip, deeds in groupby(waiting, key=lambda each: each.ip):
        placed = []
        for each in deeds:
            event = place_deed(
                each.deed, identifier=each.identifier, device=node, seq=seq, at=each.at, ip=ip, prev=prev
            )
            data = encode_event(event)
            placed.append((event, data))
            seq, prev = seq + 1, hash_event(data)
        arrivals.append(Arrival(placed, ip))
    append_arrivals(connection, tree, arrivals)
