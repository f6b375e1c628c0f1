"""Made-up rows for the pages of supervisors, security and administrators, as Central would answer them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from protocol.call_records import Ending, Way
from protocol.call_search import CallLine, CallPage
from protocol.cards import Disposition
from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.oversight import AccountState, AlertRow, DeviceRow, DeviceState, PersonRow, TicketAnswer
from protocol.reveals import PendingApproval, Reveal, RevealState
from protocol.roles import Role
from protocol.sessions import Person
from protocol.team import Day, HelpRequest, Member, MemberState, TeamWall
from protocol.times import Instant, format_instant

AGENT = Person(id=make_identifier(), username="zhangmin", name="张敏", role=Role.AGENT, team="三组")
PEOPLE: dict[Role, Person] = {
    Role.AGENT: AGENT,
    Role.SUPERVISOR: Person(id=make_identifier(), username="lina", name="李娜", role=Role.SUPERVISOR, team="三组"),
    Role.INSPECTOR: Person(id=make_identifier(), username="zhoujie", name="周洁", role=Role.INSPECTOR, team="质检组"),
    Role.SECURITY: Person(id=make_identifier(), username="wuqiang", name="吴强", role=Role.SECURITY, team="总部"),
    Role.PRIVACY: Person(id=make_identifier(), username="zhengyan", name="郑妍", role=Role.PRIVACY, team="总部"),
    Role.ADMIN: Person(id=make_identifier(), username="admin", name="王磊", role=Role.ADMIN, team="总部"),
}
LONG_NAME = "阿卜杜拉·买买提热西提·艾合买提江"


def at(**span: float) -> Instant:
    """A moment so long from now; negative spans are past."""
    return format_instant(datetime.now(UTC) + timedelta(**span))


def make_requests() -> tuple[PendingApproval, ...]:
    """Three that wait: an easy one, one near its end, one that makes a supervisor frown."""
    return (
        _make_request("R-2291", AGENT, FieldKind.ID_NUMBER, "310101********123X", "客户办理业务，需要核验身份", 4.6),
        _make_request("R-2292", _person("刘洋", "一组"), FieldKind.MOBILE, "186****0417", "来电号码与登记不符", 0.7),
        _make_request(
            "R-2293",
            _person(LONG_NAME, "夜间回访与投诉处理小组"),
            FieldKind.ADDRESS,
            "新疆维吾尔自治区乌鲁木齐市****",
            "客户称地址登记有误，要求逐字核对街道、门牌号与收件人，并确认上门量房的时间是否需要一并调整；"
            "客户同时询问此前两次上门未果的原因",
            4.9,
            refused=3,
        ),
    )


def _person(name: str, team: str) -> Person:
    return Person(id=make_identifier(), username="synthetic", name=name, role=Role.AGENT, team=team)


def _make_request(
    number: str, who: Person, field: FieldKind, masked: str, reason: str, minutes: float, refused: int = 0
) -> PendingApproval:
    return PendingApproval(
        id=make_identifier(),
        number=number,
        requester=who,
        device_name="desk-07",
        customer="陈**",
        masked=masked,
        field=field,
        campaign="秋季家装回访",
        purpose="合同核实",
        reason=reason,
        made_at=at(minutes=minutes - 5),
        expires_at=at(minutes=minutes),
        reveals_today=2 + refused * 3,
        refused_today=refused,
        approvals_needed=1,
        approvals_given=0,
    )


def make_reveal(state: RevealState = RevealState.WAITING, note: str = "", deciders: tuple[str, ...] = ()) -> Reveal:
    """The agent's own request, as he sees it."""
    return Reveal(
        id=make_identifier(),
        number="R-2291",
        card=make_identifier(),
        field=FieldKind.ID_NUMBER,
        purpose="contract",
        state=state,
        made_at=at(seconds=-12),
        expires_at=at(minutes=4.8),
        show_s=15,
        approvals_needed=1,
        can_decide=deciders,
        note=note,
    )


