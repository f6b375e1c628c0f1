"""Reading rows from a file, whatever a CRM called its export, without holding a CSV in memory (C3)."""

from __future__ import annotations

from pathlib import Path

from protocol.administration import FileUnreadable
from server.services.importing.spreadsheet import open_spreadsheet
from server.services.importing.table import RowTable
from server.services.importing.text import open_text

_TEXTS = (".csv", ".tsv", ".txt")


def open_table(path: Path) -> RowTable:
    """The rows of a file, its header first; FileUnreadable when it is not what its name says."""
    if not path.is_file():
        raise FileUnreadable(file=path.name, reason="there is no such file")
    suffix = path.suffix.lower()
    if suffix in _TEXTS:
        return open_text(path)
    if suffix == ".xlsx":
        return open_spreadsheet(path)
    if suffix in (".xls", ".et", ".xlsb", ".ods"):
        raise FileUnreadable(file=path.name, reason=f"it is {suffix}, an older or another spreadsheet format")
    raise FileUnreadable(file=path.name, reason="its name ends neither in .csv nor in .xlsx")
