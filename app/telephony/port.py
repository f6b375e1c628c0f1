"""The one opening between the desk and whatever carries its calls: the softphone's engine, or the telephone beside it.

Nothing here knows a number. A call goes out to a token (:mod:`protocol.calls`); one that comes in names the card that
Central found for it, or nothing. Tones that are sent are the agent's own keys.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from protocol.call_records import Ending as Ending  # also for whoever carries the calls
from protocol.calls import Token
from protocol.identifiers import Identifier

TONES = "0123456789*#"
"""What a keypad can send (RFC 4733)."""


class Link(StrEnum):
    """How the telephone stands to the PBX."""

    OFF = "off"
    """Nobody started it."""
    CONNECTING = "connecting"
    READY = "ready"
    DOWN = "down"
    """The PBX does not answer; it is tried again without being asked."""
    REFUSED = "refused"
    """The PBX, or this desk's policy, does not let this desk in; trying again would change nothing."""
    ENGINE_GONE = "engine-gone"
    """The engine's process ended; another one is being started."""


class Stage(StrEnum):
    """Where a call is."""

    DIALLING = "dialling"
    """The PBX was asked, and nothing rings yet."""
    AT_TABLE = "at-table"
    """The telephone on the table rings."""
    TAKEN = "taken"
    """It was taken, and the far end is about to be called."""
    RINGING = "ringing"
    """The far end rings; or this desk does, for a call that comes in."""
    TALKING = "talking"
    ENDED = "ended"


class Quality(Struct, frozen=True):
    """What the ear gets, over the last seconds: packets lost (share, 0 to 1), jitter and round trip in milliseconds;
    None for a round trip that nobody reported (RTCP, RFC 3550)."""

    lost: float
    jitter_ms: float
    round_trip_ms: float | None


class Leg(Struct, frozen=True):
    """One call at the telephone. ``key`` is the telephone's own name for it. ``token`` is what was dialled, empty for a
    call that comes in; ``card`` is the card that the PBX names for one that comes in, None where it knows none."""

    key: str
    stage: Stage
    token: Token | str = ""
    card: Identifier | None = None
    known_as: Identifier | None = None
    """The call's identifier at Central, where this desk did not ask for it, or was started anew since."""
    number: str = ""
    """Its short name for people, where this desk was started anew since it asked for it."""
    talked_s: int = 0
    """For how long both had talked when this desk heard of the call."""
    incoming: bool = False
    muted: bool = False
    held: bool = False
    """By this desk."""
    far_held: bool = False
    is_sealed: bool = False
    """Whether the voice runs over SRTP (RFC 3711); a softphone's call that would not is refused."""
    at_table: bool = False
    """Whether it runs over the telephone on the table, whose hold, mute and keypad are its own."""
    ending: Ending | None = None
    quality: Quality | None = None


class SoundDevices(Struct, frozen=True):
    """Names of what can be heard and spoken through, as the system calls them, and which ones are in use."""

    microphones: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    microphone: str = ""
    speaker: str = ""
    ringer: str = ""


class PhoneAccount(Struct, frozen=True):
    """Where and as whom the telephone signs on: the PBX's host and port (SIP over TLS), the desk's identifier, which is
    its name there, and PEM files' content: who is trusted, this desk's certificate, and its key."""

    host: str
    port: int
    desk: Identifier
    trust_pem: bytes
    certificate_pem: bytes
    key_pem: bytearray

    def __repr__(self) -> str:
        """Without the key."""
        return f"PhoneAccount({self.host}:{self.port}, {self.desk})"


class Listener(Protocol):
    """Who is told, on a thread of the telephone's own, in order."""

    def link_changed(self, link: Link) -> None:
        """The telephone stands differently to the PBX."""

    def leg_changed(self, leg: Leg) -> None:
        """A call changed, or a new one is there; after ``ENDED`` nothing more comes of it."""

    def level_heard(self, peak: float) -> None:
        """How loud the microphone is, 0 to 1, while :meth:`Telephone.begin_test` runs."""


class Telephone(Protocol):
    """Carries calls. Every method but :meth:`transfer` returns at once, what comes of it reaches the listener; one that
    makes no sense for the call's stage, or names a call that is over, does nothing."""

    def start(self, account: PhoneAccount, listener: Listener) -> None:
        """Sign on and stay signed on."""

    def stop(self) -> None:
        """End every call, sign off, end what runs; returns when it is done."""

    def dial(self, token: Token) -> str:
        """Call ``sip:TOKEN@pbx``; the new leg's key."""

    def answer(self, key: str) -> None:
        """Take a call that rings here."""

    def hang_up(self, key: str) -> None:
        """End a call, give it up while it rings, or decline one that comes in."""

    def mute(self, key: str, *, on: bool) -> None:
        """Send silence, or the voice again."""

    def hold(self, key: str, *, on: bool) -> None:
        """Put the far end on hold, or take it back."""

    def send_tone(self, key: str, tone: str) -> None:
        """One of ``TONES``, as a telephone event (RFC 4733)."""

    def transfer(self, key: str, to: str) -> None:
        """Hand the far end to a colleague's desk, a queue or a conference, by the name that Central gave for it: never
        a number (RFC 3515). What Central refuses, or the road to it raises, where it is Central that is asked."""

    def list_devices(self) -> SoundDevices:
        """What there is now."""

    def use_devices(self, *, microphone: str = "", speaker: str = "", ringer: str = "") -> None:
        """Speak and hear through these; an empty name leaves that one as it is."""

    def begin_test(self) -> None:
        """Open the microphone outside of a call, and tell how loud it is."""

    def end_test(self) -> None:
        """Close it again."""
