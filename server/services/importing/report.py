"""The report beside the input: every row that stayed out, with number, column, reason, and what to do in English and
Chinese; values masked (M1)."""

from __future__ import annotations

import csv
import os
from collections import Counter
from pathlib import Path
from types import TracebackType

from server.services.importing.checking import BadRow
from server.services.importing.reasons import explain

HEADER = ("row", "column", "reason", "masked value", "what to do", "说明")


class ImportReport:
    """Written row by row, its owner's alone; there is no file where every row was good.

    It is made at once, so that a folder in which it cannot stand stops an import before anything is stored.
    """

    def __init__(self, source: Path) -> None:
        self.path = source.with_name(source.name + ".report.csv")
        self.path.unlink(missing_ok=True)
        self.count = 0
        self.reasons: Counter[str] = Counter()
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(HEADER)

    def add(self, bad: BadRow) -> None:
        """One more row that stayed out."""
        self._writer.writerow((bad.number, bad.column, bad.reason, bad.masked, *explain(bad.reason)))
        self.reasons[bad.reason] += 1
        self.count += 1

    def keep(self) -> None:
        """Make what was added so far durable."""
        if self.count:
            self._file.flush()

    def __enter__(self) -> ImportReport:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if not self.count:
            self.path.unlink(missing_ok=True)
