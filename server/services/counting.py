"""Numbers in sentences."""

from __future__ import annotations


def say_count(number: int, what: str) -> str:
    """``1 event``, ``2,500 events``; ``what`` is the one, whose plural adds an s."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
