"""A far end that calls as well: a customer who rings the company back (RFC 3261)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from threading import Condition

from ui.demo.far_end import FarCall, FarEnd, FarVoice, Headers, Message, find_voice

_PATIENCE_S = 60.0


@dataclass(eq=False)
class PlacedCall:
    """A call that the far end made. ``answers`` are the status codes that came back, in order."""

    number: str
    request: str
    lines: Headers
    key: str
    voice: FarVoice
    answers: list[int] = field(default_factory=list)
    dialog: FarCall | None = None

    @property
    def final(self) -> int | None:
        """The final answer, None before it."""
        return next((code for code in self.answers if code >= 200), None)


class CallingFarEnd(FarEnd):
    """Calls from ``number`` whatever stands at an address."""

    def __post_init__(self) -> None:
        self.placed: dict[str, PlacedCall] = {}
        self._answered = Condition()
        super().__post_init__()

    def call(self, number: str, to: tuple[str, int], called: str = "company") -> PlacedCall:
        """Call ``called`` there; what comes of it is in the call's ``answers``."""
        key, voice = secrets.token_hex(10), FarVoice(self.host, self.hertz)
        request = f"sip:{called}@{to[0]}:{to[1]}"
        lines: Headers = [
            ("Via", f"SIP/2.0/UDP {self.address[0]}:{self.address[1]};branch=z9hG4bK{secrets.token_hex(8)}"),
            ("From", f"{self.spell_from(number)};tag={self.make_tag(number)}"),
            ("To", f"<{request}>"),
            ("Call-ID", key),
            ("CSeq", "1 INVITE"),
            ("Max-Forwards", "70"),
            ("Contact", self.spell_contact(number)),
            *self.add(number),
        ]
        made = self.placed[key] = PlacedCall(number, request, lines, key, voice)
        body = self.describe(Message(f"INVITE sip:{number}@far SIP/2.0", (), ""), voice.port)
        length: Headers = [("Content-Type", "application/sdp"), ("Content-Length", str(len(body.encode())))]
        self._send(f"INVITE {request} SIP/2.0", [*lines, *length], body, to)
        return made

    def await_answer(self, made: PlacedCall, code: int) -> None:
        """Wait for an answer to a call; AssertionError when its final one is another, or none comes."""
        with self._answered:
            heard = self._answered.wait_for(lambda: code in made.answers or made.final is not None, _PATIENCE_S)
        if not heard or code not in made.answers:
            raise AssertionError(f"waited for {code}, heard {made.answers}")

    def give_up(self, made: PlacedCall, to: tuple[str, int]) -> None:
        """Cancel a call that nobody has taken yet."""
        wanted = ("via", "from", "to", "call-id", "max-forwards")
        lines = [(name, value) for name, value in made.lines if name.lower() in wanted]
        self._send(f"CANCEL {made.request} SIP/2.0", [*lines, ("CSeq", "1 CANCEL"), ("Content-Length", "0")], "", to)

    def close(self) -> None:
        """Be gone."""
        super().close()
        for made in self.placed.values():
            made.voice.stop()

    def spell_from(self, number: str) -> str:
        """Who we say that we are."""
        return f"<sip:{number}@{self.address[0]}:{self.address[1]}>"

    def _hear(self, message: Message, peer: tuple[str, int]) -> None:
        made = self.placed.get(message.get("call-id"))
        if made is None or not message.get("cseq").endswith("INVITE"):
            return
        code = int(message.start.split(" ")[1])
        if code >= 200:
            self._acknowledge(made, message, code, peer)
        if code == 200 and made.dialog is None:
            self._begin_talk(made, message, peer)
        with self._answered:
            made.answers.append(code)
            self._answered.notify_all()

    def _begin_talk(self, made: PlacedCall, message: Message, peer: tuple[str, int]) -> None:
        """From here on it is as if the call had come in: who we are stands in the place of who was called."""
        ours, tag = made.lines[1][1].rsplit(";tag=", 1)
        headers = (
            ("contact", message.get("contact")),
            ("to", ours),
            ("from", message.get("to")),
            ("call-id", made.key),
        )
        made.dialog = FarCall(Message(f"INVITE sip:{made.number}@far SIP/2.0", headers, ""), tag, peer, made.voice)
        with self._lock:
            self.calls[made.key] = made.dialog
        made.voice.talk(find_voice(message.body))

    def _acknowledge(self, made: PlacedCall, message: Message, code: int, peer: tuple[str, int]) -> None:
        target = made.request
        via = made.lines[0][1]
        if code < 300:
            target = message.get("contact").rsplit("<", 1)[-1].split(">")[0]
            via = f"{via.split(';')[0]};branch=z9hG4bK{secrets.token_hex(8)}"
        lines: Headers = [("Via", via), made.lines[1], ("To", message.get("to")), ("Call-ID", made.key)]
        lines += [("CSeq", "1 ACK"), ("Max-Forwards", "70"), ("Content-Length", "0")]
        self._send(f"ACK {target} SIP/2.0", lines, "", peer)
