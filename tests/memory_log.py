"""A log in memory, simple enough to be right: for desks' tests, which need one that can also lie."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from protocol.checkpoints import Checkpoint, cosign, sign_checkpoint
from protocol.delivery import LogView, Receipt, Run
from protocol.merkle import EMPTY_ROOT, Interval, hash_children, hash_leaf, prove_consistency, prove_run
from protocol.notes import KeyKind, SignedNote, make_key, read_note, write_key, write_note

ORIGIN = "central.example/log"


class MemoryLog:
    """Leaves, and proofs by the definitions of RFC 6962. Change ``leaves`` and it is another history."""

    def __init__(self) -> None:
        self.private = Ed25519PrivateKey.generate()
        self.public = make_key(ORIGIN, KeyKind.ED25519, self.private)
        self.leaves: list[bytes] = []
        self.witnesses: list[Ed25519PrivateKey] = []

    @property
    def vkey(self) -> str:
        """The log's key as text."""
        return write_key(self.public)

    def add(self, *entries: bytes) -> int:
        """Append entries; the index of the first."""
        self.leaves += map(hash_leaf, entries)
        return len(self.leaves) - len(entries)

    def root(self, begin: int = 0, end: int | None = None) -> bytes:
        """The Merkle Tree Hash over leaves, by its definition."""
        return find_root(self.leaves[begin:end])

    def hash_all(self, intervals: Sequence[Interval]) -> tuple[bytes, ...]:
        """Their hashes."""
        return tuple(self.root(begin, end) for begin, end in intervals)

    def view(self, log_size: int = 0) -> LogView:
        """The log as it is, for a desk that holds a checkpoint of ``log_size``."""
        size = len(self.leaves)
        note = sign_checkpoint(Checkpoint(ORIGIN, size, self.root()), self.public, self.private)
        proof = self.hash_all(prove_consistency(log_size, size)) if log_size <= size else ()
        return LogView(checkpoint=self.cosign(read_note(note)), consistency=proof)

    def cosign(self, note: SignedNote) -> str:
        """The note with the signatures of all ``witnesses``."""
        for number, private in enumerate(self.witnesses):
            key = make_key(f"witness.example/{number}", KeyKind.COSIGNATURE, private)
            note = SignedNote(note.text, (*note.signatures, cosign(note.text, 1_700_000_000, key, private)))
        return write_note(note.text, note.signatures)

    def receipt(self, first_seq: int, indexes: Sequence[int], log_size: int = 0) -> Receipt:
        """For events that stand at ``indexes``, one run each."""
        runs = []
        for index in indexes:
            before, after = prove_run(index, 1, len(self.leaves))
            runs.append(Run(first=index, count=1, before=self.hash_all(before), after=self.hash_all(after)))
        last = first_seq + len(indexes) - 1
        return Receipt(first_seq=first_seq, last_seq=last, runs=tuple(runs), log=self.view(log_size))


def find_root(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY_ROOT
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hash_children(find_root(leaves[:split]), find_root(leaves[split:]))
