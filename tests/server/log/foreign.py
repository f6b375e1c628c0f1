"""Three clients of transparency logs that are not ours, and the small adapters by which they look at Central's log.

``tlog_scales`` reads C2SP tlog-tiles by itself: it fetches tiles, computes roots and makes proofs from them, and checks
checkpoints and cosignatures. ``pymerkle`` keeps a tree of its own beside ours. ``sigstore`` verifies inclusion as
Cosign does, and signed notes as Rekor signs them.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pymerkle import ConsistencyProof, InclusionProof, InvalidProof
from pymerkle.core import BaseMerkleTree, _consistency_path_layout
from sigstore._internal.merkle import verify_merkle_inclusion
from sigstore._internal.rekor.checkpoint import SignedCheckpoint
from sigstore._internal.trust import Keyring
from sigstore.errors import VerificationError
from sigstore_models.common.v1 import PublicKey, PublicKeyDetails
from sqlalchemy import Connection
from tlog_scales import signing, tlog
from tlog_scales.backend import HttpBackend
from tlog_scales.reader import TilesReader

from protocol.notes import VerifierKey, write_key
from protocol.refusals import NotFound
from server.log.serving import serve_entries, serve_tile
from server.services.central import Central
from tests.server.served import find_url


class ServedLog:
    """A backend of ``tlog_scales`` that asks the functions behind ``/log``: where HTTP is not the point."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, *path: str) -> bytes | None:
        """What stands at a path of tiles or entries, or None."""
        _, kind, *place = path
        try:
            if kind == "entries":
                return serve_entries(self._connection, "/".join(place))
            return serve_tile(self._connection, int(kind), "/".join(place))
        except NotFound:
            return None


def open_backend(central: Central, identity: Path) -> HttpBackend:
    """``tlog_scales``'s own way to a served log, with the client certificate in ``identity``."""
    backend = HttpBackend(f"{find_url(central)}/log")
    backend.session.trust_env = False
    backend.session.verify = str(central.place.ca_certificate)
    backend.session.cert = (str(identity / "client.crt"), str(identity / "client.key"))
    return backend


class ForeignTree(BaseMerkleTree):
    """``pymerkle``'s tree over hashes in a list: the storage is ours, the mathematics theirs."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        super().__init__()
        self._leaves = leaves

    def _encode_entry(self, data: bytes) -> bytes:
        return data

    def _store_leaf(self, data: bytes, digest: bytes) -> int:
        raise NotImplementedError("it is full")

    def _get_leaf(self, index: int) -> bytes:
        return self._leaves[index - 1]

    def _get_leaves(self, offset: int, width: int) -> Sequence[bytes]:
        return self._leaves[offset : offset + width]

    def _get_size(self) -> int:
        return len(self._leaves)


class Inclusion(SimpleNamespace):
    """An inclusion proof under examination: ``entry``, ``index``, ``size``, ``path`` and ``root``."""

    def judge(self, tree: ForeignTree) -> dict[str, bool]:
        """What each foreign client says; ``tree`` knows how ``pymerkle`` wants the path to be folded."""
        leaf = tree.hash_buff(self.entry)
        theirs = tree.prove_inclusion(self.index + 1, self.size)
        proof = InclusionProof("sha256", True, self.size, self.index + 1, theirs.rule, [leaf, *self.path])
        told = SimpleNamespace(
            inclusion_proof=SimpleNamespace(
                log_index=self.index, tree_size=self.size, hashes=list(self.path), root_hash=self.root
            ),
            canonicalized_body=self.entry,
        )
        scales = tlog.InclusionProof(self.index, self.size, list(self.path))
        return {
            "pymerkle": _holds(lambda: proof.verify(leaf, self.root, index=self.index + 1, size=self.size)),
            "sigstore": _holds(lambda: verify_merkle_inclusion(SimpleNamespace(_inner=told))),
            "tlog_scales": _holds(lambda: scales.check(leaf, self.root)),
        }


class Consistency(SimpleNamespace):
    """A consistency proof under examination: ``old``, ``old_root``, ``new``, ``new_root`` and ``path``."""

    def judge(self) -> bool:
        """What ``tlog_scales`` says (RFC 9162, 2.1.4.2)."""
        proof = tlog.ConsistencyProof(self.old, self.new, list(self.path))
        return _holds(lambda: proof.check(self.old_root, self.new_root))


def judge_by_ranges(reader: TilesReader, old: int, new: int, roots: tuple[bytes, bytes]) -> bool:
    """What ``pymerkle`` says, whose consistency proofs are made of other ranges than RFC 6962's, filled from tiles."""
    rule, subset, ranges = _consistency_path_layout(old, new)
    path = [reader.mth(*each) for each in ranges]
    proof = ConsistencyProof("sha256", True, new, old, rule, subset, path)
    return _holds(lambda: proof.verify(*roots, prior_size=old, later_size=new))


def judge_note(note: str, key: VerifierKey) -> dict[str, bool]:
    """Whether each foreign client that knows signed notes accepts the log's signature."""
    der = Ed25519PublicKey.from_public_bytes(key.public).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ring = Keyring([PublicKey(raw_bytes=b64encode(der), key_details=PublicKeyDetails.PKIX_ED25519)])
    vkey = signing.Vkey.from_string(write_key(key))
    return {
        "sigstore": _holds(lambda: SignedCheckpoint.from_text(note).signed_note.verify(ring, key.key_id)),
        "tlog_scales": _holds(lambda: tlog.Checkpoint.from_text(note).verify(vkey)),
    }


def _holds(check: Callable[[], object]) -> bool:
    try:
        check()
    except (InvalidProof, VerificationError, InvalidSignature, ValueError, RuntimeError, IndexError):
        return False
    except (tlog.InclusionProofInvalid, tlog.ConsistencyProofInvalid):
        return False
    return True
