"""What an error says, in three sentences (ui.md)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ErrorText:
    """Three sentences; the third may be empty only where a fact fills it."""

    what: str
    meaning: str
    next_step: str

    def as_line(self) -> str:
        """All of it on one line, for a banner or a screen reader."""
        return self._join(self.what, self.meaning, self.next_step)

    def meaning_and_next(self) -> str:
        """What it means and what to do, under a title that says what happened."""
        return self._join(self.meaning, self.next_step)

    def _join(self, *parts: str) -> str:
        gap = "" if self.what.endswith("。") else " "
        return gap.join(part for part in parts if part)
