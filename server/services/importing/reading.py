"""Reading rows from CSV (UTF-8, with BOM or without, GB18030) and XLSX, without holding the file in memory."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from protocol.administration import FileUnreadable

_CHUNK = 1 << 20
_LONGEST_CELL = 64 * 1024


def read_rows(path: Path) -> Iterator[list[str]]:
    """The rows of a file, the header first; FileUnreadable when it is not what its name says.

    CSV streams. An XLSX is unpacked row by row; its shared strings stay in memory, as the format demands.
    """
    suffix = path.suffix.lower()
    if not path.is_file():
        raise FileUnreadable(file=str(path), reason="there is no such file")
    if suffix == ".csv":
        return _read_csv(path)
    if suffix == ".xlsx":
        return _read_xlsx(path)
    raise FileUnreadable(file=path.name, reason="it is neither .csv nor .xlsx")


def find_encoding(path: Path) -> str:
    """The one encoding of the file's whole text; UTF-8 wins where both would do. FileUnreadable when neither does."""
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise FileUnreadable(file=path.name, reason="it is UTF-16")
    if start.startswith(b"PK\x03\x04"):
        raise FileUnreadable(file=path.name, reason="it is an XLSX or ZIP file with the name of a CSV")
    for encoding in ("utf-8-sig", "gb18030"):
        if _decodes(path, encoding):
            return encoding
    raise FileUnreadable(file=path.name, reason="its text is neither UTF-8 nor GB18030")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if b"\x00" in chunk:
                    return False
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _read_csv(path: Path) -> Iterator[list[str]]:
    encoding = find_encoding(path)
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline()
        delimiter = max(",;\t", key=first.count)
        file.seek(0)
        try:
            yield from csv.reader(file, delimiter=delimiter, strict=True)
        except csv.Error as error:
            raise FileUnreadable(file=path.name, reason=f"its quotation marks or cells are broken ({error})") from error


def _read_xlsx(path: Path) -> Iterator[list[str]]:
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        sheet = workbook.get_sheet_by_index(0)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise FileUnreadable(file=path.name, reason="it is not an XLSX file") from error
    for row in sheet.iter_rows():
        yield [_write_cell(cell) for cell in row]


def _write_cell(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
