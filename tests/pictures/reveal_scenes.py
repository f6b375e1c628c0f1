"""Seeing one value: ask, prove, wait, see, gone; and every way it can end."""

from __future__ import annotations

from typing import Any

from PySide6.QtTest import QTest

from app.reveal import CloseReason
from protocol.errors import VeildeskError
from protocol.fields import FieldKind
from protocol.reveal_refusals import ConsentMissing, OutsideHours, QuotaUsedUp, RevealDenied, RevealGone
from protocol.reveals import RevealState
from protocol.road import CentralUnreachable
from protocol.roles import Role
from protocol.trail import TrailOverdue
from secure_store.secret import Secret
from tests.pictures.people_and_desks import make_reveal
from tests.pictures.scenes import add_scene, scene
from tests.pictures.studio import Studio
from tests.pictures.work_scenes import open_work
from tests.ui.working_desk import PASSWORD
from ui.icons import IconName
from ui.reveal.dialog import RevealDialog
from ui.style import Tone

VALUES = {
    FieldKind.MOBILE: "13800005678",
    FieldKind.ID_NUMBER: "11010119900307123X",
    FieldKind.ADDRESS: "广东省深圳市南山区科技园南区高新南七道 12 号 3 栋 1704 室",
}
"""Synthetic: nobody's number, nobody's ID (its check digit is wrong), nobody's address."""


def open_reveal(studio: Studio, field: FieldKind = FieldKind.ID_NUMBER, *, filled: bool = True) -> RevealDialog:
    """The dialog over the card, asking for ``field``."""
    window, work = open_work(studio)
    assert work.card.opened
    window._reveal(work.card.opened, field)
    dialog = window._dialog
    if filled:
        dialog.form.reason.setText("客户办理业务，需要核验身份")
        QTest.keyClicks(dialog.form.password, PASSWORD.decode())
    studio.settle()
    return dialog


def show_value(studio: Studio, field: FieldKind) -> RevealDialog:
    """The dialog with a value on its stage."""
    dialog = open_reveal(studio, field, filled=False)
    dialog.form.reason.setText("客户办理业务，需要核验身份")
    dialog.form.setEnabled(False)
    view = dialog.stage.show_view()
    view.show_secret(Secret.take(bytearray(VALUES[field].encode())), field, 15, dialog._watermark(make_reveal()), 2291)
    return dialog


@scene("reveal-form")
def _form(studio: Studio) -> RevealDialog:
    return open_reveal(studio, filled=False)


@scene("reveal-form-filled", in_docs=True)
def _filled(studio: Studio) -> RevealDialog:
    return open_reveal(studio)


@scene("reveal-form-emergency")
def _emergency(studio: Studio) -> RevealDialog:
    _, work = open_work(studio)
    window = studio.window(Role.SUPERVISOR)
    assert work.card.opened
    window._reveal(work.card.opened, FieldKind.MOBILE)
    window._dialog.form.break_glass.setChecked(True)
    return window._dialog


@scene("reveal-asking")
def _asking(studio: Studio) -> RevealDialog:
    dialog = open_reveal(studio)
    dialog._say_asking()
    return dialog


def _wait(studio: Studio, **facts: Any) -> RevealDialog:
    dialog = open_reveal(studio, filled=False)
    dialog.form.reason.setText("客户办理业务，需要核验身份")
    dialog.form.setEnabled(False)
    dialog.stage.wait(make_reveal(**facts))
    return dialog


add_scene("reveal-waiting", lambda studio: _wait(studio, deciders=("李娜", "陈建国")), in_docs=True)
add_scene("reveal-waiting-nobody", _wait)
add_scene("reveal-shown-mobile", lambda studio: show_value(studio, FieldKind.MOBILE))
add_scene("reveal-shown-id", lambda studio: show_value(studio, FieldKind.ID_NUMBER), in_docs=True)
add_scene("reveal-shown-address", lambda studio: show_value(studio, FieldKind.ADDRESS))


@scene("reveal-gone")
def _gone(studio: Studio) -> RevealDialog:
    from app.reveal import ShownReveal

    dialog = open_reveal(studio, filled=False)
    dialog._shown = ShownReveal(Secret.take(bytearray(b"1")), make_reveal())
    dialog._shown.secret.wipe()
    dialog._after_view(CloseReason.ASKED.value, 9000)
    return dialog


def _end(studio: Studio, state: RevealState, note: str) -> RevealDialog:
    dialog = open_reveal(studio, filled=False)
    dialog._end(dialog._word_end(make_reveal(state, note)), Tone.WARN, IconName.CIRCLE_X)
    return dialog


add_scene("reveal-refused", lambda studio: _end(studio, RevealState.REFUSED, "请先核对客户报出的后四位"))
add_scene("reveal-expired", lambda studio: _end(studio, RevealState.EXPIRED, ""))


def _fail(studio: Studio, error: VeildeskError) -> RevealDialog:
    dialog = open_reveal(studio, filled=False)
    dialog._fail(error)
    return dialog


for _error in (
    RevealDenied(),
    RevealGone(),
    QuotaUsedUp(limit="20"),
    OutsideHours(opens="09:00", closes="20:00"),
    ConsentMissing(),
    CentralUnreachable(),
    TrailOverdue(waiting="2314", hours="9"),
):
    add_scene(f"reveal-{_error.problem.value}", lambda studio, error=_error: _fail(studio, error))