def make_people() -> tuple[PersonRow, ...]:
    """Accounts in every state."""
    states = {3: AccountState.LOCKED, 4: AccountState.FROZEN, 8: AccountState.DISABLED}
    names = (
        ("zhangmin", "张敏", Role.AGENT, "三组"),
        ("liuyang", "刘洋", Role.AGENT, "三组"),
        ("lina", "李娜", Role.SUPERVISOR, "三组"),
        ("sunyue", "孙悦", Role.AGENT, "一组"),
        ("hechao", "何超", Role.AGENT, "一组"),
        ("zhoujie", "周洁", Role.INSPECTOR, "质检组"),
        ("wuqiang", "吴强", Role.SECURITY, "总部"),
        ("zhengyan", "郑妍", Role.PRIVACY, "总部"),
        ("maili", LONG_NAME, Role.AGENT, "夜间回访与投诉处理小组"),
        ("admin", "王磊", Role.ADMIN, "总部"),
    )
    return tuple(
        PersonRow(
            id=make_identifier(),
            username=username,
            name=name,
            role=role,
            team=team,
            state=states.get(place, AccountState.ACTIVE),
            signed_in_at=None if place == 8 else at(hours=-place * 5, minutes=-place),
        )
        for place, (username, name, role, team) in enumerate(names)
    )


def make_devices() -> tuple[DeviceRow, ...]:
    """Desks in every state."""
    states = {3: DeviceState.FROZEN, 5: DeviceState.REVOKED}
    platforms = ("Windows 11", "Debian 13", "Windows 11", "Ubuntu 24.04", "Windows 11", "Debian 12", "Windows 11")
    return tuple(
        DeviceRow(
            id=make_identifier(),
            name=f"desk-{place + 1:02d}",
            platform=platform,
            state=states.get(place, DeviceState.ENROLLED),
            enrolled_at=at(days=-90),
            certificate_until=at(days=40),
            seen_at=None if place == 6 else at(minutes=-place * place * 40),
            events=(place * 7919) % 20_000 if place != 6 else 0,
        )
        for place, platform in enumerate(platforms)
    )


def make_alerts() -> tuple[AlertRow, ...]:
    """One of every kind that Central raises."""
    seen = {"since": at(minutes=-14), "until": at(minutes=-2), "person": make_identifier()}
    counted = {**seen, "who": "何超 (hechao)", "threshold": "5", "window_s": "600", "action": "freeze"}
    stick = {"places": "desk-07", "channel": "usb", "seen": "mass-storage", "product": "Ultra Fit"}
    rows: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("others-customers", "hechao", {**counted, "count": "6"}),
        ("bulk-views", "hechao", {**counted, "count": "152", "threshold": "150", "window_s": "900"}),
        ("out-of-hours", "sunyue", {**counted, "who": "孙悦 (sunyue)", "count": "3", "action": "names-somebody-else"}),
        ("reveal-streak", "liuyang", {**counted, "who": "刘洋 (liuyang)", "count": "12"}),
        ("refused-step-ups", "sunyue", {**counted, "who": "孙悦 (sunyue)", "count": "4", "action": "alert"}),
        ("two-places", "lina", {**counted, "who": "李娜 (lina)", "count": "2", "places": "desk-02, 10.8.0.17"}),
        ("approver-pairs", "lina", {**counted, "who": "李娜 (lina)", "count": "20", "requester": "张敏 (zhangmin)"}),
        ("listening-pairs", "lina", {**counted, "who": "李娜 (lina)", "count": "15", "requester": "刘洋 (liuyang)"}),
        ("export-tries", "liuyang", {**counted, "who": "刘洋 (liuyang)", "count": "1", "threshold": "1", **stick}),
        ("events-forked", make_identifier(), {"desk": "desk-04", "seq": "1187"}),
        ("call-not-recorded", make_identifier(), {"who": "李娜 (lina)", "places": "desk-02"}),
        ("outcome-not-applied", make_identifier(), {"who": "刘洋 (liuyang)", "places": "desk-07"}),
        ("account-locked", "sunyue", {"who": "孙悦 (sunyue)", "wrong_proofs": "5", "places": "desk-07, 10.8.0.23"}),
        (
            "break-glass",
            make_identifier(),
            {"who": "李娜", "number": "R-2288", "reason": "客户报警，需立即核对号码", "field": "mobile"},
        ),
    )
    return tuple(
        AlertRow(seq=len(rows) - place, at=at(minutes=-23 * place), kind=kind, about=about, facts=facts)
        for place, (kind, about, facts) in enumerate(rows)
    )


