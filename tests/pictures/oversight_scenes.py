"""What supervisors, security, administrators, inspectors and privacy officers see."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from protocol.call_search import CallPage
from protocol.errors import VeildeskError
from protocol.joining import JoinKind
from protocol.refusals import Forbidden
from protocol.reveal_refusals import AlreadyDecided
from protocol.reveals import Decision
from protocol.road import CentralUnreachable
from protocol.roles import Role
from protocol.team import TeamWall
from protocol.times import now
from protocol.trail_search import TrailPage
from tests.pictures.call_scenes import make_joined
from tests.pictures.people_and_desks import (
    make_alerts,
    make_calls,
    make_devices,
    make_people,
    make_requests,
    make_ticket,
    make_wall,
)
from tests.pictures.scenes import add_scene, scene
from tests.pictures.studio import Studio
from tests.pictures.trail import make_trail
from ui.approvals.page import ApprovalsPage
from ui.audit.page import AuditPage
from ui.main_window import MainWindow
from ui.oversight.devices_page import DevicesPage
from ui.oversight.people_page import PeoplePage
from ui.rail import Page


def open_page(studio: Studio, role: Role, page: Page, answers: dict[str, object]) -> tuple[MainWindow, QWidget]:
    """A role's page over what Central answers."""
    studio.central.answers.update(answers)
    window = studio.window(role)
    window.turn_to(page)
    studio.settle()
    shown = window.stack.get(page)
    assert shown is not None
    return window, shown


def _approvals(studio: Studio, pending: object = None) -> tuple[MainWindow, ApprovalsPage]:
    given = make_requests() if pending is None else pending
    window, page = open_page(studio, Role.SUPERVISOR, Page.APPROVALS, {"pending": given})
    assert isinstance(page, ApprovalsPage)
    return window, page


add_scene("approvals", lambda studio: _approvals(studio)[0], in_docs=True)
add_scene("approvals-empty", lambda studio: _approvals(studio, ())[0])
add_scene("approvals-unreachable", lambda studio: _approvals(studio, CentralUnreachable())[0])


@scene("approvals-loading")
def _approvals_loading(studio: Studio) -> MainWindow:
    window, page = _approvals(studio, ())
    page._say_loading()
    return window


@scene("approvals-decided")
def _approvals_decided(studio: Studio) -> MainWindow:
    window, page = _approvals(studio)
    page._settle(page.cards()[0], Decision.APPROVE)
    return window


@scene("approvals-too-late")
def _approvals_late(studio: Studio) -> MainWindow:
    from ui.error_texts import tell_error

    window, page = _approvals(studio)
    page.cards()[0].note.setText("已与客户核对")
    page.cards()[0].show_error(tell_error(AlreadyDecided()).as_line())
    return window


_TABLES = (
    ("alerts", Role.SECURITY, Page.ALERTS, "alerts", make_alerts),
    ("devices", Role.ADMIN, Page.DEVICES, "devices", make_devices),
    ("people", Role.SECURITY, Page.PEOPLE, "people", make_people),
)
for _name, _role, _page, _call, _make in _TABLES:

    def _full(studio: Studio, role=_role, page=_page, call=_call, make=_make) -> MainWindow:  # type: ignore[no-untyped-def]
        window, shown = open_page(studio, role, page, {call: make()})
        shown.table.selectRow(1)  # type: ignore[attr-defined]
        return window

    def _bare(studio: Studio, role=_role, page=_page, call=_call) -> MainWindow:  # type: ignore[no-untyped-def]
        return open_page(studio, role, page, {call: ()})[0]

    def _broken(studio: Studio, role=_role, page=_page, call=_call) -> MainWindow:  # type: ignore[no-untyped-def]
        return open_page(studio, role, page, {call: CentralUnreachable()})[0]

    def _loading(studio: Studio, role=_role, page=_page, call=_call) -> MainWindow:  # type: ignore[no-untyped-def]
        window, shown = open_page(studio, role, page, {call: ()})
        shown._say_loading()  # type: ignore[attr-defined]
        return window

    add_scene(_name, _full, in_docs=_name == "alerts")
    add_scene(f"{_name}-empty", _bare)
    add_scene(f"{_name}-unreachable", _broken)
    add_scene(f"{_name}-loading", _loading)


@scene("people-as-administrator")
def _people_admin(studio: Studio) -> MainWindow:
    return open_page(studio, Role.ADMIN, Page.PEOPLE, {"people": make_people()})[0]


