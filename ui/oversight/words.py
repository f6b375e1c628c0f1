"""The words of the oversight pages: states of desks and accounts, moments."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from protocol.oversight import AccountState, DeviceState
from protocol.times import Instant


def name_device_state(state: DeviceState) -> str:
    """Whether a desk may work."""
    translate = QCoreApplication.translate
    return {
        DeviceState.ENROLLED: translate("OversightWords", "Enrolled"),
        DeviceState.REVOKED: translate("OversightWords", "Revoked"),
        DeviceState.FROZEN: translate("OversightWords", "Frozen"),
    }[state]


def name_account_state(state: AccountState) -> str:
    """Whether a person may sign in."""
    translate = QCoreApplication.translate
    return {
        AccountState.ACTIVE: translate("OversightWords", "Active"),
        AccountState.LOCKED: translate("OversightWords", "Locked"),
        AccountState.FROZEN: translate("OversightWords", "Frozen"),
        AccountState.DISABLED: translate("OversightWords", "Closed"),
    }[state]


def show_moment(moment: Instant | None) -> str:
    """A moment by this desk's clock, to the minute."""
    if not moment:
        return QCoreApplication.translate("OversightWords", "never")
    local = QDateTime.fromString(moment, Qt.DateFormat.ISODateWithMs).toLocalTime()
    return QLocale().toString(local, "yyyy-MM-dd HH:mm")
