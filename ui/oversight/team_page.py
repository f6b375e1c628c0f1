"""The wall of a supervisor's team: who does what, for how long, today's numbers, and who wants help (D1)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from protocol.inbox import InboxItem, InboxKind
from protocol.team import Member, MemberState, TeamWall
from protocol.times import Instant, parse_instant
from ui.clock_words import write_stopwatch
from ui.icons import IconName
from ui.jobs import JobRunner
from ui.keys import Key
from ui.oversight.join_strip import JoinStrip
from ui.oversight.row_model import Cell
from ui.oversight.table_page import TablePage
from ui.oversight.team_words import name_state, sign_help, sign_state, tell_outcomes
from ui.widgets.proof_dialog import ProofDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.desk import Desk
    from app.telephony.states import PhoneState
    from protocol.identifiers import Identifier

_TICK_MS, _LOOK_AGAIN_MS, _GATHER_MS = 1_000, 15_000, 300
"""The lengths on screen; a look that no notice asked for, which finds desks that fell silent; and from a notice to the
look that it asks for, together with those at its heels."""


@dataclass(frozen=True)
class Line:
    """A member, and by this desk's monotonic clock when his state and his wish for help began."""

    member: Member
    began: float | None
    asked: float | None


class TeamPage(TablePage[Line]):
    """Follows Central's notices while it is on screen; ``counted(n)``: how many want help, for the rail."""

    counted = Signal(int)

    def __init__(self, desk: Desk, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(runner, lambda: read_lines(desk.team.wall()), show_cell, lambda line: line.member.id, parent)
        self._desk = desk
        self._come = self.add_act(
            IconName.CHECK, self.take_help, Key.COME_TO_HELP, lambda line: _wants_help(line.member)
        )
        self._join = self.add_act(
            IconName.USERS, self.join_call, Key.JOIN_CALL, lambda line: self._may_join(line.member)
        )
        self._listen = self.add_act(
            IconName.HEADPHONES, self.ask_to_listen, Key.LISTEN, lambda line: line.member.may_listen
        )
        self.end_acts()
        self.wrap_rows()
        self.joined = JoinStrip()
        self.joined.leave_wanted.connect(lambda: self._run(desk.calls.hang_up))
        self.joined.mute_wanted.connect(lambda on: self._run(lambda: desk.calls.mute(on=on)))
        self.column.insertWidget(self.column.indexOf(self.banner), self.joined)
        self.joined.follow(desk.calls.state)
        self._tick, self._again, self._soon = QTimer(self), QTimer(self), QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._go_on)
        self._again.setInterval(_LOOK_AGAIN_MS)
        self._again.timeout.connect(self._look_if_seen)
        self._soon.setInterval(_GATHER_MS)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look)
        self.retranslate()

    def start(self) -> None:
        """Look now, and go on looking while somebody sees it."""
        self._tick.start()
        self._again.start()
        super().start()

    def stop(self) -> None:
        """Look no more, e.g. because the desk is locked."""
        for timer in (self._tick, self._again, self._soon):
            timer.stop()
        super().stop()
        self.counted.emit(0)

    def take_notice(self, item: InboxItem) -> None:
        """Something changed; a wish for help is looked at even while another page is in front."""
        if item.kind is InboxKind.HELP_WANTED or (item.kind is InboxKind.TEAM_CHANGED and self.isVisible()):
            self._look_soon()

    def take_help(self) -> None:
        """Come to help the chosen one."""
        line = self.chosen()
        if line is None or line.member.help is None:
            return
        request, name = line.member.help.id, line.member.name
        self._runner.run(
            lambda: self._desk.team.take_help(request), lambda _: self._say_coming(name), self._refused, owner=self
        )

    def join_call(self) -> None:
        """Come into the call in which the chosen one asked for help."""
        line = self.chosen()
        if line is None or line.member.help is None or not line.member.help.call:
            return
        request = line.member.help
        self._run(lambda: self._desk.calls.joining.come_in(request.id, request.call))

    def ask_to_listen(self) -> None:
        """Ask why, and for a proof, before the chosen one's call is listened to."""
        line = self.chosen()
        if line is None or not line.member.may_listen:
            return
        call, name = line.member.call, line.member.name
        sentence = self.tr("You listen to {who}'s call. {who} sees that you do, and why you did stands on record.")
        dialog = ProofDialog(
            sentence.format(who=name),
            self.tr("Listen"),
            asks=self.tr("Why you listen, for the record"),
            needs_code=self._desk.keeper.policy.step_up_code,
            parent=self,
        )
        dialog.accepted.connect(lambda: self._listen_to(dialog, call))
        dialog.open()

    def follow_calls(self, state: PhoneState) -> None:
        """A call that is heard from here goes on, or is over."""
        self.joined.follow(state)
        self._judge_acts()

    def _may_join(self, member: Member) -> bool:
        """Whether help is wanted in a call, and the person is in none himself."""
        return member.help is not None and bool(member.help.call) and not self._desk.calls.state.is_busy

    def _listen_to(self, dialog: ProofDialog, call: Identifier) -> None:
        reason, (password, code) = dialog.words(), dialog.take()
        self._run(lambda: self._desk.calls.joining.listen(call, reason, password, code))

    def _run(self, act: Callable[[], object]) -> None:
        self._runner.run(act, lambda _: self._look_soon(), self._refused, owner=self)

    def word(self) -> None:
        """Word title, heads and acts."""
        self.title.setText(self.tr("Team"))
        self.model.set_heads(
            (
                self.tr("Name"),
                self.tr("Now"),
                self.tr("Help"),
                self.tr("Calls today"),
                self.tr("Answered"),
                self.tr("Talk time"),
                self.tr("Outcomes today"),
            )
        )
        self._come.setText(" " + self.tr("I am coming"))
        self._join.setText(" " + self.tr("Join the call"))
        self._listen.setText(" " + self.tr("Listen in…"))
        self._join.setWhatsThis(self.tr("Open once somebody wants help in a call."))
        self._listen.setWhatsThis(
            self.tr("Open in a call whose customer said yes to it, where your company allows it.")
        )
        self.joined.refresh()
        self._sum_up()

    def word_empty(self) -> None:
        """Say that there is nobody."""
        self.empty.say(
            IconName.USERS,
            self.tr("Nobody is in your team"),
            self.tr("Your administrator puts people into teams."),
            self.tr("Look again"),
        )

    def _list(self, rows: Sequence[Line]) -> None:
        super()._list(rows)
        self._sum_up()
        self.counted.emit(sum(_wants_help(line.member) for line in rows))

    def _sum_up(self) -> None:
        """How many do what, in the order of a call."""
        counts = Counter(self.model.row_at(place).member.state for place in range(self.model.rowCount()))
        told = [f"{name_state(state)} {counts[state]}" for state in MemberState if counts[state]]
        self.text.setText(" · ".join(told) or self.tr("What your people do now, and did today."))

    def _say_coming(self, name: str) -> None:
        self.say_done(self.tr("{name} is told that you come.").format(name=name))

    def _refused(self, error: object) -> None:
        self.fail(error)  # type: ignore[arg-type]
        self._look_soon()

    def _go_on(self) -> None:
        if self.isVisible():
            self.model.repaint()
            self.joined.refresh()

    def _look_if_seen(self) -> None:
        if self.isVisible():
            self._look_soon()

    def _look_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _look(self) -> None:
        """Not while Central is still being asked: what it answers may be older than the notice, and is kept all the
        same, so that a slow road shows something."""
        if self._job is not None:
            self._soon.start()
        else:
            self.refresh()


def read_lines(wall: TeamWall) -> tuple[Line, ...]:
    """Who wants help first, the longest on top, then by name; lengths from now on by this desk's clock."""
    present = monotonic()

    def began(instant: Instant | None) -> float | None:
        if instant is None:
            return None
        return present - (parse_instant(wall.at) - parse_instant(instant)).total_seconds()

    lines = [
        Line(member, began(member.since), began(member.help.asked_at) if member.help else None)
        for member in wall.members
    ]
    return tuple(sorted(lines, key=lambda line: (not _wants_help(line.member), line.asked or 0.0)))


def _wants_help(member: Member) -> bool:
    return member.help is not None and not member.help.taken_by


def show_cell(line: Line, column: int) -> Cell:
    """One cell of the wall."""
    member, present = line.member, monotonic()
    if column == 0:
        return f"{member.name} · {member.team}"
    if column == 1:
        return sign_state(member, None if line.began is None else present - line.began)
    if column == 2:
        if line.asked is None or member.help is None:
            return ""
        return sign_help(present - line.asked, is_taken=bool(member.help.taken_by))
    day = member.day
    return (str(day.calls), str(day.answered), write_stopwatch(day.talk_s), tell_outcomes(day))[column - 3]
