"""The first sheet of an XLSX workbook.

The format keeps a sheet's texts apart from its cells, so a workbook is unpacked as a whole; how much that may be is
bounded, and a larger one is to be saved as CSV, which streams.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import file_digest
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from protocol.administration import FileUnreadable
from server.services.importing.table import Cells, RowTable

LARGEST = 512 << 20
"""Bytes of a workbook when unpacked, at most: about 600,000 rows of ten cells, and as much memory."""

_EXACT = 10**15
"""From here on a spreadsheet's numbers have lost their last digits."""


def open_spreadsheet(path: Path) -> RowTable:
    """The rows of the first sheet; FileUnreadable when it is no workbook, damaged, or too large to unpack."""
    _examine(path)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        names = workbook.sheet_names
        sheet = workbook.get_sheet_by_index(0)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise FileUnreadable(file=path.name, reason="it is not an XLSX workbook, or is damaged") from error
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    walk = _Walk(sheet)
    note = f"Only the first of its {len(names)} sheets was read." if len(names) > 1 else ""
    return RowTable(iter(walk), digest, walk.share, (sheet.start or (0, 0))[0] + 1, note)


class _Walk:
    def __init__(self, sheet: CalamineSheet) -> None:
        self._sheet, self._done = sheet, 0

    def __iter__(self) -> Iterator[Cells]:
        for row in self._sheet.iter_rows():
            self._done += 1
            yield [cell if isinstance(cell, str) else _write_cell(cell) for cell in row]

    def share(self) -> float:
        return self._done / max(1, self._sheet.height)


def _examine(path: Path) -> None:
    """Refuse what is no whole workbook before any of it is unpacked in memory."""
    with path.open("rb") as file:
        start = file.read(4)
    if start == b"\xd0\xcf\x11\xe0":
        reason = "it is an old Excel file (.xls), or is protected by a password"
        raise FileUnreadable(file=path.name, reason=reason)
    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:
                reason = f"it unpacks to more than {LARGEST >> 20} MB; save it as CSV, which has no limit"
                raise FileUnreadable(file=path.name, reason=reason)
            damaged = parts.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise FileUnreadable(file=path.name, reason="it is not an XLSX workbook, or is cut off") from error
    if damaged:
        raise FileUnreadable(file=path.name, reason="it is damaged")


def _write_cell(cell: object) -> str:
    """A cell as text. A number too long for a spreadsheet stays in the notation that shows its loss."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, int) and abs(cell) >= _EXACT:
        return f"{cell:.14E}"
    if isinstance(cell, float):
        return f"{cell:.14E}" if abs(cell) >= _EXACT else str(cell)
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
