"""The Merkle tree of RFC 6962, section 2.1: hashes, proofs, and what they prove (U2, A7).

A tree of ``size`` leaves is looked at as intervals of leaves, ``(begin, end)``, each with its Merkle Tree Hash. The
``prove_*`` functions say which intervals a proof is made of; who has the tree fills in their hashes. A *perfect*
interval holds a power of two of leaves and begins at a multiple of it: that is what a tile keeps (C2SP tlog-tiles).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()
"""The root of the tree without leaves."""

Interval = tuple[int, int]


def hash_leaf(data: bytes | memoryview) -> bytes:
    """The hash of a leaf that holds ``data``."""
    return sha256(b"\x00" + data).digest()


def hash_children(left: bytes, right: bytes) -> bytes:
    """The hash of the node above two nodes."""
    return sha256(b"\x01" + left + right).digest()


def hash_row(nodes: Sequence[bytes]) -> list[bytes]:
    """The row above an even number of sibling nodes."""
    pairs = zip(nodes[::2], nodes[1::2], strict=True)
    return [sha256(b"\x01" + left + right).digest() for left, right in pairs]


class Edge:
    """The perfect intervals that make up the leaves ``0`` to ``size``, largest first: all that is needed to go on.

    ValueError unless there is one node for each bit of ``size``.
    """

    def __init__(self, size: int = 0, nodes: Iterable[bytes] = ()) -> None:
        self.size, self.nodes = size, list(nodes)
        if len(self.nodes) != size.bit_count() or any(len(node) != HASH_BYTES for node in self.nodes):
            raise ValueError("not the edge of a tree of this size")

    def append(self, node: bytes, level: int = 0) -> None:
        """Go on by a perfect interval of ``2**level`` leaves; ValueError where none such can begin."""
        width = 1 << level
        if self.size & (width - 1):
            raise ValueError("no such interval begins here")
        size = self.size
        while size & width:
            node = hash_children(self.nodes.pop(), node)
            size -= width
            width <<= 1
        self.nodes.append(node)
        self.size += 1 << level

    def extend(self, leaves: Sequence[bytes]) -> None:
        """Go on by leaf hashes, as many rows at a time as they fill."""
        place, count = 0, len(leaves)
        while place < count:
            level = _find_level(self.size, count - place)
            width = 1 << level
            row = list(leaves[place : place + width])
            while len(row) > 1:
                row = hash_row(row)
            self.append(row[0], level)
            place += width

    def root(self) -> bytes:
        """The root of the tree so far."""
        if not self.nodes:
            return EMPTY_ROOT
        node = self.nodes[-1]
        for left in reversed(self.nodes[:-1]):
            node = hash_children(left, node)
        return node


def split_perfect(begin: int, end: int) -> list[Interval]:
    """The fewest perfect intervals that make up ``begin`` to ``end``, in order."""
    count = end - begin
    if count & (count - 1) == 0 < count and begin & (count - 1) == 0:
        return [(begin, end)]
    found = []
    while begin < end:
        width = 1 << _find_level(begin, end - begin)
        found.append((begin, begin + width))
        begin += width
    return found


def prove_inclusion(index: int, size: int) -> list[Interval]:
    """What the audit path of a leaf is made of (RFC 6962, 2.1.1), from the leaf up."""
    if not 0 <= index < size:
        raise ValueError("no such leaf")
    path, begin, end = [], 0, size
    while end - begin > 1:
        middle = begin + _split_width(end - begin)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((begin, middle))
            begin = middle
    return path[::-1]


def prove_consistency(old: int, new: int) -> list[Interval]:
    """What the proof is made of that the tree of ``old`` leaves begins the one of ``new`` (RFC 6962, 2.1.2)."""
    if not 0 <= old <= new:
        raise ValueError("no such trees")
    if old in (0, new):
        return []
    path, begin, end, whole = [], 0, new, True
    while old != end:
        middle = begin + _split_width(end - begin)
        if old <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((begin, middle))
            begin, whole = middle, False
    if not whole:
        path.append((begin, end))
    return path[::-1]


def prove_run(first: int, count: int, size: int) -> tuple[list[Interval], list[Interval]]:
    """What stands before and after a run of leaves: with them, the run's own leaf hashes make up the root."""
    if not 0 <= first <= first + count <= size:
        raise ValueError("no such leaves")
    return split_perfect(0, first), split_perfect(first + count, size)


def verify_consistency(old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether ``path`` proves that the tree of ``old`` leaves begins the one of ``new`` (RFC 9162, 2.1.4.2).

    Every tree goes on from the empty one, by no path; a tree goes on from itself by none either.
    """
    if not 0 <= old <= new or not _are_hashes(path):
        return False
    if old == new:
        return not path and old_root == new_root
    if old == 0:
        return not path and old_root == EMPTY_ROOT
    nodes = list(path)
    if not old & (old - 1):
        nodes.insert(0, old_root)
    if not nodes:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_node = new_node = nodes[0]
    for sibling in nodes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old_node = hash_children(sibling, old_node)
            new_node = hash_children(sibling, new_node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new_node = hash_children(new_node, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and (old_node, new_node) == (old_root, new_root)


def find_run_root(
    first: int, leaves: Sequence[bytes], size: int, before: Sequence[bytes], after: Sequence[bytes]
) -> bytes:
    """The root that a run of leaf hashes at ``first`` has in a tree of ``size``, by what stands before and after it.

    ValueError when the two do not fit the run's place.
    """
    left, right = prove_run(first, len(leaves), size)
    if len(left) != len(before) or len(right) != len(after) or not _are_hashes(after):
        raise ValueError("the proof does not fit the run")
    edge = Edge(first, before)
    edge.extend(leaves)
    for (begin, end), node in zip(right, after, strict=True):
        edge.append(node, (end - begin).bit_length() - 1)
    return edge.root()


def _find_level(begin: int, count: int) -> int:
    """The level of the largest perfect interval that begins at ``begin`` and holds no more than ``count`` leaves."""
    largest = count.bit_length() - 1
    return min(largest, (begin & -begin).bit_length() - 1) if begin else largest


def _split_width(count: int) -> int:
    """The largest power of two below ``count``."""
    return 1 << ((count - 1).bit_length() - 1)


def _are_hashes(nodes: Sequence[bytes]) -> bool:
    return len(nodes) <= 128 and all(len(node) == HASH_BYTES for node in nodes)
