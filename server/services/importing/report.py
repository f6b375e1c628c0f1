"""The report beside the input: every row that stayed out, with number, column, reason; values masked (M1)."""

from __future__ import annotations

import csv
from pathlib import Path
from types import TracebackType
from typing import TextIO

from server.services.importing.checking import BadRow

HEADER = ("row", "column", "reason", "masked value")


class ImportReport:
    """Written row by row; there is no file where every row was good."""

    def __init__(self, source: Path) -> None:
        self.path = source.with_name(source.name + ".report.csv")
        self.path.unlink(missing_ok=True)
        self.count = 0
        self._file: TextIO | None = None

    def add(self, bad: BadRow) -> None:
        """One more row that stayed out."""
        if self._file is None:
            self._file = self.path.open("w", encoding="utf-8-sig", newline="")
            csv.writer(self._file).writerow(HEADER)
        csv.writer(self._file).writerow((bad.number, bad.column, bad.reason.value, bad.masked))
        self.count += 1

    def __enter__(self) -> ImportReport:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()
