"""Inspecting calls: schemes of criteria, what was judged, what agents answer, what supervisors see (U1, C1).

An inspection is never changed: whoever judges anew writes the next version beside it (U2).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from protocol.call_search import CallLine
from protocol.cards import CardField, Consent, Disposition, SourceRef
from protocol.identifiers import Identifier
from protocol.times import Instant
from protocol.trail_search import TrailLine, Words

MOST_CRITERIA = 20
MOST_MARKS = 50
LARGEST_SAMPLE = 50
LARGEST_PAGE = 200
_NOTHING_HIDDEN = r"^[^\x00]*$"

Note = Annotated[str, Meta(max_length=2000, pattern=_NOTHING_HIDDEN)]
ShortNote = Annotated[str, Meta(max_length=200, pattern=_NOTHING_HIDDEN)]
CriterionId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,31}$", max_length=32)]
SchemeName = Annotated[str, Meta(pattern=r"^[A-Za-z0-9._\-]{0,64}/[0-9]{1,6}$", max_length=71)]


class Criterion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is judged. ``title`` may be empty where the desk has words for ``id``, as it has for those of
    :data:`DEFAULT_SCHEME`; ``says``: what to look at. A ``fatal`` one is met or not: unmet, the whole call scores 0."""

    id: CriterionId
    title: Annotated[str, Meta(max_length=80, pattern=_NOTHING_HIDDEN)] = ""
    says: Annotated[str, Meta(max_length=300, pattern=_NOTHING_HIDDEN)] = ""
    points: Annotated[int, Meta(ge=1, le=100)]
    fatal: bool = False


class Scheme(Struct, frozen=True, kw_only=True):
    """The criteria of a campaign's calls. ``name``: the campaign and the version, ``spring/3``; without a campaign it
    is the company's own, and ``/0`` is the one that Veildesk brings."""

    name: SchemeName
    criteria: tuple[Criterion, ...]


DEFAULT_SCHEME = Scheme(
    name="/0",
    criteria=(
        Criterion(id="consent", points=20, fatal=True),
        Criterion(id="identity", points=10),
        Criterion(id="truthfulness", points=20),
        Criterion(id="promises", points=15, fatal=True),
        Criterion(id="courtesy", points=15),
        Criterion(id="care", points=10),
        Criterion(id="records", points=10),
    ),
)
"""What is judged where a company has said nothing. A change of it needs another name."""


