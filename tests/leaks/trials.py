"""What was tried in each channel, what was found, and how: the rows that ``make leaks`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

PROPERTY = "leak trial"
"""Under this name a row travels with its test's report, from another process, too."""
HEADS = ("channel", "tried", "found", "how")


@dataclass(frozen=True)
class Trial:
    """One row. ``channel`` is a word of the threat model; ``tried`` says what, or how much; ``found`` counts copies of
    the planted plaintext, or ways that were open; ``how`` names the tool."""

    channel: str
    tried: str
    found: int
    how: str


@dataclass
class Trials:
    """The rows of one test; they go into its report as they are."""

    properties: list[tuple[str, object]]

    def note(self, channel: str, tried: str, found: int, how: str) -> None:
        """Write a row down, before the test judges it."""
        self.properties.append((PROPERTY, astuple(Trial(channel, tried, found, how))))


def read_trials(properties: Sequence[tuple[str, object]]) -> Iterator[Trial]:
    """The rows in a report's properties."""
    for name, value in properties:
        if name == PROPERTY:
            yield Trial(*value)  # type: ignore[misc]


def write_table(trials: Sequence[Trial], untried: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The table, line by line, channels together; under it the tests that were left out here, and why."""
    order = {trial.channel: place for place, trial in reversed(list(enumerate(trials)))}
    rows = [HEADS, *(_show(trial) for trial in sorted(trials, key=lambda trial: order[trial.channel]))]
    widths = [max(_width(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        padded = (text + " " * (widths[column] - _width(text)) for column, text in enumerate(row[:3]))
        yield "  ".join((*padded, row[3]))
    for name, reason in untried:
        yield f"not tried here: {name}: {reason}"


def _show(trial: Trial) -> tuple[str, str, str, str]:
    return trial.channel, trial.tried, str(trial.found), trial.how


def _width(text: str) -> int:
    return sum(2 if "\u2e80" <= sign <= "\uffef" else 1 for sign in text)
