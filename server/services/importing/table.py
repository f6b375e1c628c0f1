"""What an import reads: rows of text, one after another, whatever file they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Cells = list[str] | None
"""One row; None where its quotation marks or cells are broken, so that only that row is lost."""


@dataclass(frozen=True)
class RowTable:
    """``rows`` of a file; the first has the number ``first`` in the file, as a spreadsheet counts.

    ``sha256`` is of the whole file, in hex. ``share`` tells how much of it was read, from 0 to 1. ``note`` says what
    a person should know of the file, or is empty.
    """

    rows: Iterator[Cells]
    sha256: str
    share: Callable[[], float]
    first: int = 1
    note: str = ""
