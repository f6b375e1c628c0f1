"""The far end of the demo's calls: a telephone network of one process, which answers, talks, or does not (RFC 3261).

It speaks as plainly as a trunk does: SIP and RTP over UDP, numbers and all.
"""

from __future__ import annotations

import math
import secrets
import socket
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

_LARGEST = 65_507
_FRAME = 160
"""Samples of 20 ms of G.711."""
_RATE = 8000


class Conduct(StrEnum):
    """What the far end does with a call."""

    TALK = "talk"
    """Rings, answers, sends a tone."""
    TAKE = "take"
    """Answers, and is silent."""
    RING = "ring"
    """Rings, and nobody comes."""
    BUSY = "busy"
    DECLINE = "decline"
    HANG_UP = "hang-up"
    """Answers, and hangs up at once."""
    MISSING = "missing"
    """There is no such number."""
    REDIRECT = "redirect"
    """Names another number to call."""


_FINAL = {
    Conduct.BUSY: (486, "Busy Here"),
    Conduct.DECLINE: (603, "Decline"),
    Conduct.MISSING: (404, "Not Found"),
    Conduct.REDIRECT: (302, "Moved Temporarily"),
}
Headers = list[tuple[str, str]]


@dataclass
class FarCall:
    """A call at the far end: the request that began it, our tag, and its voice."""

    invite: Message
    tag: str
    peer: tuple[str, int]
    voice: FarVoice | None = None
    sequence: int = 1


