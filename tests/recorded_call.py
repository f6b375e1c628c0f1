"""A recorded call in a real Central, as a PBX's recorder would have brought it, for those who are to hear it."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import insert, select

from protocol.identifiers import Identifier, make_identifier
from protocol.recordings import PIECE_SAMPLES, RecordingPiece, RecordingRequest, open_key, seal_piece
from protocol.roles import Role
from protocol.times import after, now
from server.services.callers import find_device
from server.services.recordings.taking import begin_recording, take_pieces
from server.store.call_tables import call_records, calls
from server.store.database import next_value
from server.store.recording_tables import recording_consents
from server.store.tables import people
from tests.real_central import RealCentral


def make_voice(pieces: int) -> list[bytes]:
    """A-law, each piece of another code, so that order can be heard; the last one is short."""
    whole = [bytes([16 + number]) * PIECE_SAMPLES for number in range(pieces - 1)]
    return [*whole, bytes([16 + pieces - 1]) * (PIECE_SAMPLES // 10)]


def record_call(central: RealCentral, device: Identifier, voice: list[bytes], *, ends: bool = True) -> Identifier:
    """A call of the first agent's with a customer of his, of which ``voice`` was recorded; ``device`` stands for his
    desk and for the PBX."""
    agent = central.find_person(Role.AGENT, 1)
    card = central.find_cards(agent)[0]
    (person,) = central.look_up(select(people.c.id).where(people.c.username == agent.username))[0]
    call, key = make_identifier(), X25519PrivateKey.generate()
    with central.writing() as connection:
        placed = {"id": call, "person": person, "device": device, "customer": card}
        number = f"C-{next_value(connection, 'call_number')}"
        routed = {"made_at": now(), "expires_at": now(), "routed_at": now(), "pbx": device}
        asked = {"number": number, "token_hash": call, "field": "mobile", "purpose": "marketing"}
        connection.execute(insert(calls).values(**placed, **asked, **routed))
        begun = {"way": "out", "begun_at": after(now(), minutes=-3), "answered_at": after(now(), minutes=-2)}
        ended = {"ended_at": now(), "ending": "hung-up", "talk_s": 120}
        connection.execute(insert(call_records).values(**placed, **begun, **ended))
        agreed = {"call": call, "customer": card, "wording": "0" * 16, "agreed_at": now()}
        connection.execute(insert(recording_consents).values(agreed))
        pbx = find_device(connection, device)
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        request = RecordingRequest(call=call, public_key=public)
        given = begin_recording(connection, central.books, pbx, "127.0.0.1", request)
        opened = open_key(given.sealed, key, given.recording, device)
        pieces = []
        for place, samples in enumerate(voice):
            last = ends and place == len(voice) - 1
            sealed = seal_piece(opened, given.recording, place, samples, last=last)
            pieces.append(RecordingPiece(recording=given.recording, number=place, last=last, sealed=sealed))
        assert take_pieces(connection, central.books, pbx, "127.0.0.1", pieces) == ()
    return call
