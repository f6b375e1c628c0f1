"""Recorded calls: the rule, pieces as a recorder writes them, and an inspector who hears them."""

from __future__ import annotations

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import func, select

from protocol.recordings import Listening, ListenRequest, RecordingPiece, seal_piece
from server.services.policy import RecordingPolicy, load_policy
from server.services.policy_setting import set_policy
from server.services.recordings.hearing import open_listening
from server.store.recording_tables import recording_pieces
from tests.server.house import House
from tests.server.seats import Seat, write_key

VOICE = [bytearray(b"\x55" * 16_000), bytearray(b"\x2a" * 16_000), bytearray(b"\x11" * 300)]
"""A-law, two seconds a piece; the last one is shorter."""


def put_rule(house: House, rule: RecordingPolicy) -> None:
    """A rule for recordings in force."""
    with house.writing() as connection:
        policy = msgspec.structs.replace(load_policy(connection), recording=rule)
        set_policy(connection, house.central.node, policy, "test")


def write_pieces(recording: str, key: bytes) -> list[RecordingPiece]:
    """A short recording, sealed."""
    last = len(VOICE) - 1
    return [
        RecordingPiece(
            recording=recording,
            number=number,
            last=number == last,
            sealed=seal_piece(key, recording, number, voice, last=number == last),
        )
        for number, voice in enumerate(VOICE)
    ]


def listen(house: House, inspector: Seat, call: str) -> tuple[Listening, X25519PrivateKey]:
    """Somebody asks to hear a call, and proves himself."""
    key = X25519PrivateKey.generate()
    asked = ListenRequest(call=call, public_key=write_key(key))
    return house.prove(
        inspector, lambda connection, central, caller: open_listening(connection, central, caller, asked)
    ), key


def count_pieces(house: House, recording: str) -> int:
    """Pieces that are kept."""
    with house.reading() as connection:
        kept = select(func.count()).where(recording_pieces.c.recording == recording)
        return connection.execute(kept).scalar_one()
