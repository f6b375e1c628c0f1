"""Past calls for the demo, so that inspectors have something to inspect: told as a desk tells them, some recorded (Z1).

Whom they are with, and how they went, is drawn anew for no demo: a fixed seed draws the same calls for all. What is
heard of them are tones, two voices taking turns.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Connection, insert, select

from protocol.cards import Disposition
from protocol.consent import name_wording
from protocol.delivery import EventBatch, write_head_message
from protocol.events import GENESIS, Act, Deed, ObjectKind, encode_event, hash_event, place_deed
from protocol.g711 import decode_a_law
from protocol.identifiers import Identifier, make_identifier
from protocol.oversight import DeviceKind, DeviceState
from protocol.recordings import PIECE_SAMPLES, RATE, RecordingPiece, RecordingRequest, open_key, seal_piece
from protocol.roles import Role
from protocol.times import Instant, format_instant, now
from server.services.callers import Device
from server.services.central import Central
from server.services.ingest import check_batch, take_batches
from server.services.recordings.taking import begin_recording, take_pieces
from server.store.call_tables import calls
from server.store.database import next_value
from server.store.recording_tables import recording_consents
from server.store.tables import campaigns, customers, devices, people, sessions

_SEED, _EVERY_MIN, _PIECES = 2026, 45, 12
_HOURS = range(9, 20)
_NOTES = ("想看样板间，周末有空", "预算未定，需要报价单", "已有装修公司", "")
_CHEERFUL = (Disposition.INTERESTED, Disposition.CALLBACK, Disposition.NOT_INTERESTED)


class _PastDesk:
    """A desk that was revoked since: its device, and the chain of what it told."""

    def __init__(self, connection: Connection, name: str, kind: DeviceKind) -> None:
        self.id, self._key = make_identifier(), Ed25519PrivateKey.generate()
        public = self._key.public_key().public_bytes_raw()
        self.device = Device(id=self.id, name=name, public_key=public, kind=kind)
        self._events: list[bytes] = []
        self._head = GENESIS
        connection.execute(
            insert(devices).values(
                id=self.id,
                name=name,
                platform="demo",
                kind=kind.value,
                public_key=public,
                state=DeviceState.REVOKED.value,
                state_reason="demo",
                certificate_serial="00",
                certificate_until=now(),
                enrolled_at=now(),
            )
        )

    def tell(self, deed: Deed, at: Instant) -> None:
        """The next event of its journal."""
        event = place_deed(
            deed,
            identifier=make_identifier(),
            device=self.id,
            seq=len(self._events) + 1,
            at=at,
            ip="",
            prev=self._head,
        )
        self._events.append(encode_event(event))
        self._head = hash_event(self._events[-1])

    def deliver(self, central: Central) -> None:
        """All of it, as a desk delivers; what Central refuses is a fault of the demo."""
        message = write_head_message(self.id, 1, len(self._events), self._head)
        batch = EventBatch(
            device=self.id,
            first_seq=1,
            events=tuple(map(msgspec.Raw, self._events)),
            head=self._head,
            signature=self._key.sign(message),
        )
        (answer,) = take_batches(central, [check_batch(self.device, batch, "127.0.0.1")])
        if isinstance(answer, Exception):
            raise answer


def seed_calls(central: Central, count: int) -> None:
    """``count`` calls of the demo's agents over the last days, about two thirds of them recorded."""
    chance = Random(_SEED)  # noqa: S311 - no secret depends on it
    with central.engine.begin() as connection:
        desk = _PastDesk(connection, "desk-00", DeviceKind.DESK)
        pbx = _PastDesk(connection, "pbx-00", DeviceKind.PBX)
        made = [_place_call(connection, chance, desk, pbx, *found) for found in _list_cards(connection, count)]
        for person in {call["person"] for call in made}:
            _sign_in(connection, person, desk.id)
    for call, begun in zip(made, _list_moments(datetime.now(UTC), len(made)), strict=True):
        _tell_call(chance, desk, call, begun)
    desk.deliver(central)
    voices = tuple(_make_voice(pitch) for pitch in (140, 210))
    with central.engine.begin() as connection:
        for call in made:
            if call["answer"] == "yes":
                _record_call(connection, central, pbx.device, call, voices)


def _list_moments(present: datetime, count: int) -> list[datetime]:
    """When calls began, the oldest first: back from ``present`` through the hours in which people are called."""
    found: list[datetime] = []
    moment = present
    while len(found) < count:
        moment -= timedelta(minutes=_EVERY_MIN)
        if moment.astimezone().hour in _HOURS:
            found.append(moment)
    return found[::-1]


