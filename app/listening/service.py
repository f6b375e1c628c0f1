"""Recorded calls at the desk: asked for with a reason and a proof, fetched a piece at a time, on record (U1, U2).

A piece of voice exists in a :class:`~secure_store.secret.Secret` alone, from Central's answer to the loudspeaker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakSet

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from msgspec import Struct

from app.backlog import require_delivery
from app.masked_text import mask_reason
from app.proving import wiping
from app.session_state import SessionState
from protocol.events import Act, ObjectKind
from protocol.recording_refusals import ListeningOver
from protocol.recordings import (
    TAG_BYTES,
    Listening,
    ListenRequest,
    RecordingPiece,
    open_key,
    open_piece,
)
from protocol.refusals import SessionLocked
from protocol.road import CentralNonsense
from secure_store.secret import Secret

if TYPE_CHECKING:
    from app.central import CentralClient
    from app.session import SessionKeeper
    from app.trail import Trail
    from protocol.identifiers import Identifier


class Place(Struct, frozen=True):
    """A piece of a call: which of its recordings, and its number there."""

    part: int
    number: int


class Heard:
    """A call that may be heard at this desk. The keys stay inside, and are wiped by :meth:`wipe`."""

    __slots__ = ("__weakref__", "_keys", "listening", "places")

    def __init__(self, listening: Listening, keys: tuple[Secret, ...]) -> None:
        self.listening, self._keys = listening, keys
        self.places = tuple(
            Place(part, number) for part, each in enumerate(listening.parts) for number in range(each.pieces)
        )
        """Every piece, in the order in which they were said."""

    @property
    def is_whole(self) -> bool:
        """Whether it is one recording, with its end."""
        return len(self.listening.parts) == 1 and self.listening.parts[0].whole

    @property
    def is_over(self) -> bool:
        """Whether the keys are wiped: nothing more of it is to be heard."""
        return all(key.closed for key in self._keys)

    def open(self, place: Place, piece: RecordingPiece) -> Secret:
        """A piece's voice, A-law; RecordingUnreadable for another one than that of ``place``, ListeningOver."""
        if self.is_over:
            raise ListeningOver
        part = self.listening.parts[place.part]
        if (piece.recording, piece.number) != (part.recording, place.number):
            raise CentralNonsense
        if piece.last != (part.whole and place.number == part.pieces - 1):
            raise CentralNonsense
        voice = Secret(len(piece.sealed) - TAG_BYTES)
        try:
            with self._keys[place.part].view() as key, voice.view() as view:
                open_piece(key, piece, view)
        except ValueError as error:  # it was wiped just now
            voice.wipe()
            raise ListeningOver from error
        except BaseException:
            voice.wipe()
            raise
        return voice

    def wipe(self) -> None:
        """Forget the keys; nothing more opens."""
        for key in self._keys:
            key.wipe()


class ListeningService:
    """Asks, fetches, records. Whatever plays stops when the desk locks."""

    def __init__(self, device: Identifier, central: CentralClient, keeper: SessionKeeper, trail: Trail) -> None:
        self._device, self._central, self._keeper, self._trail = device, central, keeper, trail
        self._heard: WeakSet[Heard] = WeakSet()
        keeper.on_change(self._hear_state)

    def ask(self, call: Identifier, reason: str, password: bytearray, code: str = "") -> Heard:
        """Ask to hear a call, RECORDING_ASKED durable first. ``password`` is wiped; numbers in ``reason`` are masked.

        InvalidRequest, RecordingGone, ProofRefused, SessionLocked, TrailOverdue; RecordingUnreadable when the keys are
        not for this desk; what the road raises.
        """
        with wiping(password):
            require_delivery(self._trail.journal.backlog(), self._keeper.policy)
            masked = mask_reason(reason)
            prove = self._keeper.make_prover(password, code)
        key = X25519PrivateKey.generate()
        body = ListenRequest(call=call, public_key=key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))
        with self._trail.asking(Act.RECORDING_ASKED, ObjectKind.CALL, call, reason=masked):
            listening = self._central.call_with_proof("POST", "/v1/recordings/listenings", Listening, body, prove)
            if listening.call != call:
                raise CentralNonsense
            keys = tuple(
                Secret.take(bytearray(open_key(part.sealed, key, part.recording, self._device)))
                for part in listening.parts
            )
        heard = Heard(listening, keys)
        self._heard.add(heard)
        if self._keeper.state is not SessionState.ACTIVE:  # it locked while the answer was on its way
            heard.wipe()
            raise SessionLocked
        return heard

    def fetch(self, heard: Heard, place: Place) -> Secret:
        """One piece's voice, A-law. ListeningOver, RecordingGone, RecordingUnreadable; what the road raises."""
        part = heard.listening.parts[place.part]
        path = f"/v1/recordings/listenings/{heard.listening.id}/{part.recording}/{place.number}"
        return heard.open(place, self._central.call("GET", path, RecordingPiece))

    def opened(self, heard: Heard) -> None:
        """RECORDING_OPENED is durable when this returns: it may be played. StoreUnwritable."""
        self._record(Act.RECORDING_OPENED, heard, pieces=str(len(heard.places)))

    def closed(self, heard: Heard, heard_s: int, upto_s: int, why: str) -> None:
        """Forget the keys, then record how much was heard, how far it went, and why it ended."""
        heard.wipe()
        self._heard.discard(heard)
        self._record(Act.RECORDING_CLOSED, heard, heard_s=str(heard_s), upto_s=str(upto_s), reason=why)

    def _record(self, act: Act, heard: Heard, **detail: str) -> None:
        known = heard.listening
        facts = {"number": known.number, "listening": known.id, **detail}
        self._trail.record_facts(act, ObjectKind.CALL, known.call, facts)

    def _hear_state(self, state: SessionState) -> None:
        if state is not SessionState.ACTIVE:
            for heard in tuple(self._heard):
                heard.wipe()
