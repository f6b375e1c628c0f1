"""What a desk remembers of how its window looks; nothing of any customer.

Read before the first window is painted, and so by the standard library alone.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

FILE = "settings.json"
_WIDEST = 1 << 15
"""Pixels; Qt takes no more than a C int, and no screen has as many."""


class Language(StrEnum):
    """The language on screen."""

    SYSTEM = "system"
    CHINESE = "zh_CN"
    ENGLISH = "en"


class Scheme(StrEnum):
    """Light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, kw_only=True)
class PhoneSettings:
    """``keys``: those that the person chose, by the name of what they do; ``everywhere``: what he wants its key for in
    every program, by name; devices by the system's names, empty for the usual ones; ``auto_next``: whether the next
    card opens by itself; ``table``: whether calls run over the telephone on the table, where policy leaves the choice
    to the person."""

    keys: dict[str, str] = field(default_factory=dict)
    everywhere: tuple[str, ...] = ()
    auto_next: bool = False
    microphone: str = ""
    speaker: str = ""
    ringer: str = ""
    table: bool = False


@dataclass(frozen=True, kw_only=True)
class DeskSettings:
    """``splitters``: widths of the main window's panes in pixels; ``geometry``: Qt's own bytes; both may be empty."""

    language: Language = Language.SYSTEM
    scheme: Scheme = Scheme.SYSTEM
    last_username: str = ""
    splitters: tuple[int, ...] = ()
    geometry: bytes = b""
    phone: PhoneSettings = field(default_factory=PhoneSettings)


def load_settings(folder: Path) -> DeskSettings:
    """The settings kept in ``folder``; the defaults when there are none or they cannot be read."""
    place = folder / FILE
    try:
        if not place.is_file():  # a pipe would keep the desk waiting for whoever writes to it
            return DeskSettings()
        return _read(json.loads(place.read_bytes()))
    except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return DeskSettings()


def save_settings(folder: Path, settings: DeskSettings) -> None:
    """Keep ``settings``, the old file or the new one whole; StoreUnwritable when the disk refuses."""
    from secure_store.atomic_file import write_file  # brings the database along, which the first window does without

    kept = {**asdict(settings), "geometry": b64encode(settings.geometry).decode("ascii")}
    write_file(folder / FILE, json.dumps(kept, ensure_ascii=False).encode())


def _read(kept: dict[str, Any]) -> DeskSettings:
    """What :func:`load_settings` catches when ``kept`` is not as :func:`save_settings` writes it."""
    splitters = tuple(int(width) for width in kept.get("splitters", ()))
    if any(not 0 <= width <= _WIDEST for width in splitters):
        raise ValueError("no width of a pane")
    json.dumps(kept, ensure_ascii=False).encode()  # half a surrogate pair could not be kept again
    return DeskSettings(
        language=Language(kept.get("language", Language.SYSTEM)),
        scheme=Scheme(kept.get("scheme", Scheme.SYSTEM)),
        last_username=str(kept.get("last_username", "")),
        splitters=splitters,
        geometry=b64decode(kept.get("geometry", ""), validate=True),
        phone=_read_phone(kept.get("phone", {})),
    )


def _read_phone(kept: dict[str, Any]) -> PhoneSettings:
    return PhoneSettings(
        keys={str(name): str(key) for name, key in kept.get("keys", {}).items()},
        everywhere=tuple(str(name) for name in kept.get("everywhere", ())),
        auto_next=bool(kept.get("auto_next", False)),
        microphone=str(kept.get("microphone", "")),
        speaker=str(kept.get("speaker", "")),
        ringer=str(kept.get("ringer", "")),
        table=bool(kept.get("table", False)),
    )
