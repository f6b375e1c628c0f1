"""What a desk's calls look like from outside: small frozen values, made by :mod:`app.telephony.service` alone."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from app.telephony.port import Ending, Leg, Link, SoundDevices, Stage
from protocol.identifiers import Identifier
from protocol.joining import JoinKind
from protocol.times import Instant


class Standing(StrEnum):
    """Whether this desk has a telephone at all; with ``SOFTPHONE``, the link says the rest."""

    OFF = "off"
    """Nobody is at work, or his role makes no calls."""
    NO_PBX = "no-pbx"
    """The company's policy names no PBX."""
    DESK_PHONE = "desk-phone"
    """Calls run over the telephone on the table: policy says so, or the person, who has one."""
    NO_ENGINE = "no-engine"
    """This desk cannot build a telephone."""
    NO_VPN = "no-vpn"
    """The way out does not lead through the VPN (T2)."""
    SOFTPHONE = "softphone"

    @property
    def carries(self) -> bool:
        """Whether there is something to call with."""
        return self in (Standing.SOFTPHONE, Standing.DESK_PHONE)


class Cut(StrEnum):
    """Who or what on this desk ended a call."""

    NONE = "none"
    """Nobody here did."""
    AGENT = "agent"
    WITHDRAWN = "withdrawn"
    """The customer's consent was withdrawn, or he is not to be called, before he answered (P3)."""
    NOT_AGREED = "not-agreed"
    """He said no to the script's wording (C1)."""
    LOCKED = "locked"
    VPN_LOST = "vpn-lost"
    SESSION_ENDED = "session-ended"
    """The person signed out, or Central ended his session: an account that is frozen, a desk that is revoked."""
    UNAVAILABLE = "unavailable"
    """It came in while the agent takes no calls."""
    PHONE_STOPPED = "phone-stopped"


class PauseReason(StrEnum):
    """Why an agent takes no calls for a while."""

    BREAK = "break"
    MEAL = "meal"
    MEETING = "meeting"
    TRAINING = "training"
    PAPERWORK = "paperwork"
    DO_NOT_DISTURB = "do-not-disturb"


class Joined(Struct, frozen=True):
    """A teammate's call that is joined: ``call`` is Central's name for it, ``person`` whose it is."""

    kind: JoinKind
    call: Identifier
    person: str


class HandedOn(Struct, frozen=True):
    """Who handed a call on, by his name, and the title of the queue in which it waited; empty where it waited in
    none."""

    who: str
    queue: str = ""


class Companion(Struct, frozen=True):
    """Somebody who hears a call of this desk's, and perhaps ``speaks`` in it. ``id``: his joining; ``who``: his
    name."""

    id: Identifier
    who: str
    call: Identifier
    speaks: bool


class Call(Struct, frozen=True):
    """One call. ``number`` is its short name for people (``C-118``), empty for one that came in. Clock values are
    those of :func:`time.monotonic`. ``agreed``: the customer's answer to the script's wording, None before it."""

    id: Identifier
    leg: Leg
    begun_at: float
    number: str = ""
    card: Identifier | None = None
    answered_at: float | None = None
    ended_at: float | None = None
    cut: Cut = Cut.NONE
    needs_consent: bool = False
    agreed: bool | None = None
    handed_on: HandedOn | None = None
    """By whom, where a teammate handed it to this person."""
    joined: Joined | None = None
    """Where it is this person's own line into a teammate's call."""

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.leg.stage is Stage.ENDED

    @property
    def is_ringing_here(self) -> bool:
        """Whether it waits for this desk to answer."""
        return self.leg.incoming and self.leg.stage is Stage.RINGING

    @property
    def may_talk_unheard(self) -> bool:
        """Whether the customer, whose yes is to be asked for, may be on the line already and this desk not know it."""
        is_open = self.leg.at_table and self.leg.stage in (Stage.TAKEN, Stage.RINGING)
        return is_open and self.needs_consent and self.answered_at is None

    @property
    def ending(self) -> Ending | None:
        """How it ended."""
        return self.leg.ending

    def talk_s(self, present: float) -> float:
        """Seconds since it was answered, up to its end."""
        return max(0.0, (self.ended_at or present) - self.answered_at) if self.answered_at is not None else 0.0


class Missed(Struct, frozen=True):
    """A call that came in and that nobody took."""

    at: Instant
    card: Identifier | None
    why: Cut
    call: Identifier = ""


class PhoneState(Struct, frozen=True):
    """All of it at one moment. ``asking`` is the card that Central is being asked for; ``last`` the call that ended
    latest, until the next begins; ``wrap_up_until`` when the time after it is over."""

    standing: Standing = Standing.OFF
    link: Link = Link.OFF
    current: Call | None = None
    held: tuple[Call, ...] = ()
    ringing: tuple[Call, ...] = ()
    asking: Identifier | None = None
    last: Call | None = None
    wrap_up_until: float | None = None
    pause: PauseReason | None = None
    missed: tuple[Missed, ...] = ()
    sound: SoundDevices | None = None
    """None until the telephone has looked."""
    withdrawn: bool = False
    """The customer on the line has withdrawn his consent meanwhile."""
    company: tuple[Companion, ...] = ()
    """Who hears the calls of this desk beside the two who talk."""

    @property
    def is_busy(self) -> bool:
        """Whether a call is on or under way."""
        return self.asking is not None or self.current is not None or bool(self.held)

    @property
    def is_ready(self) -> bool:
        """Whether the telephone that this desk calls with is ready."""
        return self.standing.carries and self.link is Link.READY

    @property
    def can_dial(self) -> bool:
        """Whether a call may begin."""
        free = self.asking is None and (self.current is None or self.current.leg.held)
        return self.is_ready and free
