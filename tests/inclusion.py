"""What a client does with an audit path (RFC 9162, 2.1.3.2): the log's other side, for tests of its proofs."""

from __future__ import annotations

from collections.abc import Sequence

from protocol.merkle import HASH_BYTES, hash_children


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether ``path`` proves that ``leaf`` (its hash) stands at ``index`` of the tree (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or any(len(node) != HASH_BYTES for node in path):
        return False
    place, last, node = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = hash_children(sibling, node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = hash_children(node, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and node == root
