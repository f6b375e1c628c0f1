"""What an error says, in three sentences (ui.md)."""

from __future__ import annotations

from msgspec import Struct

from ui.sentences import join_sentences


class ErrorText(Struct, frozen=True):
    """Three sentences; the third may be empty only where a fact fills it."""

    what: str
    meaning: str
    next_step: str

    def as_line(self) -> str:
        """All of it on one line, for a banner or a screen reader."""
        return join_sentences(self.what, self.meaning, self.next_step)

    def meaning_and_next(self) -> str:
        """What it means and what to do, under a title that says what happened."""
        return join_sentences(self.meaning, self.next_step)
