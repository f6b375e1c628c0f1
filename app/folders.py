"""Where a desk keeps its files on this machine (D6)."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "VEILDESK_DESK"
"""Names another folder: for tests, demonstrations and a second desk of one user."""


def desk_folder() -> Path:
    """The desk's folder: ``VEILDESK_DESK``, or the user's data folder for ``veildesk``. It need not exist yet."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return Path(chosen).expanduser().resolve()
    from platformdirs import user_data_path

    return user_data_path("veildesk", appauthor=False, roaming=False)