class Judged(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many of a criterion's points a call got."""

    criterion: CriterionId
    points: Annotated[int, Meta(ge=0, le=100)]


class Mark(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place in the recording, in seconds from its beginning, and what was found there; numbers in ``note`` are
    masked (M2)."""

    at_s: Annotated[int, Meta(ge=0, le=86_400)]
    criterion: CriterionId
    note: ShortNote = ""


class InspectionDraft(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an inspector records of a call, by the scheme of that name. ``after_version``: the inspection that he has
    seen, 0 for none; another one since then is a Conflict, and so is another scheme."""

    call: Identifier
    scheme: SchemeName
    after_version: Annotated[int, Meta(ge=0, le=10_000)]
    judged: Annotated[tuple[Judged, ...], Meta(min_length=1, max_length=MOST_CRITERIA)]
    marks: Annotated[tuple[Mark, ...], Meta(max_length=MOST_MARKS)] = ()
    note: Note = ""


class Inspection(Struct, frozen=True, kw_only=True):
    """A version of a call's inspection. ``score``: 0 to 100; ``unmet``: the fatal criteria that were not met; ``by``:
    the inspector's name of today. It carries its criteria, so that it can be read whatever becomes of the scheme."""

    call: Identifier
    version: int
    scheme: SchemeName
    criteria: tuple[Criterion, ...]
    judged: tuple[Judged, ...]
    marks: tuple[Mark, ...]
    note: str
    score: int
    unmet: tuple[str, ...]
    by: str
    at: Instant


class Objection(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an agent answers to the inspection of a call of his, once; ``version``: the one that he has read."""

    version: Annotated[int, Meta(ge=1, le=10_000)]
    text: Annotated[str, Meta(min_length=2, max_length=1000, pattern=_NOTHING_HIDDEN)]


class Answer(Struct, frozen=True, kw_only=True):
    """The agent's one answer, numbers in it masked; to which version, and when."""

    version: int
    text: str
    at: Instant


class ConsentAnswer(StrEnum):
    """How the customer answered the wording about consent."""

    YES = "yes"
    NO = "no"
    NONE = "none"
    """Nothing was noted."""


class Stage(StrEnum):
    """How far a call's inspection is."""

    OPEN = "open"
    """Nobody inspected it."""
    INSPECTED = "inspected"
    OBJECTED = "objected"
    """Its agent answered, and it was not judged anew since."""


class InspectionQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which calls to inspect, of those that somebody answered and that are over; what is empty does not narrow.

    Begun from ``since`` on, before ``until``, ``WIDEST_DAYS`` at most. ``person``: identifier, username or name of the
    agent; ``team``: with those below it. ``recorded``: whether something can be heard of it. ``sample``: so many that
    Central draws by lot, nobody twice before everybody who has such calls was drawn once; 0 for a page of all.
    """

    since: Instant
    until: Instant
    campaign: Annotated[str, Meta(max_length=64)] = ""
    team: Annotated[str, Meta(max_length=64)] = ""
    person: Words = ""
    disposition: Disposition | None = None
    recorded: bool | None = None
    consent: ConsentAnswer | None = None
    stage: Stage | None = None
    sample: Annotated[int, Meta(ge=0, le=LARGEST_SAMPLE)] = 0
    after: Annotated[str, Meta(max_length=64)] = ""
    limit: Annotated[int, Meta(ge=1, le=LARGEST_PAGE)] = 100


class InspectedCall(Struct, frozen=True, kw_only=True):
    """A call, masked, and how its inspection stands. ``disposition``: the outcome that its agent recorded after it;
    ``score``: of the newest version, None while there is none."""

    call: CallLine
    disposition: Disposition | None
    consent: ConsentAnswer
    stage: Stage
    score: int | None = None
    unmet: tuple[str, ...] = ()


class InspectionPage(Struct, frozen=True, kw_only=True):
    """Calls, newest first; a sample in the order of the lot. ``next`` goes into ``after``. ``drawn_from``: how many
    calls a sample was drawn from, 0 for a page."""

    lines: tuple[InspectedCall, ...]
    next: str = ""
    drawn_from: int = 0


class Choice(Struct, frozen=True, kw_only=True):
    """Something to choose by its title."""

    id: str
    title: str


class InspectionChoices(Struct, frozen=True, kw_only=True):
    """What an inspector may narrow his search by."""

    campaigns: tuple[Choice, ...]
    teams: tuple[Choice, ...]


class CallFile(Struct, frozen=True, kw_only=True):
    """All that is to be known of a call to judge it, masked. ``consents`` name their
    purposes by title; ``wording``: what was read to the customer, empty where
    his answer names another version than the campaign's of today; ``said_in``: the short name of the call before in
    which he answered, empty where he did in this one; ``note``: the outcome's; ``trail``: oldest first,
    with the reveals that its agent asked for meanwhile; ``versions``: newest first."""

    line: InspectedCall
    fields: tuple[CardField, ...]
    source: SourceRef | None
    consents: tuple[Consent, ...]
    wording: str
    said_in: str = ""
    note: str
    trail: tuple[TrailLine, ...]
    scheme: Scheme
    versions: tuple[Inspection, ...]
    answer: Answer | None


class ResultQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which results to see: newest versions recorded from ``since`` on, before ``until``. ``person``: as of a
    :class:`InspectionQuery`. An agent sees his own, whatever it says."""

    since: Instant
    until: Instant
    person: Words = ""
    after: Annotated[str, Meta(max_length=64)] = ""
    limit: Annotated[int, Meta(ge=1, le=LARGEST_PAGE)] = 100


class InspectionResult(Struct, frozen=True, kw_only=True):
    """A call's newest inspection, and its agent's answer. ``is_own``: whether the call is the caller's."""

    call: CallLine
    inspection: Inspection
    answer: Answer | None
    is_own: bool


class Average(Struct, frozen=True, kw_only=True):
    """Somebody's results together: how many, their mean score rounded, how many with a fatal criterion unmet."""

    person: str
    team: str
    count: int
    score: int
    unmet: int


class ResultPage(Struct, frozen=True, kw_only=True):
    """Results, newest first; ``averages``, lowest first, are over all that the query finds, and come with the first
    page alone."""

    lines: tuple[InspectionResult, ...]
    next: str = ""
    averages: tuple[Average, ...] = ()


def find_misjudged(criteria: Iterable[Criterion], judged: Iterable[Judged]) -> str:
    """The criterion that is not judged as it can be: left out, twice, unknown, with more points than it has, or a fatal
    one by half; empty where all is well."""
    left = {each.id: each for each in criteria}
    for one in judged:
        criterion = left.pop(one.criterion, None)
        if criterion is None or one.points > criterion.points:
            return one.criterion
        if criterion.fatal and one.points not in (0, criterion.points):
            return one.criterion
    return next(iter(left), "")


def find_unmet(criteria: Iterable[Criterion], judged: Iterable[Judged]) -> tuple[str, ...]:
    """The fatal criteria that were not met."""
    points = {one.criterion: one.points for one in judged}
    return tuple(each.id for each in criteria if each.fatal and points.get(each.id) == 0)


def count_score(criteria: Iterable[Criterion], judged: Iterable[Judged]) -> int:
    """0 to 100: the share of all points, rounded half up; 0 where a fatal criterion was not met."""
    known, given = tuple(criteria), tuple(judged)
    total = sum(each.points for each in known)
    if not total or find_unmet(known, given):
        return 0
    return (200 * sum(one.points for one in given) + total) // (2 * total)
