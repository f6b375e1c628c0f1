"""Files that are either the old ones or the new ones, never half of each (A8)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from secure_store.storing import translate_os_errors

OWNER_ONLY_FILE = 0o600
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)  # Windows rewrites line ends without it


def write_file(path: Path, data: bytes) -> None:
    """Replace ``path`` with ``data``, owner-only, durable when this returns.

    StoreUnwritable leaves the old file, or the new one where only the folder could not be synced.
    """
    fresh = path.with_name(path.name + ".new")
    with translate_os_errors():
        try:
            descriptor = os.open(fresh, _FLAGS, OWNER_ONLY_FILE)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames within ``folder`` durable; Windows does so by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
