"""Columns as they are found, whatever was written into them: SQLite keeps text where bytes belong, and the reverse.

What comes out is judged like anything else.
"""

from __future__ import annotations


def read_blob(stored: bytes | memoryview | str) -> bytes:
    """A column of bytes."""
    return stored.encode("utf-8", "surrogatepass") if isinstance(stored, str) else bytes(stored)


def read_text(stored: str | bytes) -> str:
    """A column of text."""
    return stored.decode("utf-8", "replace") if isinstance(stored, bytes) else stored
