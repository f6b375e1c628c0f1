"""What a desk remembers of how its window looks; nothing of any customer."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct

FILE = "settings.json"


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


class DeskSettings(Struct, frozen=True, kw_only=True):
    """``splitters``: widths of the main window's panes in pixels; ``geometry``: Qt's own bytes; both may be empty."""

    language: Language = Language.SYSTEM
    scheme: Scheme = Scheme.SYSTEM
    last_username: str = ""
    splitters: tuple[int, ...] = ()
    geometry: bytes = b""


def load_settings(folder: Path) -> DeskSettings:
    """The settings kept in ``folder``; the defaults when there are none or they cannot be read."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=DeskSettings)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return DeskSettings()


def save_settings(folder: Path, settings: DeskSettings) -> None:
    """Keep ``settings``, the old file or the new one whole; StoreUnwritable when the disk refuses."""
    from secure_store.atomic_file import write_file  # brings the database along, which the first window does without

    write_file(folder / FILE, msgspec.json.encode(settings))
