"""The team wall on screen: it follows notices, counts who wants help, and lets a supervisor come (D1)."""

from __future__ import annotations

from protocol.inbox import InboxItem, InboxKind
from protocol.refusals import Conflict
from protocol.roles import Role
from protocol.team import HelpRequest, MemberState, TeamWall
from protocol.times import now
from tests.pictures.people_and_desks import make_wall
from ui.oversight.team_page import TeamPage
from ui.oversight.team_words import name_state
from ui.rail import Page


def tell(window, kind: InboxKind) -> None:
    """A notice comes in."""
    window.follow_notice(InboxItem(seq=1, kind=kind, at=now()))


def test_a_wish_for_help_counts_in_the_rail_before_the_wall_was_ever_opened_and_in_another_language(made):
    window = made.window(Role.SUPERVISOR)
    made.central.answers["wall"] = make_wall()
    tell(window, InboxKind.HELP_WANTED)
    made.wait(lambda: window.rail._buttons[Page.TEAM]._count == 1)
    assert window.frame.page is Page.APPROVALS
    window.rebuild()
    assert window.frame.page is Page.APPROVALS
    made.wait(lambda: window.rail._buttons[Page.TEAM]._count == 1)


def test_the_wall_follows_what_changes_and_keeps_what_was_chosen(made):
    wall = make_wall()
    made.central.answers["wall"] = wall
    window = made.window(Role.SUPERVISOR)
    window.turn_to(Page.TEAM)
    page = window.stack.get(Page.TEAM)
    assert isinstance(page, TeamPage)
    made.wait(page.model.rowCount)
    page.table.selectRow(2)
    chosen = page.chosen().member.id
    made.central.answers["wall"] = TeamWall(at=now(), members=wall.members[1:])
    tell(window, InboxKind.TEAM_CHANGED)
    made.wait(lambda: page.model.rowCount() == len(wall.members) - 1)
    assert page.chosen().member.id == chosen
    words = page.text.text()
    assert name_state(MemberState.IN_CALL) not in words
    assert f"{name_state(MemberState.PAUSED)} 2" in words


def test_every_outcome_of_the_day_is_read_in_the_narrowest_window(made):
    made.central.answers["wall"] = make_wall()
    window = made.window(Role.SUPERVISOR)
    window.turn_to(Page.TEAM)
    page = window.stack.get(Page.TEAM)
    window.resize(window.minimumSize())
    made.wait(page.model.rowCount)
    heights = page.table.verticalHeader()
    made.wait(lambda: page.table.rowHeight(0) >= page.table.sizeHintForRow(0) > heights.minimumSectionSize())


def test_who_comes_is_told_so_and_a_colleague_who_was_quicker_is_named_as_the_reason(made):
    made.central.answers |= {
        "wall": make_wall(),
        "take_help": HelpRequest(id=make_wall().members[0].id, asked_at=now(), taken_by="李娜"),
    }
    window = made.window(Role.SUPERVISOR)
    window.turn_to(Page.TEAM)
    page = window.stack.get(Page.TEAM)
    made.wait(page.model.rowCount)
    page.table.selectRow(1)
    assert not page._come.isEnabled(), "nobody asked there"
    page.table.selectRow(0)
    page._come.click()
    made.wait(page.banner.isVisible)
    assert "张敏" in page.banner.sentence
    made.wait(lambda: page._job is None)
    assert "张敏" in page.banner.sentence, "said until the next act, not until the wall was asked for anew"
    made.central.answers["take_help"] = Conflict(reason="somebody else comes already")
    page._come.click()
    made.wait(lambda: page.banner.isVisible() and "somebody else" in page.banner.sentence)
