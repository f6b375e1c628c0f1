"""What lies over any page: the desk's condition, keys, preferences; and the window at other sizes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.sync import Connection
from protocol.refusals import ClockWrong, DeviceFrozen, DeviceRefused
from protocol.road import CentralNonsense, CentralSlow, CentralUnreachable, CentralUntrusted
from protocol.roles import Role
from protocol.trail import TrailOverdue
from tests.pictures.people_and_desks import PEOPLE, at, make_requests
from tests.pictures.scenes import add_scene, scene
from tests.pictures.studio import Studio, online
from tests.pictures.work_scenes import open_work
from ui.demo.central import DemoPerson
from ui.demo.note import DemoNote
from ui.main_window import LEAST, MainWindow
from ui.preferences import Preferences
from ui.rail import Page

_CONDITIONS = {
    "offline": online(connection=Connection.OFFLINE, error=CentralUnreachable(), waiting=3, last_sync=at(minutes=-7)),
    "slow": online(connection=Connection.OFFLINE, error=CentralSlow(seconds="10"), waiting=1),
    "nonsense": online(connection=Connection.OFFLINE, error=CentralNonsense()),
    "untrusted": online(
        connection=Connection.UNTRUSTED, error=CentralUntrusted(reason="its certificate is for another name")
    ),
    "refused": online(connection=Connection.REFUSED, error=DeviceRefused()),
    "frozen": online(connection=Connection.REFUSED, error=DeviceFrozen(), waiting=12),
    "clock-wrong": online(
        connection=Connection.REFUSED, error=ClockWrong(seconds="86400", central="2026-11-24T08:30:00.000Z")
    ),
    "trail-overdue": online(
        connection=Connection.OFFLINE,
        error=CentralUnreachable(),
        waiting=2314,
        overdue=TrailOverdue(waiting="2314", hours="9"),
    ),
    "connecting": online(connection=Connection.CONNECTING, last_sync=None, latency_ms=None),
}


def _in_condition(studio: Studio, name: str) -> MainWindow:
    window, _ = open_work(studio)
    studio.sync.status = _CONDITIONS[name]
    window.follow_status(studio.sync.status)
    return window


for _name in _CONDITIONS:
    add_scene(f"desk-{_name}", lambda studio, name=_name: _in_condition(studio, name), in_docs=_name == "offline")


@scene("desk-signed-in-without-central")
def _without_central(studio: Studio) -> MainWindow:
    window, _ = open_work(studio)
    window._desk.central.set_token(None)
    window.frame.show_condition()
    window._desk.central.set_token("synthetic")
    return window


@scene("keys", in_docs=True)
def _keys(studio: Studio) -> MainWindow:
    window, _ = open_work(studio)
    window.help.open()
    return window


@scene("keys-as-supervisor")
def _keys_supervisor(studio: Studio) -> MainWindow:
    window = studio.window(Role.SUPERVISOR)
    window.help.open()
    return window


@scene("preferences")
def _preferences(studio: Studio) -> QWidget:
    dialog = studio.keep(Preferences(studio.settings, studio.window()))
    dialog.open()
    return dialog


@scene("demo-note")
def _note(studio: Studio) -> QWidget:
    people = [
        DemoPerson(
            username=person.username, name=person.name, role=role, password="synthetic", totp_secret="JBSWY3DPEHPK3PXP"
        )
        for role, person in PEOPLE.items()
    ]
    note = studio.keep(DemoNote(people))
    note.show()
    return note


@scene("least-size-card")
def _least(studio: Studio) -> MainWindow:
    window, _ = open_work(studio)
    window.resize(LEAST)
    studio.settle()
    return window


@scene("least-size-offline")
def _least_offline(studio: Studio) -> MainWindow:
    window = _in_condition(studio, "offline")
    window.resize(LEAST)
    studio.settle()
    return window


@scene("least-size-approvals")
def _least_approvals(studio: Studio) -> MainWindow:
    studio.central.answers["pending"] = make_requests()
    window = studio.window(Role.SUPERVISOR)
    window.turn_to(Page.APPROVALS)
    window.resize(LEAST)
    studio.settle()
    return window


@scene("large-window")
def _large(studio: Studio) -> MainWindow:
    window, _ = open_work(studio)
    window.resize(1920, 1080)
    studio.settle()
    return window


@scene("supervisor-queue")
def _supervisor_queue(studio: Studio) -> MainWindow:
    studio.central.answers["pending"] = make_requests()
    window = studio.window(Role.SUPERVISOR)
    window.turn_to(Page.WORK)
    studio.settle()
    return window
