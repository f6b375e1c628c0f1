"""The keys of the telephone, which everybody may change; they work while a window of the desk has the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from ui.keys import Key, KeyGroup, KeyHelp


class PhoneKey(StrEnum):
    """What a key does, and the key that does it unless the person chose another."""

    CALL = "F4"
    """Call the open card, give up, answer, or hang up: whatever comes next."""
    DECLINE = "Shift+F4"
    MUTE = "F2"
    HOLD = "F3"
    KEYPAD = "F7"
    TRANSFER = "Ctrl+T"
    PAUSE = "Ctrl+P"
    NEXT = "F12"
    HELP = "F11"


PhoneKeys = Mapping[PhoneKey, str]
_MODIFIERS, _KEYS = Qt.KeyboardModifier, Qt.Key
_MOVING = frozenset(
    {
        *(_KEYS.Key_Return, _KEYS.Key_Enter, _KEYS.Key_Escape, _KEYS.Key_Tab, _KEYS.Key_Backtab),
        *(_KEYS.Key_Backspace, _KEYS.Key_Delete, _KEYS.Key_Insert, _KEYS.Key_Home, _KEYS.Key_End),
        *(_KEYS.Key_Up, _KEYS.Key_Down, _KEYS.Key_Left, _KEYS.Key_Right, _KEYS.Key_PageUp, _KEYS.Key_PageDown),
    }
)
_EDITING = frozenset({_KEYS.Key_A, _KEYS.Key_C, _KEYS.Key_V, _KEYS.Key_X, _KEYS.Key_Y, _KEYS.Key_Z})
"""With Ctrl."""


def read_keys(kept: Mapping[str, str]) -> dict[PhoneKey, str]:
    """The keys in force: those that were chosen (by the name of what they do), the usual ones for the rest, and in
    place of what people type and move with."""
    chosen = {key: kept.get(key.name.lower(), key.value) for key in PhoneKey}
    return {key: key.value if _is_for_typing(QKeySequence(text)) else text for key, text in chosen.items()}


def name_key(keys: PhoneKeys, key: PhoneKey) -> str:
    """A key as people write it."""
    return QKeySequence(keys[key]).toString(QKeySequence.SequenceFormat.NativeText)


def name_act(key: PhoneKey) -> str:
    """What a key does, in words."""
    translate = QCoreApplication.translate
    return {
        PhoneKey.CALL: translate("Phone", "Call, answer, hang up"),
        PhoneKey.DECLINE: translate("Phone", "Decline a call"),
        PhoneKey.MUTE: translate("Phone", "Mute"),
        PhoneKey.HOLD: translate("Phone", "Hold"),
        PhoneKey.KEYPAD: translate("Phone", "Keypad"),
        PhoneKey.TRANSFER: translate("Phone", "Hand the call on"),
        PhoneKey.PAUSE: translate("Phone", "Pause, go on"),
        PhoneKey.NEXT: translate("Phone", "Next customer"),
        PhoneKey.HELP: translate("Phone", "Ask for help, withdraw it"),
    }[key]


def list_phone_keys(kept: Mapping[str, str]) -> KeyGroup:
    """The keys in force, for the list of all keys."""
    keys = read_keys(kept)
    lines = tuple(KeyHelp(name_key(keys, key), name_act(key)) for key in PhoneKey)
    return KeyGroup(QCoreApplication.translate("Keys", "Telephone"), lines)


def find_clash(keys: PhoneKeys) -> PhoneKey | None:
    """The first key that does two things now, or that people type, edit and move with; None when all is well."""
    taken = {QKeySequence(key.value).toString() for key in Key}
    for key, chosen in keys.items():
        sequence = QKeySequence(chosen)
        text = sequence.toString()
        if sequence.count() != 1 or _is_for_typing(sequence) or text in taken:
            return key
        taken.add(text)
    return None


def _is_for_typing(sequence: QKeySequence) -> bool:
    if sequence.count() != 1:
        return False
    pressed: QKeyCombination = cast("Any", sequence)[0]  # PySide6's stubs do not know that it can be asked by place
    key, held = pressed.key(), pressed.keyboardModifiers()
    if key in _MOVING:
        return True
    if not held & (_MODIFIERS.ControlModifier | _MODIFIERS.AltModifier | _MODIFIERS.MetaModifier):
        return key < Qt.Key.Key_Escape  # below it stand the characters
    return held == _MODIFIERS.ControlModifier and key in _EDITING
