"""A program that reads the first sheet of a workbook and writes its rows: ``python -m … FILE``.

A workbook is a stranger's file, and the library that reads it holds a whole sheet in memory; some kilobytes can ask for
any number of gigabytes, and what then fails is the process. So it is a process of its own: it holds no keys, its memory
is bounded, and when it dies Central goes on.

It writes one :class:`SheetStart` as a line of JSON, then each row as a line of JSON: an array of texts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain, islice

import msgspec
from msgspec import Struct
from python_calamine import CalamineError, CalamineWorkbook

from server.services.importing.memory_bound import bound_memory

MEMORY = 2 << 30
"""Bytes that this process may take up."""

_EXACT = 10**15
"""From here on a spreadsheet's numbers have lost their last digits."""
_BUFFER = 1 << 20
_LAST_ROW = 1 << 20  # of a sheet, as ECMA-376 has it
_LARGEST_GAP = 10_000_000  # cells above the first that holds something: more only take time


class SheetStart(Struct, frozen=True):
    """What is known of the sheet before its rows: the number of its first row, how many follow, how many sheets there
    are. ``readable`` is false where the file is no workbook; then no row follows."""

    readable: bool = False
    first: int = 1
    height: int = 0
    sheets: int = 0


def main() -> None:
    """Read the workbook that the command line names."""
    bound_memory(MEMORY)
    encode = msgspec.json.encode
    with open(1, "wb", buffering=_BUFFER, closefd=False) as output:
        for item in _read(sys.argv[1]):
            output.write(encode(item) + b"\n")


def _read(path: str) -> Iterator[SheetStart | list[str]]:
    try:
        workbook = CalamineWorkbook.from_path(path)
        sheet = workbook.get_sheet_by_index(0)
    except (CalamineError, OSError, ValueError, IndexError):
        return iter([SheetStart()])
    above, _ = sheet.start or (0, 0)  # empty rows, which the iterator gives too
    if above * sheet.width > _LARGEST_GAP or sheet.total_height > _LAST_ROW:
        return iter([SheetStart()])
    start = SheetStart(True, above + 1, sheet.height, len(workbook.sheet_names))
    return chain([start], (list(map(write_cell, row)) for row in islice(sheet.iter_rows(), above, None)))


def write_cell(cell: object) -> str:
    """A cell as text. A number too long for a spreadsheet stays in the notation that shows its loss."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, int) and abs(cell) >= _EXACT:
        return f"{cell:.14E}"
    if isinstance(cell, float):
        return f"{cell:.14E}" if abs(cell) >= _EXACT else str(cell)
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


if __name__ == "__main__":
    main()