@scene("people-refused")
def _people_refused(studio: Studio) -> MainWindow:
    window, page = open_page(studio, Role.SECURITY, Page.PEOPLE, {"people": make_people()})
    assert isinstance(page, PeoplePage)
    error: VeildeskError = Forbidden()
    page.fail(error)
    return window


def _dialog(page: QWidget) -> QDialog:
    return next(dialog for dialog in page.findChildren(QDialog) if dialog.isVisible())


@scene("people-freeze-dialog")
def _freeze(studio: Studio) -> QDialog:
    _, page = open_page(studio, Role.SECURITY, Page.PEOPLE, {"people": make_people()})
    assert isinstance(page, PeoplePage)
    page.table.selectRow(3)
    page._freeze.click()
    dialog = _dialog(page)
    dialog.answer.setText("短时间内多次打开他人客户")  # type: ignore[attr-defined]
    return dialog


def _devices(studio: Studio) -> tuple[MainWindow, DevicesPage]:
    window, page = open_page(studio, Role.ADMIN, Page.DEVICES, {"devices": make_devices()})
    assert isinstance(page, DevicesPage)
    return window, page


@scene("ticket-dialog")
def _ticket_dialog(studio: Studio) -> QDialog:
    _, page = _devices(studio)
    page._enrol.click()
    return _dialog(page)


@scene("ticket-shown")
def _ticket_shown(studio: Studio) -> MainWindow:
    window, page = _devices(studio)
    page.ticket.show_ticket("desk-12", make_ticket())
    return window


@scene("devices-revoke-dialog")
def _revoke(studio: Studio) -> QDialog:
    _, page = _devices(studio)
    page.table.selectRow(1)
    page._revoke.click()
    return _dialog(page)


def _team(studio: Studio, wall: object = None) -> MainWindow:
    window, page = open_page(studio, Role.SUPERVISOR, Page.TEAM, {"wall": make_wall() if wall is None else wall})
    if wall is None:
        page.table.selectRow(0)  # type: ignore[attr-defined]
    return window


add_scene("team", _team)
add_scene("team-empty", lambda studio: _team(studio, TeamWall(at=now(), members=())))
add_scene("team-unreachable", lambda studio: _team(studio, CentralUnreachable()))


@scene("team-listening")
def _team_listening(studio: Studio) -> MainWindow:
    window = _team(studio)
    window.follow_calls(make_joined(JoinKind.LISTEN))
    return window


@scene("team-in-a-call")
def _team_in_call(studio: Studio) -> MainWindow:
    window = _team(studio)
    window.follow_calls(make_joined(JoinKind.SPEAK))
    return window


@scene("team-listen-dialog")
def _team_listen(studio: Studio) -> QDialog:
    window = _team(studio)
    page = window.stack.get(Page.TEAM)
    page._listen.click()  # type: ignore[union-attr]
    return _dialog(page)  # type: ignore[arg-type]


@scene("team-loading")
def _team_loading(studio: Studio) -> MainWindow:
    window, page = open_page(studio, Role.SUPERVISOR, Page.TEAM, {})
    page._say_loading()  # type: ignore[attr-defined]
    return window


def _calls(studio: Studio, given: object, role: Role = Role.INSPECTOR) -> MainWindow:
    return open_page(studio, role, Page.CALLS, {"calls": given})[0]


add_scene("calls", lambda studio: _calls(studio, make_calls()))
add_scene("calls-as-supervisor", lambda studio: _calls(studio, make_calls(), Role.SUPERVISOR))
add_scene("calls-empty", lambda studio: _calls(studio, CallPage(lines=())))
add_scene("calls-unreachable", lambda studio: _calls(studio, CentralUnreachable()))
add_scene("privacy", lambda studio: studio.window(Role.PRIVACY))
add_scene(
    "audit", lambda studio: open_page(studio, Role.SECURITY, Page.AUDIT, {"search": make_trail()})[0], in_docs=True
)


@scene("audit-details")
def _audit_details(studio: Studio) -> MainWindow:
    window, page = open_page(studio, Role.SECURITY, Page.AUDIT, {"search": make_trail()})
    assert isinstance(page, AuditPage)
    page.table.selectRow(3)
    studio.settle()
    return window


add_scene(
    "audit-nothing", lambda studio: open_page(studio, Role.SECURITY, Page.AUDIT, {"search": TrailPage(lines=())})[0]
)
add_scene(
    "audit-unreachable",
    lambda studio: open_page(studio, Role.SUPERVISOR, Page.AUDIT, {"search": CentralUnreachable()})[0],
)
