"""What a guard saw and what to do now, in the person's language (D5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.guards.sighting import Kind
from protocol.guarding import Channel
from ui.sentences import join_sentences
from ui.translation_mark import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from app.guards.sentry import Sentry
    from app.guards.sighting import Sighting

_SEEN = {
    Kind.MASS_STORAGE: QT_TRANSLATE_NOOP("GuardWords", "A USB storage device was plugged in{name}."),
    Kind.UAS: QT_TRANSLATE_NOOP("GuardWords", "A USB disk was plugged in{name}."),
    Kind.MTP: QT_TRANSLATE_NOOP("GuardWords", "A telephone or player that takes files was plugged in{name}."),
    Kind.PTP: QT_TRANSLATE_NOOP("GuardWords", "A camera, or a telephone as a camera, was plugged in{name}."),
    Kind.CARD_READER: QT_TRANSLATE_NOOP("GuardWords", "A card reader was plugged in{name}."),
    Kind.MEMORY_CARD: QT_TRANSLATE_NOOP("GuardWords", "A memory card was put in{name}."),
    Kind.PHONE_NETWORK: QT_TRANSLATE_NOOP("GuardWords", "A telephone that shares its network was plugged in{name}."),
    Kind.REMOVABLE_DISK: QT_TRANSLATE_NOOP("GuardWords", "A removable disk was plugged in{name}."),
    Kind.MOUNT: QT_TRANSLATE_NOOP("GuardWords", "A disk or network folder was connected{name}."),
    Kind.CAPTURE_TOOL: QT_TRANSLATE_NOOP("GuardWords", "A program that takes pictures of the screen is running{name}."),
    Kind.CAPTURE_KEY: QT_TRANSLATE_NOOP(
        "GuardWords", "The key that takes a picture of the screen was pressed beside a value{name}."
    ),
    Kind.CAPTURE_PORTAL: QT_TRANSLATE_NOOP(
        "GuardWords", "A program asked the desktop for a picture of the screen, or to share it{name}."
    ),
}
_BLIND = {
    Channel.USB: QT_TRANSLATE_NOOP("GuardWords", "This desk cannot see what is plugged in."),
    Channel.MOUNT: QT_TRANSLATE_NOOP("GuardWords", "This desk cannot see which disks are connected."),
    Channel.SCREEN: QT_TRANSLATE_NOOP("GuardWords", "This desk cannot see who takes pictures of the screen."),
}
_REMOVE = QT_TRANSLATE_NOOP(
    "GuardWords", "It is recorded. Take it out, then enter your password; until then the desk stays locked."
)
_GONE = QT_TRANSLATE_NOOP(
    "GuardWords", "It is gone now, and recorded. Enter your password to go on; your work is safe."
)
_GO_ON = {
    Channel.USB: QT_TRANSLATE_NOOP(
        "GuardWords", "It is recorded. Take it out and go on; if it is not yours, call security."
    ),
    Channel.MOUNT: QT_TRANSLATE_NOOP(
        "GuardWords", "It is recorded. Disconnect it and go on; if it is not yours, call security."
    ),
    Channel.SCREEN: QT_TRANSLATE_NOOP(
        "GuardWords", "The value was closed and it is recorded. Close the program, then ask again."
    ),
}
_CALL = QT_TRANSLATE_NOOP(
    "GuardWords", "It is recorded. Start the desk again; if this repeats, call your administrator."
)


def tell_sighting(sighting: Sighting, *, holds: bool, gone: bool = False) -> str:
    """What was seen, and the next step: it ``holds`` the desk, it is ``gone``, or neither."""
    if sighting.kind is Kind.GUARD_DOWN:
        return join_sentences(_translate(_BLIND[sighting.channel]), _translate(_CALL))
    step = _GONE if gone else _REMOVE if holds else _GO_ON[sighting.channel]
    return join_sentences(tell_seen(sighting.kind, sighting.name), _translate(step))


def tell_seen(kind: str, name: str) -> str:
    """What was seen, by the name that it has for itself; nothing for a kind that this desk does not know."""
    named = _translate(QT_TRANSLATE_NOOP("GuardWords", " ({name})")).format(name=name) if name else ""
    return _translate(_SEEN[Kind(kind)]).format(name=named) if kind in _SEEN else ""


def tell_sentry(sentry: Sentry) -> str:
    """What locked the desk and whether it is still there; empty when no guard did."""
    latest = sentry.latest
    if latest is None:
        return ""
    holding = sentry.holding
    return tell_sighting(holding or latest, holds=holding is not None, gone=latest.stays and not sentry.is_there)


def _translate(sentence: str) -> str:
    return QCoreApplication.translate("GuardWords", sentence)
