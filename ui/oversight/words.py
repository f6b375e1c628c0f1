"""The words of the oversight pages: states of desks and accounts, moments."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from protocol.oversight import AccountState, DeviceRow, DeviceState
from protocol.posture import Check, Standing, list_checks
from protocol.times import Instant
from ui.clock_words import write_day, write_minute
from ui.icons import IconName
from ui.posture_names import join_checks
from ui.style import Tone
from ui.words import Sign


def name_device_state(state: DeviceState) -> Sign:
    """Whether a desk may work."""
    translate = QCoreApplication.translate
    return {
        DeviceState.ENROLLED: Sign(IconName.CIRCLE_CHECK, translate("OversightWords", "Enrolled"), Tone.OK),
        DeviceState.REVOKED: Sign(IconName.CIRCLE_X, translate("OversightWords", "Revoked"), Tone.MUTED),
        DeviceState.FROZEN: Sign(IconName.SNOWFLAKE, translate("OversightWords", "Frozen"), Tone.STOP),
    }[state]


def name_posture(row: DeviceRow) -> Sign:
    """How well a desk's machine is shut, by its own word, and what policy makes of it."""
    translate = QCoreApplication.translate
    if row.unmet:
        word = translate("OversightWords", "No customer data: {checks}").format(checks=join_checks(row.unmet))
        return Sign(IconName.SHIELD_ALERT, word, Tone.STOP)
    if row.posture is None:
        return Sign(IconName.CIRCLE_HELP, translate("OversightWords", "Not told"), Tone.MUTED)
    open_, unknown = (_list_standing(row, standing) for standing in (Standing.BAD, Standing.UNKNOWN))
    words = []
    if open_:
        words.append(translate("OversightWords", "Open: {checks}").format(checks=join_checks(open_)))
    if unknown:
        words.append(translate("OversightWords", "Unknown: {checks}").format(checks=join_checks(unknown)))
    if not words:
        return Sign(IconName.SHIELD_CHECK, translate("OversightWords", "All checks hold"), Tone.OK)
    return Sign(IconName.SHIELD, " · ".join(words), Tone.WARN if open_ else Tone.WAIT)


def _list_standing(row: DeviceRow, standing: Standing) -> tuple[Check, ...]:
    if row.posture is None:
        return ()
    return tuple(check for check in list_checks(row.platform) if row.posture.find(check) is standing)


def name_account_state(state: AccountState) -> Sign:
    """Whether a person may sign in."""
    translate = QCoreApplication.translate
    return {
        AccountState.ACTIVE: Sign(IconName.CIRCLE_CHECK, translate("OversightWords", "Active"), Tone.OK),
        AccountState.LOCKED: Sign(IconName.LOCK, translate("OversightWords", "Locked"), Tone.WAIT),
        AccountState.FROZEN: Sign(IconName.SNOWFLAKE, translate("OversightWords", "Frozen"), Tone.STOP),
        AccountState.DISABLED: Sign(IconName.CIRCLE_X, translate("OversightWords", "Closed"), Tone.MUTED),
    }[state]


def show_moment(moment: Instant | None) -> str:
    """A moment by this desk's clock, to the minute."""
    if not moment:
        return QCoreApplication.translate("OversightWords", "never")
    return f"{write_day(moment)} {write_minute(moment)}"
