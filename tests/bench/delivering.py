"""Desks that deliver: chains of events as agents make them, signed requests, TLS connections to send them by."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

import msgspec

from app.road import DeviceSigner, Request
from app.tls import make_context
from protocol.checkpoints import Checkpoint
from protocol.delivery import EventBatch, Receipt, write_head_message
from protocol.events import GENESIS, MAX_BATCH, Act, Deed, Event, ObjectKind, encode_event, hash_event, place_deed
from protocol.identifiers import Identifier, make_identifier
from protocol.roles import Role
from protocol.times import after, now
from server.log.signed_heads import SignedHead
from tests.server.seats import Desk

SECONDS_APART = 50
"""A working day has some 500 events."""
_DAYS_AGO = 40
_CALL = (
    (Act.CARD_OPENED, ObjectKind.CARD, {}),
    (Act.REVEAL_REQUESTED, ObjectKind.REVEAL, {"stage": "asked", "reason": "客户要求核对登记的号码"}),
    (Act.REVEAL_OPENED, ObjectKind.REVEAL, {"shown_s": "15"}),
    (Act.REVEAL_CLOSED, ObjectKind.REVEAL, {"by": "time"}),
    (Act.CARDS_SYNCED, ObjectKind.NONE, {"count": "3"}),
    (Act.SESSION_LOCKED, ObjectKind.SESSION, {"by": "idle"}),
    (Act.SESSION_UNLOCKED, ObjectKind.SESSION, {}),
)
"""What an agent's desk records around a call, its outcome left out: that one writes to a card besides."""


class Batch(msgspec.Struct, frozen=True):
    """Events of ``desk``, each with its bytes, and the body of the request that delivers them."""

    desk: Desk
    placed: list[tuple[Event, bytes]]
    head: SignedHead
    body: bytes


class Agent:
    """``person`` at work at ``desk``, whose chain goes on from batch to batch. ``held``: the newest checkpoint."""

    def __init__(self, desk: Desk, person: Identifier) -> None:
        self.desk = desk
        self.held: Checkpoint | None = None
        self._person, self._seq, self._prev = person, 0, GENESIS
        self._at = after(now(), days=-_DAYS_AGO)
        self._work = cycle(_CALL)
        self._cards = cycle([make_identifier() for _ in range(50)])

    def make_batch(self, count: int = MAX_BATCH) -> Batch:
        """The next so many events."""
        placed = [self._make_event(*work) for work in islice(self._work, count)]
        first, last = placed[0][0].seq, placed[-1][0].seq
        signature = self.desk.key.sign(write_head_message(self.desk.id, first, last, self._prev))
        batch = EventBatch(
            device=self.desk.id,
            first_seq=first,
            events=tuple(msgspec.Raw(data) for _, data in placed),
            head=self._prev,
            signature=signature,
            log_size=self.held.size if self.held else 0,
        )
        head = SignedHead(self.desk.id, first, last, self._prev, signature)
        return Batch(self.desk, placed, head, msgspec.json.encode(batch))

    def _make_event(self, act: Act, kind: ObjectKind, detail: dict[str, str]) -> tuple[Event, bytes]:
        self._seq, self._at = self._seq + 1, after(self._at, seconds=SECONDS_APART)
        thing = "" if kind is ObjectKind.NONE else next(self._cards)
        deed = Deed(act=act, actor=self._person, role=Role.AGENT, object_kind=kind, object_id=thing, detail=detail)
        event = place_deed(
            deed,
            identifier=make_identifier(),
            device=self.desk.id,
            seq=self._seq,
            at=self._at,
            ip="",
            prev=self._prev,
        )
        data = encode_event(event)
        self._prev = hash_event(data)
        return event, data


def sign_delivery(origin: str, batch: Batch) -> bytes:
    """A batch's request as it goes over the wire, signed just now, as :mod:`app.road` signs it."""
    headers = {"Content-Type": "application/json", "Content-Length": str(len(batch.body))}
    request = Request("POST", f"{origin}/v1/events", headers)
    DeviceSigner(batch.desk.key, batch.desk.id).sign(request, batch.body)
    host = origin.removeprefix("https://")
    lines = [f"POST /v1/events HTTP/1.1\r\nHost: {host}", *(f"{name}: {text}" for name, text in headers.items())]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + batch.body


class Wire:
    """One desk's connection to Central."""

    def __init__(self, address: tuple[str, int], context: ssl.SSLContext) -> None:
        plain = socket.create_connection(address, timeout=120)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = context.wrap_socket(plain, server_hostname=address[0])
        self._answers = self._socket.makefile("rb")

    def deliver(self, request: bytes) -> Receipt:
        """Send a request and wait for its receipt; RuntimeError with Central's words when it gives none."""
        self._socket.sendall(request)
        status = self._answers.readline()
        length = 0
        while (line := self._answers.readline().strip()) != b"":
            name, _, text = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(text)
        body = self._answers.read(length)
        if b" 200 " not in status:
            raise RuntimeError(f"{status.decode()} {body.decode()}")
        return msgspec.json.decode(body, type=Receipt)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


def open_wires(count: int, address: tuple[str, int], ca: Path, certificate: Path, key: Path) -> list[Wire]:
    """So many connections, each with its own handshake."""
    context = make_context(ca.read_text("ascii"), certificate, key, None)
    return [Wire(address, context) for _ in range(count)]


def deliver_all(wires: Sequence[Wire], requests: Sequence[Sequence[bytes]]) -> list[list[Receipt]]:
    """Each desk's requests one after another by its own wire, all desks at once."""
    with ThreadPoolExecutor(len(wires)) as pool:
        return list(pool.map(lambda wire, own: [wire.deliver(one) for one in own], wires, requests))
