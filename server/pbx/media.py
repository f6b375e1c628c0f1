"""rtpengine, which carries the voice: sealed (SRTP) towards desks, as the trunk has it on the other side.

Its control protocol is "ng": a cookie and a bencoded dictionary in each UDP packet.
"""

from __future__ import annotations

import re
import secrets
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum

Value = str | bytes | int | list["Value"] | Mapping[str, "Value"]
_TIMEOUT_S, _TRIES = 0.5, 3
_LARGEST = 65_507
_PORT = re.compile(r"^m=audio (\d{1,5}) ", re.MULTILINE)
_ON_AND_ON = 10_000
"""So often a sound is repeated: longer than anybody waits."""


class MediaUnavailable(Exception):
    """rtpengine does not answer, or refuses."""


class CallForgotten(MediaUnavailable):
    """rtpengine refuses, as it does for a call that it does not know, or knows no more."""


class Side(StrEnum):
    """Whose voice it is."""

    DESK = "desk"
    TABLE = "table"
    """A telephone on an agent's table, in a desk's place."""
    FAR = "far"
    MIXER = "mixer"
    """Ours, where voices are laid over each other; spoken to by the trunk's side."""

    @property
    def interface(self) -> str:
        """rtpengine's name of the addresses on that side."""
        return Side.FAR.value if self is Side.MIXER else self.value

    @property
    def tag(self) -> str:
        """rtpengine's name of who speaks there: the agent's is the same, whatever he speaks into."""
        return Side.DESK.value if self is Side.TABLE else self.value


class MediaRelay:
    """Speaks to one rtpengine; of one thread. It blocks for a packet there and back on this machine, and for one and a
    half seconds where nobody answers."""

    def __init__(self, address: tuple[str, int]) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.connect(address)
        self._socket.settimeout(_TIMEOUT_S)
        self._port = address[1]

    def offer(
        self, call: str, side: Side, to: Side, description: str, *, sealed: bool, keeps_port: bool = False
    ) -> str:
        """What to offer ``to`` for what ``side`` has offered. ``keeps_port``: the port that ``to`` speaks to stays the
        same, though ``side`` is somewhere else now. MediaUnavailable."""
        protocol = "RTP/SAVP" if sealed else "RTP/AVP"
        return self._describe("offer", call, side, description, to, protocol, keeps_port=keeps_port)

    def answer(self, call: str, offerer: Side, side: Side, description: str) -> str:
        """What to answer ``offerer`` for what ``side`` has answered; MediaUnavailable."""
        return self._describe("answer", call, offerer, description, side, "")

    def measure_silence(self, call: str, side: Side) -> float:
        """Seconds since the last packet of voice or of a report that came from ``side``, by rtpengine's clock of whole
        seconds; CallForgotten, MediaUnavailable."""
        tags = self._ask({"command": "query", "call-id": call}).get("tags")
        found = _find_all(tags.get(side.tag) if isinstance(tags, Mapping) else None, "last packet")
        if not found:
            raise CallForgotten("no voice of that side")
        return max(0.0, time.time() - max(found))

    def forget(self, call: str) -> None:
        """End a call's streams; nothing when they are gone, or nobody answers."""
        try:
            self._ask({"command": "delete", "call-id": call, "delete-delay": 0})
        except MediaUnavailable:
            return

    def carries(self, call: str) -> bool:
        """Whether a call's voice passes here now; MediaUnavailable when nobody answers."""
        return self._reply({"command": "query", "call-id": call}).get("result") == "ok"

    def joins(self, call: str) -> bool:
        """Whether both sides' voice passes here now: the call was taken. MediaUnavailable when nobody answers."""
        tags = self._reply({"command": "query", "call-id": call}).get("tags")
        return isinstance(tags, Mapping) and tags.keys() >= {Side.DESK, Side.FAR}

    def copy(self, call: str) -> tuple[str, str]:
        """Offer a copy of both voices, unsealed; the listener's tag, and the description of one stream for each.
        MediaUnavailable."""
        asked: dict[str, Value] = {"command": "subscribe request", "call-id": call, "flags": ["all"]}
        answer = self._ask(asked | {"transport-protocol": "RTP/AVP"})
        tag, description = answer.get("to-tag"), answer.get("sdp")
        if not isinstance(tag, str) or not isinstance(description, str):
            raise MediaUnavailable("no description")
        return tag, description

    def take_copy(self, call: str, tag: str, description: str) -> None:
        """Where the copy goes to; from now on it does. MediaUnavailable."""
        self._ask({"command": "subscribe answer", "call-id": call, "to-tag": tag, "sdp": description})

    def leave_copy(self, call: str, tag: str) -> None:
        """Send no more of it; nothing when it is gone. MediaUnavailable when nobody answers."""
        with suppress(CallForgotten):
            self._ask({"command": "unsubscribe", "call-id": call, "to-tag": tag})

    def play(self, call: str, side: Side, sound: bytes | str) -> None:
        """Have ``side`` hear a sound, over and over, until :meth:`stop_playing` or :meth:`forget`: a WAV
        file's bytes, 60 kB at most, or the path of a file that rtpengine may read. MediaUnavailable."""
        what: dict[str, Value] = {"blob": sound} if isinstance(sound, bytes) else {"file": sound}
        asked: dict[str, Value] = {"command": "play media", "call-id": call, "from-tag": side.tag}
        self._ask(asked | what | {"repeat-times": _ON_AND_ON})

    def stop_playing(self, call: str, side: Side) -> None:
        """Have ``side`` hear it no more; MediaUnavailable."""
        self._ask({"command": "stop media", "call-id": call, "from-tag": side.tag})

    def close(self) -> None:
        """Speak no more."""
        self._socket.close()

    def _describe(
        self,
        command: str,
        call: str,
        offerer: Side,
        description: str,
        other: Side,
        protocol: str,
        *,
        keeps_port: bool = False,
    ) -> str:
        self._require_no_door(description)
        asked: dict[str, Value] = {
            "command": command,
            "call-id": call,
            "from-tag": offerer.tag,
            "sdp": description,
            "ICE": "remove",
            "DTLS": "off",
            "generate RTCP": "on",  # so that no word of the far end's reports reaches a desk
            "rtcp-mux": ["demux"],
            "replace": ["origin", "session-connection"],
        }
        if command == "answer":
            asked["to-tag"] = other.tag
        else:
            asked["direction"] = [offerer.interface, other.interface]
        if keeps_port:
            asked["flags"] = ["port-latching"]
        if protocol:
            asked["transport-protocol"] = protocol
        answer = self._ask(asked).get("sdp")
        if not isinstance(answer, str):
            raise MediaUnavailable("no description")
        return answer

    def _require_no_door(self, description: str) -> None:
        """rtpengine takes orders from whoever reaches its control port, itself as well: a packet of voice that begins
        like an order would be one. So nobody has voice, or the reports of the next port, sent there."""
        for port in map(int, _PORT.findall(description)):
            if self._port in (port, port + 1):
                raise MediaUnavailable("rtpengine's own control port")

    def _ask(self, asked: Mapping[str, Value]) -> Mapping[str, Value]:
        answer = self._reply(asked)
        if answer.get("result") != "ok":
            raise CallForgotten("refused")
        return answer

    def _reply(self, asked: Mapping[str, Value]) -> Mapping[str, Value]:
        cookie = secrets.token_hex(8)
        packet = f"{cookie} ".encode() + _encode(asked)
        for _ in range(_TRIES):
            try:
                self._socket.send(packet)
                while not (got := self._socket.recv(_LARGEST)).startswith(cookie.encode()):
                    continue
            except OSError:
                continue
            answer, _ = _decode(got, len(cookie) + 1)
            if not isinstance(answer, Mapping):
                raise MediaUnavailable("not understood")
            return answer
        raise MediaUnavailable("silent")


