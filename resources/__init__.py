"""Icons, style, translations, consent wordings and demo data that ship with Veildesk."""

from pathlib import Path

_PLACE = Path(__file__).parent


def find_resource(*names: str) -> Path:
    """A file or folder here, e.g. ``find_resource("icons", "bell.svg")``."""
    return _PLACE.joinpath(*names)
