"""Calls at the desk: every state of the pad that an agent meets."""

from __future__ import annotations

from time import monotonic
from types import SimpleNamespace
from typing import Any, cast

from msgspec import structs
from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from app.cards import CardFilter, Section
from app.session import LockReason
from app.telephony.port import Ending, Leg, Link, Quality, SoundDevices, Stage
from app.telephony.states import Call, Companion, Cut, Joined, Missed, PauseReason, PhoneState, Standing
from protocol.joining import JoinKind
from protocol.roles import Role
from protocol.telephones import TargetKind, TransferTarget
from tests.far_end import SOUND
from tests.pictures.people_and_desks import at
from tests.pictures.scenes import add_scene, scene
from tests.pictures.studio import Studio
from tests.pictures.work_scenes import open_work
from ui.main_window import MainWindow
from ui.rail import Page
from ui.work_page import WorkPage

GOOD = Quality(lost=0.002, jitter_ms=8.0, round_trip_ms=42.0)
POOR = Quality(lost=0.05, jitter_ms=55.0, round_trip_ms=380.0)
YES: dict[str, object] = {"needs_consent": True, "agreed": True}
"""What the customer said to the script's wording."""
READY = PhoneState(standing=Standing.SOFTPHONE, link=Link.READY, sound=SOUND)
AT_TABLE = PhoneState(standing=Standing.DESK_PHONE, link=Link.READY)


def make_call(card: str | None, stage: Stage, *, age_s: float = 134, **facts: object) -> Call:
    """A call that began some seconds ago."""
    of_leg = {name: facts.pop(name) for name in tuple(facts) if name in Leg.__struct_fields__}
    present = monotonic()
    leg = Leg(key=f"k{age_s}", stage=stage, **of_leg)  # type: ignore[arg-type]
    talked = stage is Stage.TALKING or facts.pop("talked", False)
    call = Call(id=f"c{age_s}", leg=leg, begun_at=present - age_s, number="C-118", card=card)
    return replace(call, answered_at=present - age_s if talked else None, **facts)  # type: ignore[arg-type]


def list_states(card: str, other: str) -> dict[str, PhoneState]:
    """Every state of the pad, with ``card`` open and ``other`` another customer of the agent's."""
    asked = make_call(card, Stage.TALKING, quality=GOOD, needs_consent=True)
    talking = replace(asked, agreed=True)
    waiting = make_call(other, Stage.TALKING, age_s=300, held=True)
    wrap_up = replace(READY, wrap_up_until=monotonic() + 24)
    return {
        "ready": READY,
        "dialling": replace(READY, current=make_call(card, Stage.DIALLING, age_s=1)),
        "ringing": replace(READY, current=make_call(card, Stage.RINGING, age_s=7)),
        "consent": replace(READY, current=asked),
        "talking": replace(READY, current=talking),
        "listened-to": replace(READY, current=talking, company=(_listener(talking.id),)),
        "of-three": replace(READY, current=talking, company=(replace(_listener(talking.id), who="王磊", speaks=True),)),
        "muted": replace(READY, current=make_call(card, Stage.TALKING, quality=POOR, muted=True, **YES)),
        "held": replace(READY, current=make_call(card, Stage.TALKING, quality=GOOD, held=True, **YES)),
        "withdrawn": replace(READY, withdrawn=True, current=talking),
        "comes-in": replace(READY, ringing=(make_call(card, Stage.RINGING, age_s=4, incoming=True),)),
        "comes-in-beside": replace(
            READY,
            current=talking,
            held=(waiting,),
            ringing=(make_call(None, Stage.RINGING, age_s=4, incoming=True),),
        ),
        "wrap-up": replace(
            wrap_up,
            last=make_call(card, Stage.ENDED, ending=Ending.FAR_HUNG_UP, talked=True),
            missed=(Missed(at(minutes=-12), card, Cut.UNAVAILABLE), Missed(at(minutes=-31), None, Cut.NONE)),
        ),
        "engine-lost": replace(
            wrap_up,
            link=Link.ENGINE_GONE,
            last=make_call(card, Stage.ENDED, ending=Ending.ENGINE_LOST, talked=True),
        ),
        "stopped": replace(wrap_up, last=make_call(card, Stage.ENDED, ending=Ending.GIVEN_UP, cut=Cut.WITHDRAWN)),
        "paused": replace(READY, pause=PauseReason.MEAL),
        "no-microphone": replace(READY, sound=SoundDevices()),
        "pbx-down": replace(READY, link=Link.DOWN),
        "table-ready": AT_TABLE,
        "table-rings": replace(AT_TABLE, current=make_call(card, Stage.AT_TABLE, age_s=4, at_table=True)),
        "table-taken": replace(AT_TABLE, current=make_call(card, Stage.TAKEN, age_s=6, at_table=True)),
        "table-rings-far": replace(AT_TABLE, current=make_call(card, Stage.RINGING, age_s=11, at_table=True)),
        "table-talking": replace(
            AT_TABLE, current=make_call(card, Stage.TALKING, at_table=True, is_sealed=True, **YES)
        ),
        "table-clear": replace(AT_TABLE, current=make_call(card, Stage.TALKING, at_table=True, **YES)),
        "table-comes-in": replace(
            AT_TABLE, ringing=(make_call(card, Stage.RINGING, age_s=4, at_table=True, incoming=True),)
        ),
        "table-untaken": replace(AT_TABLE, last=make_call(card, Stage.ENDED, ending=Ending.TABLE_UNTAKEN)),
        "no-pbx": PhoneState(standing=Standing.NO_PBX),
        "no-engine": PhoneState(standing=Standing.NO_ENGINE),
        "no-vpn": PhoneState(standing=Standing.NO_VPN),
    }


