"""What the desk and its engine say to each other: one JSON line each, down the engine's input and up its output.

Nothing that the far end wrote is among it; the identifiers of a card and of a call are the PBX's. Keys of PEM never
pass here: the engine reads them from files in memory that it was born with.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.json import Decoder, Encoder

from app.telephony.port import Ending, Link, Quality, Stage
from protocol.calls import Token
from protocol.identifiers import Identifier


class SignOn(Struct, frozen=True, tag=True):
    """Sign on as ``desk`` at ``host``; ``trust`` and ``identity`` are paths of PEM files. ``folder``: for the start
    alone; it goes once the stack stands."""

    host: str
    port: int
    desk: Identifier
    trust: str
    identity: str
    folder: str


class Dial(Struct, frozen=True, tag=True):
    """Call ``token``; the new call is called ``key``."""

    key: str
    token: Token


class Answer(Struct, frozen=True, tag=True):
    """Take an incoming call."""

    key: str


class HangUp(Struct, frozen=True, tag=True):
    """End, give up or decline."""

    key: str


class Mute(Struct, frozen=True, tag=True):
    """Send silence, or the voice."""

    key: str
    on: bool


class Hold(Struct, frozen=True, tag=True):
    """Hold, or take back."""

    key: str
    on: bool


class Press(Struct, frozen=True, tag=True):
    """Send one tone."""

    key: str
    tone: str


class Transfer(Struct, frozen=True, tag=True):
    """Hand over to a name at the PBX."""

    key: str
    to: str


class LookForDevices(Struct, frozen=True, tag=True):
    """Say anew what sound devices there are."""


class UseDevices(Struct, frozen=True, tag=True):
    """Use these; an empty name changes nothing."""

    microphone: str = ""
    speaker: str = ""
    ringer: str = ""


class Test(Struct, frozen=True, tag=True):
    """Begin or end to tell how loud the microphone is."""

    on: bool


class SignOff(Struct, frozen=True, tag=True):
    """End every call, sign off, end."""


Order = SignOn | Dial | Answer | HangUp | Mute | Hold | Press | Transfer | LookForDevices | UseDevices | Test | SignOff


class LinkIs(Struct, frozen=True, tag=True):
    """How the engine stands to the PBX."""

    link: Link


class LegIs(Struct, frozen=True, tag=True):
    """All there is to say of a call now."""

    key: str
    stage: Stage
    card: Identifier | None = None
    known_as: Identifier | None = None
    incoming: bool = False
    muted: bool = False
    held: bool = False
    far_held: bool = False
    is_sealed: bool = False
    ending: Ending | None = None
    quality: Quality | None = None


class LevelIs(Struct, frozen=True, tag=True):
    """How loud the microphone is, 0 to 1."""

    peak: float


class DevicesAre(Struct, frozen=True, tag=True):
    """What there is to hear and speak through."""

    microphones: tuple[str, ...]
    speakers: tuple[str, ...]
    microphone: str
    speaker: str
    ringer: str


Report = LinkIs | LegIs | LevelIs | DevicesAre

ORDERS: Decoder[Order] = Decoder(Order)
REPORTS: Decoder[Report] = Decoder(Report)
_ENCODER = Encoder()


def write_line(word: Order | Report) -> bytes:
    """A word, as sent."""
    return _ENCODER.encode(word) + b"\n"