def make_ticket() -> TicketAnswer:
    """A ticket that opens nothing."""
    return TicketAnswer(ticket="VEILDESK1." + "eyJzeW50aGV0aWMiOiJub3RoaW5nIn0" * 7, expires_at=at(minutes=15))


def make_wall() -> TeamWall:
    """A team in every state, one of them in need of help."""
    day = Day(
        calls=64,
        answered=31,
        talk_s=6131,
        outcomes={Disposition.NO_ANSWER: 33, Disposition.INTERESTED: 12, Disposition.CALLBACK: 9},
    )
    call = make_identifier()
    help_wanted = HelpRequest(id=make_identifier(), asked_at=at(seconds=-48), call=call)
    states = (
        ("张敏", MemberState.IN_CALL, -134, "", help_wanted),
        ("刘洋", MemberState.READY, -41, "", None),
        ("孙悦", MemberState.DIALLING, -6, "", None),
        ("赵磊", MemberState.ON_HOLD, -77, "", None),
        ("周婷", MemberState.WRAP_UP, -12, "", None),
        ("吴昊", MemberState.PAUSED, -1260, "meal", None),
        ("郑爽", MemberState.PAUSED, -300, "do-not-disturb", None),
        ("冯静", MemberState.LOCKED, -420, "", None),
        (LONG_NAME, MemberState.AWAY, -95, "", None),
        ("陈晨", MemberState.OFF, None, "", None),
    )
    members = tuple(
        Member(
            id=make_identifier(),
            name=name,
            team="三组",
            state=state,
            since=None if seconds is None else at(seconds=seconds),
            pause=pause,
            day=Day() if state is MemberState.OFF else day,
            help=wanted,
            call=call if state is MemberState.IN_CALL else "",
            may_listen=state is MemberState.IN_CALL,
        )
        for name, state, seconds, pause, wanted in states
    )
    return TeamWall(at=at(), members=members)


_TALKED = (Ending.HUNG_UP, Ending.FAR_HUNG_UP, Ending.TRANSFERRED, Ending.PBX_LOST, Ending.ENGINE_LOST)


def make_calls() -> CallPage:
    """Calls that ended every way there is, one that is on, one that came in from nobody knows whom; more are there."""
    ways = (None, *Ending, None)
    lines = tuple(
        CallLine(
            id=make_identifier(),
            number=f"C-{1180 - place}" if place != 3 else "",
            way=Way.IN if place == 3 else Way.OUT,
            begun_at=at(minutes=-7 * place - 2),
            answered_at=at(minutes=-7 * place - 1) if ending in _TALKED else None,
            ended_at=at(minutes=-7 * place) if place else None,
            ending=ending,
            talk_s=134 + 17 * place if ending in _TALKED else 0,
            held_s=21 if place == 1 else 0,
            person=LONG_NAME if place == 5 else "张敏",
            team="三组",
            card="" if place == 3 else make_identifier(),
            customer="" if place == 3 else "陈**",
            masked="" if place == 3 else "138****5678",
            campaign="" if place == 3 else "秋季家装回访",
            device="A-17",
            pbx="" if ending in (Ending.REFUSED, Ending.GIVEN_UP) or place == 3 else "话务-01",
        )
        for place, ending in enumerate(ways)
    )
    return CallPage(lines=lines, next=f"{lines[-1].begun_at}/{lines[-1].id}")