def make_joined(kind: JoinKind) -> PhoneState:
    """A supervisor's line into a teammate's call."""
    call = make_call(None, Stage.TALKING, age_s=42, muted=kind is JoinKind.LISTEN)
    return replace(READY, current=replace(call, joined=Joined(kind, "c", "张敏")))


def _listener(call: str) -> Companion:
    return Companion("j1", "李娜", call, speaks=False)


def show(studio: Studio, name: str) -> tuple[MainWindow, WorkPage]:
    """The window with a card open, and the pad in a state."""
    window, work = open_work(studio)
    assert work.card.opened
    other = window._desk.cards.first_rows(CardFilter(), Section.DUE, 5)[4]
    window.follow_calls(list_states(work.card.opened.card.id, other.id)[name])
    studio.settle()
    work.phone.form.limit(silent=name == "consent")  # as the service would say of a real call
    return window, work


for _name in list_states("", ""):
    add_scene(f"call-{_name}", lambda studio, name=_name: show(studio, name)[0], in_docs=_name == "talking")


@scene("call-small-window")
def _small(studio: Studio) -> MainWindow:
    window, _ = show(studio, "comes-in-beside")
    window.resize(QSize(1024, 700))
    studio.settle()
    return window


@scene("call-supervisor-small-window")
def _supervisor_small(studio: Studio) -> MainWindow:
    """Beside the rail, where the three panes have the least room."""
    window = studio.window(Role.SUPERVISOR)
    window.turn_to(Page.WORK)
    window.resize(QSize(1024, 700))
    work = window.work()
    assert work
    studio.wait(lambda: work.queue.model.listing is not None)
    work.open_card(window._desk.cards.first_rows(CardFilter(), Section.DUE, 1)[0].id)
    studio.settle()
    return window


@scene("call-on-another-page")
def _on_another_page(studio: Studio) -> MainWindow:
    window = studio.window(Role.SUPERVISOR)
    window.follow_calls(replace(READY, ringing=(make_call(None, Stage.RINGING, age_s=4, incoming=True),)))
    studio.settle()
    return window


@scene("call-behind-the-lock")
def _behind_the_lock(studio: Studio) -> MainWindow:
    window, _ = show(studio, "talking")
    studio.lock(window, LockReason.ASKED)
    window.lock_page.show_call(is_on=True, key=window.phone_keys.name_call())
    return window


@scene("call-help-asked")
def _help_asked(studio: Studio) -> MainWindow:
    window, work = show(studio, "talking")
    work.phone.pad.controls.show_help(is_asked=True)
    return window


@scene("call-keypad")
def _keypad(studio: Studio) -> QWidget:
    _, work = show(studio, "talking")
    work.phone.pad.controls.open_keypad()
    return work.phone.pad.controls.pop_up


@scene("call-targets")
def _targets(studio: Studio) -> QWidget:
    _, work = show(studio, "talking")
    work.calls._offer_targets(
        (
            TransferTarget(kind=TargetKind.QUEUE, place="service", name="客服队列"),
            TransferTarget(kind=TargetKind.COLLEAGUE, place="d1", name="王磊"),
            TransferTarget(kind=TargetKind.COLLEAGUE, place="d2", name="李娜"),
        )
    )
    return work.calls.menu


@scene("call-sound")
def _sound(studio: Studio) -> QWidget:
    _, work = show(studio, "ready")
    work.calls._open_sound()
    work.calls.sound._timer.stop()  # no telephone here that could be asked
    studio.settle()
    work.calls.sound._show(
        SoundDevices(("USB 耳麦", "摄像头"), ("USB 耳麦", "显示器"), "USB 耳麦", "USB 耳麦", "显示器")
    )
    studio.at_clearing(work.calls.sound.reject)
    work.calls.sound.level.setValue(62)
    return work.calls.sound


@scene("call-sound-missing")
def _sound_missing(studio: Studio) -> QWidget:
    _, work = show(studio, "no-microphone")
    work.calls._open_sound()
    studio.at_clearing(work.calls.sound.reject)
    return work.calls.sound


@scene("call-sound-at-table")
def _sound_at_table(studio: Studio) -> QWidget:
    _, work = show(studio, "table-ready")
    work.calls._open_sound()
    dialog = work.calls.sound
    dialog._timer.stop()
    studio.settle()
    real, dialog._choice = dialog._choice, cast(Any, SimpleNamespace(state=AT_TABLE, prefers_table=True))
    dialog._show(SoundDevices())
    dialog._show_way("8001")
    dialog._choice = real
    studio.at_clearing(dialog.reject)
    return dialog


@scene("call-lent-card")
def _lent_card(studio: Studio) -> MainWindow:
    window, work = show(studio, "talking")
    opened = work.card.opened
    assert opened
    work._show(replace(opened, card=structs.replace(opened.card, call="c134")))
    studio.settle()
    return window