def _list_cards(connection: Connection, count: int) -> list[tuple[Any, ...]]:
    """The newest cards of agents, so that those at the head of their queues are left alone."""
    rows = connection.execute(
        select(customers.c.id, customers.c.assigned_to, campaigns.c.script)
        .join(campaigns, campaigns.c.id == customers.c.campaign)
        .join(people, people.c.id == customers.c.assigned_to)
        .where(people.c.role == Role.AGENT.value)
        .order_by(customers.c.id.desc())
        .limit(count)
    )
    return [tuple(row) for row in rows]


def _place_call(
    connection: Connection,
    chance: Random,
    desk: _PastDesk,
    pbx: _PastDesk,
    card: Identifier,
    person: Identifier,
    script: list[str],
) -> dict[str, Any]:
    call = {
        "id": make_identifier(),
        "number": f"C-{next_value(connection, 'call_number')}",
        "person": person,
        "customer": card,
    }
    asked = {"field": "mobile", "purpose": "marketing", "token_hash": call["id"], "device": desk.id, "pbx": pbx.id}
    moment = {name: now() for name in ("made_at", "expires_at", "presented_at", "routed_at")}
    connection.execute(insert(calls).values(**call, **asked, **moment))
    answer = chance.choices(("yes", "no", ""), (8, 2, 2))[0]
    return {**call, "answer": answer, "wording": name_wording(tuple(script)), "script": tuple(script)}


def _sign_in(connection: Connection, person: Identifier, desk: Identifier) -> None:
    facts = {"opened_at": now(), "active_at": now(), "expires_at": now(), "ended_at": now(), "end_reason": "demo"}
    identifier = make_identifier()
    connection.execute(
        insert(sessions).values(id=identifier, token_hash=identifier, person=person, device=desk, **facts)
    )


def _tell_call(chance: Random, desk: _PastDesk, call: dict[str, Any], begun: datetime) -> None:
    talk_s = chance.randrange(40, 260)
    known = {"card": call["customer"], "number": call["number"], "way": "out"}

    def tell(act: Act, seconds: int, kind: ObjectKind = ObjectKind.CALL, **detail: str) -> None:
        about = call["id"] if kind is ObjectKind.CALL else call["customer"]
        deed = Deed(act=act, actor=call["person"], role=Role.AGENT, object_kind=kind, object_id=about, detail=detail)
        desk.tell(deed, format_instant(begun + timedelta(seconds=seconds)))

    tell(Act.CALL_DIALLED, 0, **known)
    tell(Act.CALL_ANSWERED, 9, **known)
    if call["answer"]:
        tell(Act.CONSENT_ANSWERED, 24, **known, answer=call["answer"], wording=call["wording"])
    ending = chance.choice(("hung-up", "far-hung-up"))
    tell(Act.CALL_ENDED, 9 + talk_s, **known, ending=ending, talk_s=str(talk_s), cut="")
    outcome = chance.choice(_CHEERFUL) if call["answer"] != "no" else Disposition.NOT_INTERESTED
    later = datetime.now(UTC) + timedelta(days=chance.randrange(1, 4))  # none is due yet: queues begin as without calls
    back = format_instant(later) if outcome is Disposition.CALLBACK else ""
    note = chance.choice(_NOTES)
    card = ObjectKind.CARD
    tell(Act.OUTCOME_RECORDED, 30 + talk_s, card, disposition=outcome.value, callback_at=back, note=note)


def _record_call(
    connection: Connection, central: Central, pbx: Device, call: dict[str, Any], voices: tuple[bytes, ...]
) -> None:
    agreed = {"call": call["id"], "customer": call["customer"], "wording": call["wording"], "agreed_at": now()}
    connection.execute(insert(recording_consents).values(agreed))
    key = X25519PrivateKey.generate()
    request = RecordingRequest(call=call["id"], public_key=key.public_key().public_bytes_raw())
    given = begin_recording(connection, central, pbx, "127.0.0.1", request)
    opened = open_key(given.sealed, key, given.recording, pbx.id)
    pieces = []
    for place in range(_PIECES):
        last = place == _PIECES - 1
        sealed = seal_piece(opened, given.recording, place, voices[place % len(voices)], last=last)
        pieces.append(RecordingPiece(recording=given.recording, number=place, last=last, sealed=sealed))
    take_pieces(connection, central, pbx, "127.0.0.1", pieces)


def _make_voice(pitch: int) -> bytes:
    """Two seconds that rise and fall like syllables, A-law."""
    codes = sorted((decode_a_law(code), code) for code in range(256))
    levels = [level for level, _ in codes]
    samples = bytearray()
    for place in range(PIECE_SAMPLES):
        second = place / RATE
        loud = max(0.0, math.sin(2 * math.pi * 2.5 * second)) * 6000
        wave = math.sin(2 * math.pi * pitch * second) + 0.4 * math.sin(4 * math.pi * pitch * second)
        samples.append(codes[min(255, bisect_left(levels, round(loud * wave)))][1])
    return bytes(samples)
