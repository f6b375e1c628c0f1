"""A witness in a folder of its own, of whatever log a source shows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from protocol.identifiers import make_identifier
from protocol.times import now
from server.witness.enrolled import EnrolledCard
from server.witness.memory import WitnessMemory
from server.witness.place import WitnessPlace
from server.witness.watch import Source, Watch

NAME = "notary.example/veildesk"


class Outside:
    """The witness, opened; in a folder that is one already it goes on with what it has seen."""

    def __init__(self, folder: Path, source: Source, log_key: str, peers: Sequence[Path] = ()) -> None:
        if not folder.exists():
            _settle(folder, log_key)
        self.folder, self.place = folder, WitnessPlace(folder)
        self.memory = WitnessMemory(folder)
        self.watch = Watch(self.place, self.memory, source, peers)


def _settle(folder: Path, log_key: str) -> None:
    folder.mkdir()
    for name in ("tls.key", "witness.key"):
        key = Ed25519PrivateKey.generate()
        (folder / name).write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    card = EnrolledCard(id=make_identifier(), name=NAME, central="", log_key=log_key, expires_at=now())
    (folder / "witness.json").write_bytes(msgspec.json.encode(card))
