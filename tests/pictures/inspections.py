"""Made-up inspections, as Central would answer them."""

from __future__ import annotations

from msgspec import structs

from protocol.call_records import Ending
from protocol.call_search import CallLine
from protocol.cards import CardField, Consent, Disposition, SourceRef
from protocol.events import Act, ObjectKind, Outcome
from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.inspection import (
    DEFAULT_SCHEME,
    Answer,
    Average,
    CallFile,
    Choice,
    ConsentAnswer,
    InspectedCall,
    Inspection,
    InspectionChoices,
    InspectionPage,
    InspectionResult,
    Judged,
    Mark,
    ResultPage,
    Stage,
    count_score,
    find_unmet,
)
from protocol.roles import Role
from protocol.trail_search import TrailLine
from tests.pictures.people_and_desks import at, make_calls

WORDING = "本次通话可能会录音，录音仅用于服务质量监控，您是否同意？"
NOTE = "开场白完整，倾听有耐心；报价时把活动截止日期说成了“名额已满”，请按活动说明讲。"
_SOME = {"truthfulness": 8, "courtesy": 12}
_POINTS: tuple[dict[str, int], ...] = ({}, _SOME, {"consent": 0}, {"records": 4, "care": 6})


def make_choices() -> InspectionChoices:
    """Two campaigns, two teams."""
    return InspectionChoices(
        campaigns=(Choice(id="autumn", title="秋季家装回访"), Choice(id="care", title="会员关怀")),
        teams=(Choice(id="one", title="一组"), Choice(id="three", title="三组")),
    )


def make_lines() -> tuple[InspectedCall, ...]:
    """Calls in every stage, with every answer."""
    answers, stages = tuple(ConsentAnswer), tuple(Stage)
    found = [line for line in make_calls().lines if line.answered_at and line.ended_at]
    lines = []
    for place, call in enumerate((*found, *found)):
        made = None if place % 3 == 0 else make_inspection(call, points=_POINTS[place % len(_POINTS)])
        lines.append(
            InspectedCall(
                call=structs.replace(
                    call, id=make_identifier(), number=f"C-{1190 - place}", recorded_s=call.talk_s if place % 2 else 0
                ),
                disposition=tuple(Disposition)[place % 4] if place % 5 else None,
                consent=answers[place % 3],
                stage=stages[place % 3],
                score=made.score if made else None,
                unmet=made.unmet if made else (),
            )
        )
    return tuple(lines)


def make_page() -> InspectionPage:
    """A page with more behind it."""
    lines = make_lines()
    return InspectionPage(lines=lines, next=f"{lines[-1].call.begun_at}/{lines[-1].call.id}")


def make_inspection(call: CallLine, *, points: dict[str, int]) -> Inspection:
    """All points, but for those named."""
    criteria = DEFAULT_SCHEME.criteria
    judged = tuple(Judged(criterion=each.id, points=points.get(each.id, each.points)) for each in criteria)
    return Inspection(
        call=call.id,
        version=1,
        scheme=DEFAULT_SCHEME.name,
        criteria=criteria,
        judged=judged,
        marks=(
            Mark(at_s=11, criterion="consent", note="告知完整，客户明确同意"),
            Mark(at_s=83, criterion="truthfulness", note="“名额已满”与活动说明不符"),
        ),
        note=NOTE,
        score=count_score(criteria, judged),
        unmet=find_unmet(criteria, judged),
        by="周洁",
        at=at(hours=-3),
    )


def make_file(*, judged: bool = True, recorded: bool = True) -> CallFile:
    """A call of which everything is known."""
    call = next(line for line in make_calls().lines if line.ending is Ending.HUNG_UP)
    call = structs.replace(call, recorded_s=call.talk_s if recorded else 0)
    versions = (make_inspection(call, points=_SOME),) if judged else ()
    line = InspectedCall(
        call=call,
        disposition=Disposition.CALLBACK,
        consent=ConsentAnswer.YES,
        stage=Stage.OBJECTED if judged else Stage.OPEN,
        score=versions[0].score if judged else None,
    )
    consent = Consent(purpose="营销回访", given_at="2026-08-02T03:20:00.000Z", wording="v3", how="网页表单")
    return CallFile(
        line=line,
        fields=(
            CardField(FieldKind.NAME, "陈**"),
            CardField(FieldKind.MOBILE, "138****5678"),
            CardField(FieldKind.ADDRESS, "广东省深圳市****"),
        ),
        source=SourceRef(id="S-0042", kind="网页表单", party="安居家装官网"),
        consents=(consent,),
        wording=WORDING,
        note="想看样板间，周末有空",
        trail=tuple(_make_act(call, place, act) for place, act in enumerate(_ACTS)),
        scheme=DEFAULT_SCHEME,
        versions=versions,
        answer=make_answer() if judged else None,
    )


_ACTS = (
    Act.CALL_ASKED,
    Act.CALL_DIALLED,
    Act.CALL_ANSWERED,
    Act.CONSENT_ANSWERED,
    Act.RECORDING_BEGAN,
    Act.REVEAL_REQUESTED,
    Act.REVEAL_OPENED,
    Act.CALL_ENDED,
    Act.OUTCOME_RECORDED,
)


def _make_act(call: CallLine, place: int, act: Act) -> TrailLine:
    is_reveal = act.value.startswith("reveal")
    return TrailLine(
        log_index=400 + place,
        at=at(minutes=-20, seconds=place * 14),
        received_at=at(minutes=-19),
        actor=make_identifier(),
        actor_name="" if act is Act.RECORDING_BEGAN else "张敏",
        role=Role.AGENT,
        act=act,
        object_kind=ObjectKind.REVEAL if is_reveal else ObjectKind.CALL,
        object_id=call.id,
        object_name="R-2291" if is_reveal else "",
        field="mobile" if is_reveal else "",
        purpose="",
        outcome=Outcome.DONE,
        device=make_identifier(),
        device_name="话务-01" if act is Act.RECORDING_BEGAN else "A-17",
        ip="",
        detail={},
    )


def make_answer() -> Answer:
    """What the agent says to it."""
    return Answer(version=1, text="活动说明在当天上午改过，我当时看到的是“名额已满”，请核对版本。", at=at(hours=-1))


def make_results(*, is_own: bool = False) -> ResultPage:
    """Results good and bad, one answered; averages of a team."""
    lines = []
    for place, line in enumerate(make_lines()[:8]):
        made = make_inspection(line.call, points=_POINTS[place % len(_POINTS)])
        answer = make_answer() if place == 1 else None
        lines.append(InspectionResult(call=line.call, inspection=made, answer=answer, is_own=is_own))
    names = (("刘洋", 58, 9, 1), ("孙悦", 74, 12, 0), ("张敏", 88, 11, 0), ("赵磊", 93, 7, 0))
    averages = tuple(
        Average(person=name, team="三组", score=score, count=count, unmet=unmet) for name, score, count, unmet in names
    )
    return ResultPage(lines=tuple(lines), averages=averages[2:3] if is_own else averages)
