"""The words of the oversight pages: states of desks and accounts, moments."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from protocol.oversight import AccountState, DeviceState
from protocol.times import Instant
from ui.clock_words import write_day, write_minute
from ui.icons import IconName
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