def _find_all(value: Value | None, name: str) -> list[int]:
    """Every number that is called ``name`` in ``value``, however deep."""
    match value:
        case list():
            return [found for item in value for found in _find_all(item, name)]
        case Mapping():
            own = value.get(name)
            below = [found for item in value.values() for found in _find_all(item, name)]
            return [own, *below] if isinstance(own, int) else below
        case _:
            return []


def _encode(value: Value) -> bytes:
    match value:
        case str():
            return _encode(value.encode())
        case bytes():
            return b"%d:%b" % (len(value), value)
        case int():
            return b"i%de" % value
        case list():
            return b"l%be" % b"".join(map(_encode, value))
        case _:
            return b"d%be" % b"".join(_encode(key) + _encode(item) for key, item in value.items())


def _decode(data: bytes, at: int) -> tuple[Value, int]:
    """The value that begins at ``at``, and where it ends; MediaUnavailable when it is none."""
    try:
        match data[at : at + 1]:
            case b"i":
                end = data.index(b"e", at)
                return int(data[at + 1 : end]), end + 1
            case b"l" | b"d" as kind:
                items: list[Value] = []
                at += 1
                while data[at : at + 1] != b"e":
                    item, at = _decode(data, at)
                    items.append(item)
                return (items if kind == b"l" else dict(zip(map(str, items[::2]), items[1::2], strict=True))), at + 1
            case _:
                colon = data.index(b":", at)
                end = colon + 1 + int(data[at:colon])
                return data[colon + 1 : end].decode(), end
    except (ValueError, IndexError, RecursionError) as error:
        raise MediaUnavailable("not understood") from error
