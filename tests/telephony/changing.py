"""A far end that changes its voice in mid-call, and takes or refuses the changes of others as a test wants it."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Timer

from tests.telephony.hostile import HostileFarEnd
from tests.telephony.recorded import await_true
from ui.demo.far_end import FarCall, FarVoice, Headers, Message, find_voice

_PHRASES = {488: "Not Acceptable Here", 491: "Request Pending", 500: "Server Internal Error"}


@dataclass(eq=False)
class OwnChange:
    """A re-INVITE of the far end's. ``answers`` are the final answers that came, in order."""

    call: FarCall
    direction: str
    voice: FarVoice
    answers: list[int] = field(default_factory=list)


class ChangingFarEnd(HostileFarEnd):
    """Says its number everywhere, too. ``on_change`` hears of each change that it is asked for, and names the code to
    refuse it with, or None; ``acknowledges_after_s`` is how long an answered call waits for its ACK."""

    def __post_init__(self) -> None:
        self.on_change: Callable[[FarCall, Message], int | None] = lambda _, __: None
        self.asked: list[Message] = []
        self.own: list[OwnChange] = []
        self.acknowledges_after_s = 0.0
        self.is_acknowledged = True
        self.early: list[str] = []
        """What came before it had acknowledged the answer to its call, which is against the rules (RFC 3261, 14.1)."""
        self._own: dict[str, OwnChange] = {}
        self._told: list[str] = []
        super().__post_init__()

    def reset(self) -> None:
        """Take everything, and remember nothing."""
        self.on_change = lambda _, __: None
        self.acknowledges_after_s = 0.0
        self.asked.clear()
        self.own.clear()
        self.early.clear()
        self._told.clear()
        self.forget()
        self.received.clear()

    @property
    def call_now(self) -> FarCall:
        """The one call."""
        await_true(lambda: bool(self.calls), "a call")
        return next(iter(self.calls.values()))

    def told(self) -> list[str]:
        """Each description that it was given and has taken, in order."""
        return list(self._told)

    def change(self, direction: str = "sendrecv", *, described: bool = True) -> OwnChange:
        """Describe its voice anew, at another port, or ask for the other side's description; once more while it is told
        that another change is under way (RFC 3261, 14.1)."""
        voice = FarVoice(self.host) if described else self.call_now.voice
        assert voice
        made = OwnChange(self.call_now, direction, voice)
        self.own.append(made)
        self._ask(made)
        return made

    def await_change(self, made: OwnChange) -> None:
        """Wait until a change is taken."""
        await_true(lambda: made.answers[-1:] == [200], f"a change to be taken: {made.answers}")

    def _ask(self, made: OwnChange) -> None:
        call = made.call
        if call.invite.get("call-id") not in self.calls:
            return
        call.sequence += 1
        self._own[f"{call.invite.get('call-id')} {call.sequence}"] = made
        lines = [*self._head(call, "INVITE"), ("Contact", self.spell_contact(call.invite.number))]
        body = self._describe_own(made)
        if made.voice is call.voice:
            body = ""
        else:
            lines.append(("Content-Type", "application/sdp"))
        self._send(
            f"INVITE {_find_target(call)} SIP/2.0", [*lines, ("Content-Length", str(len(body)))], body, call.peer
        )

    def _describe_own(self, made: OwnChange) -> str:
        invite = Message(f"INVITE sip:{made.call.invite.number}@far SIP/2.0", (), "")
        return self.describe(invite, made.voice.port).replace("a=sendrecv", f"a={made.direction}")

    def _head(self, call: FarCall, method: str, sequence: int = 0) -> Headers:
        return [
            ("Via", f"SIP/2.0/UDP {self.address[0]}:{self.address[1]};branch=z9hG4bK{secrets.token_hex(8)}"),
            ("From", f"{call.invite.get('to').split(';')[0]};tag={call.tag}"),
            ("To", call.invite.get("from")),
            ("Call-ID", call.invite.get("call-id")),
            ("CSeq", f"{sequence or call.sequence} {method}"),
            ("Max-Forwards", "70"),
        ]

    def _change(self, call: FarCall, message: Message, peer: tuple[str, int]) -> None:
        if not self.is_acknowledged:
            self.early.append(message.start)
        again = any(known.get("cseq") == message.get("cseq") for known in self.asked)
        self.asked.append(message)
        code = None if again else self.on_change(call, message)
        if code is None:
            self._told.append(message.body)
            super()._change(call, message, peer)
        else:
            self._answer(message, peer, code, _PHRASES[code], call.tag)

    def _hear(self, message: Message, peer: tuple[str, int]) -> None:
        number, _, method = message.get("cseq").partition(" ")
        made = self._own.get(f"{message.get('call-id')} {number}") if method == "INVITE" else None
        if made is None:
            super()._hear(message, peer)
            return
        code = int(message.start.split(" ")[1])
        if code < 200:
            return
        made.answers.append(code)
        lines, body = self._head(made.call, "ACK", int(number)), ""
        if code >= 300:
            lines[0] = ("Via", message.get("via"))
        elif made.voice is made.call.voice:
            body = self._describe_own(made)
            lines.append(("Content-Type", "application/sdp"))
        lines.append(("Content-Length", str(len(body))))
        self._send(f"ACK {_find_target(made.call)} SIP/2.0", lines, body, peer)
        if code == 491:
            Timer(random.uniform(0.0, 2.0), partial(self._ask, made)).start()
        elif code == 200:
            self._told.append(message.body)
            old, made.call.voice = made.call.voice, made.voice
            made.voice.talk(find_voice(message.body))
            if old is not None and old is not made.voice:
                old.stop()

    def _acknowledge(self, made: object, message: Message, code: int, peer: tuple[str, int]) -> None:
        self.is_acknowledged = self.acknowledges_after_s == 0

        def acknowledge() -> None:
            self.is_acknowledged = True
            super(ChangingFarEnd, self)._acknowledge(made, message, code, peer)  # type: ignore[arg-type]

        if code >= 300 or self.is_acknowledged:
            acknowledge()
        else:
            Timer(self.acknowledges_after_s, acknowledge).start()


def _find_target(call: FarCall) -> str:
    return call.invite.get("contact").rsplit("<", 1)[-1].split(">")[0]


def refuse(*codes: int, meanwhile: Callable[[], object] = lambda: None) -> Callable[[FarCall, Message], int | None]:
    """Refuses the first changes that come, with one code each, having done something ``meanwhile`` at the first."""
    left, begun = list(codes), [meanwhile]

    def judge(_: FarCall, __: Message) -> int | None:
        if begun:
            begun.pop()()
        return left.pop(0) if left else None

    return judge