@dataclass(frozen=True)
class Message:
    """A SIP message, taken apart. ``headers`` keep their order."""

    start: str
    headers: tuple[tuple[str, str], ...]
    body: str

    @property
    def method(self) -> str:
        """The request's method; ``SIP/2.0`` for an answer."""
        return self.start.split(" ", 1)[0]

    @property
    def number(self) -> str:
        """Who is called."""
        return self.start.split("sip:", 1)[-1].split("@", 1)[0]

    def get(self, name: str) -> str:
        """The first header of a name, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    def list(self, name: str) -> list[str]:
        """Every header of a name."""
        return [value for key, value in self.headers if key.lower() == name]


def read_message(data: bytes) -> Message:
    """A message from its bytes; ValueError when it is none."""
    head, _, body = data.decode("utf-8").partition("\r\n\r\n")
    start, *lines = head.split("\r\n")
    pairs = [line.split(":", 1) for line in lines if ":" in line]
    return Message(start, tuple((name.strip(), value.strip()) for name, value in pairs), body)


class FarVoice:
    """RTP (RFC 3550) to where the other side wants it: a tone in A-law, and a count of what comes back."""

    def __init__(self, host: str, hertz: int = 400) -> None:
        self._tone = bytes(
            _encode_a_law(int(8000 * math.sin(2 * math.pi * hertz * place / _RATE))) for place in range(_FRAME)
        )
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((host, 0))
        self._socket.settimeout(0.02)
        self.port: int = self._socket.getsockname()[1]
        self.heard: list[bytes] = []
        self._to = (host, 9)
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def turn_to(self, to: tuple[str, int]) -> None:
        """Talk to there from now on."""
        self._to = to

    def talk(self, to: tuple[str, int]) -> None:
        """Begin."""
        self._to = to
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="far-voice", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
        self._socket.close()

    def _run(self) -> None:
        source, place = secrets.randbelow(2**32), 0
        while not self._stopped.is_set():
            packet = struct.pack("!BBHII", 0x80, 8, place & 0xFFFF, place * _FRAME, source) + self._tone
            with suppress(OSError):
                self._socket.sendto(packet, self._to)
            place += 1
            with suppress(OSError):
                self.heard.append(self._socket.recv(2048))
            self._stopped.wait(0.02)


@dataclass
class FarEnd:
    """Answers on a free UDP port of ``host`` until :meth:`close`. ``conduct`` may be changed at any time."""

    hertz: ClassVar[int] = 400
    """The tone that it speaks."""
    host: str = "127.0.0.1"
    conduct: Conduct = Conduct.TALK
    received: list[bytes] = field(default_factory=list)
    """Every datagram that came in, for whoever wants to know what a trunk is told."""

    def __post_init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((self.host, 0))
        self.address: tuple[str, int] = self._socket.getsockname()
        self.calls: dict[str, FarCall] = {}
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._serve, name="far-end", daemon=True)
        self._thread.start()

    def find_number(self) -> str:
        """By which number it was called last; empty when it was not."""
        invites = [data for data in self.received if data.startswith(b"INVITE ")]
        return read_message(invites[-1]).number if invites else ""

    def hang_up(self) -> None:
        """End every call, as the called person does."""
        with self._lock:
            calls = tuple(self.calls.values())
        for call in calls:
            self._say_goodbye(call)

    def forget(self) -> None:
        """Let every call go without a word: a PBX that was killed says no goodbye either."""
        with self._lock:
            calls, self.calls = self.calls, {}
        for call in calls.values():
            if call.voice:
                call.voice.stop()

    def close(self) -> None:
        """Be gone."""
        self._socket.sendto(b"", self.address)
        self._thread.join()
        self._socket.close()
        self.forget()

    def _serve(self) -> None:
        while True:
            data, peer = self._socket.recvfrom(_LARGEST)
            if not data:
                return
            self.received.append(data)
            with suppress(ValueError, IndexError):
                self._take(read_message(data), peer)

    def _take(self, message: Message, peer: tuple[str, int]) -> None:
        known = self.calls.get(message.get("call-id"))
        match message.method:
            case "INVITE" if known:
                self._change(known, message, peer)
            case "INVITE" if ";tag=" in message.get("to"):  # a change of a call that we have ended meanwhile
                self._answer(message, peer, 481, "Call/Transaction Does Not Exist", "")
            case "INVITE":
                self._begin(message, peer)
            case "BYE" | "CANCEL":
                self._end(message, peer)
            case "SIP/2.0":
                self._hear(message, peer)
            case "ACK":
                return
            case _:
                self._answer(message, peer, 200, "OK", "")

    def _hear(self, message: Message, peer: tuple[str, int]) -> None:
        """An answer came; this far end asks for nothing that it would wait for."""

    def _begin(self, message: Message, peer: tuple[str, int]) -> None:
        call = FarCall(message, self.make_tag(message.number), peer)
        if self.conduct in _FINAL:
            self._answer(message, peer, *_FINAL[self.conduct], call.tag)
            return
        with self._lock:
            self.calls[message.get("call-id")] = call
        self._answer(message, peer, 180, "Ringing", call.tag)
        if self.conduct is Conduct.RING:
            return
        call.voice = FarVoice(self.host, self.hertz)
        if self.conduct is Conduct.TALK:
            call.voice.talk(find_voice(message.body))
        self._answer(message, peer, 200, "OK", call.tag, self.describe(message, call.voice.port))
        if self.conduct is Conduct.HANG_UP:
            self._say_goodbye(call)

    def _change(self, call: FarCall, message: Message, peer: tuple[str, int]) -> None:
        """A changed description in mid-call: hold, or back from it. A request that came twice is answered twice."""
        if call.voice is not None:
            call.voice.turn_to(find_voice(message.body))
            self._answer(message, peer, 200, "OK", call.tag, self.describe(message, call.voice.port))

    def _end(self, message: Message, peer: tuple[str, int]) -> None:
        call = self.calls.pop(message.get("call-id"), None)
        self._answer(message, peer, 200, "OK", call.tag if call else "")
        if call is not None and message.method == "CANCEL":
            self._answer(call.invite, peer, 487, "Request Terminated", call.tag)
        if call is not None and call.voice:
            call.voice.stop()

    def _say_goodbye(self, call: FarCall) -> None:
        self.calls.pop(call.invite.get("call-id"), None)
        call.sequence += 1
        target = call.invite.get("contact").rsplit("<", 1)[-1].split(">")[0]
        lines: Headers = [
            ("Via", f"SIP/2.0/UDP {self.address[0]}:{self.address[1]};branch=z9hG4bK{secrets.token_hex(8)}"),
            ("From", f"{call.invite.get('to').split(';')[0]};tag={call.tag}"),
            ("To", call.invite.get("from")),
            ("Call-ID", call.invite.get("call-id")),
            ("CSeq", f"{call.sequence} BYE"),
            ("Max-Forwards", "70"),
            *self.add(call.invite.number),
            ("Content-Length", "0"),
        ]
        self._send(f"BYE {target} SIP/2.0", lines, "", call.peer)
        if call.voice:
            call.voice.stop()

    def _answer(
        self, message: Message, peer: tuple[str, int], code: int, phrase: str, tag: str, body: str = ""
    ) -> None:
        number = message.number
        lines: Headers = [("Via", via) for via in message.list("via")]
        lines += [("From", message.get("from")), ("To", self.spell_to(message, tag))]
        lines += [("Call-ID", message.get("call-id")), ("CSeq", message.get("cseq"))]
        lines += [("Contact", self.spell_contact(number)), *self.add(number)]
        if body:
            lines.append(("Content-Type", "application/sdp"))
        lines.append(("Content-Length", str(len(body.encode()))))
        self._send(f"SIP/2.0 {code} {self.phrase(phrase, number)}", lines, body, peer)

    def _send(self, start: str, lines: Headers, body: str, peer: tuple[str, int]) -> None:
        head = "\r\n".join([start, *(f"{name}: {value}" for name, value in lines)])
        self._socket.sendto(f"{head}\r\n\r\n{body}".encode(), peer)

    def make_tag(self, number: str) -> str:  # noqa: ARG002 - a hostile far end puts the number there
        """Our tag of a call to ``number``."""
        return secrets.token_hex(6)

    def spell_to(self, message: Message, tag: str) -> str:
        """The To of an answer."""
        to = message.get("to")
        return to if ";tag=" in to or not tag else f"{to};tag={tag}"

    def spell_contact(self, number: str) -> str:
        """Where we can be reached."""
        return f"<sip:{number}@{self.address[0]}:{self.address[1]}>"

    def add(self, number: str) -> Headers:  # noqa: ARG002
        """What else a message says."""
        return []

    def phrase(self, phrase: str, number: str) -> str:  # noqa: ARG002
        """The words of a status line."""
        return phrase

    def describe(self, message: Message, port: int) -> str:
        """Our description of voice, in answer to ``message``'s."""
        held = {"a=sendonly": "recvonly", "a=inactive": "inactive"}
        direction = next((held[line] for line in message.body.splitlines() if line in held), "sendrecv")
        return (
            f"v=0\r\no=- 1 1 IN IP4 {self.host}\r\ns=-\r\nc=IN IP4 {self.host}\r\nt=0 0\r\n"
            f"m=audio {port} RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
            f"a={direction}\r\n"
        )


def find_voice(body: str) -> tuple[str, int]:
    """Where a description wants voice to go; IndexError or ValueError when it does not say."""
    address = body.split("c=IN IP4 ", 1)[1].split()[0]
    return address, int(body.split("m=audio ", 1)[1].split()[0])


def _encode_a_law(sample: int) -> int:
    """G.711's A-law of a 16-bit sample."""
    sign, size = (0x80, sample) if sample >= 0 else (0, -sample - 1)
    size = min(size, 32_767) >> 4
    exponent = max(0, size.bit_length() - 4 - 1)
    mantissa = (size >> max(1, exponent)) & 0x0F if exponent else (size >> 1) & 0x0F
    segment = exponent + 1 if size >= 32 and exponent else (1 if size >= 32 else 0)
    return (sign | segment << 4 | mantissa) ^ 0x55
