"""``veildesk doctor``: the machine under a desk, looked over at a terminal (A3, A4, D5).

Nothing is changed, and nothing is sent: what Central hears is what the desk itself found, which runs elsewhere.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.posture.examine import examine
from protocol.posture import Standing
from ui.posture_words import tell_finding
from ui.terminal import prepare_terminal

if TYPE_CHECKING:
    from app.posture.finding import Finding, Subject

ALL_HOLD, NEEDS_DOING, NOT_ALL_KNOWN = 0, 3, 4
"""Exit codes: every check holds; one at least does not; none fails, and one at least could not be found out."""
_MARKS = {Standing.OK: "[ok]", Standing.BAD: "[!!]", Standing.UNKNOWN: "[??]"}


def examine_at_terminal(subject: Subject, *, as_json: bool, language: str | None = None) -> int:
    """Print what was found, one JSON line a check where ``as_json``; the exit code."""
    translate = prepare_terminal(subject.folder, language)
    findings = examine(subject)
    for finding in findings:
        sys.stdout.write(_write_json(finding) if as_json else _write_words(finding))
    count = Counter(finding.standing for finding in findings)
    if not as_json:
        summary = translate("Doctor", "Checks that hold: {ok}; that need doing: {bad}; not found out: {unknown}.")
        figures = {standing.value: count[standing] for standing in Standing}
        sys.stdout.write(f"\n{summary.format(**figures)}\n")
    if count[Standing.BAD]:
        return NEEDS_DOING
    return NOT_ALL_KNOWN if count[Standing.UNKNOWN] else ALL_HOLD


def _write_words(finding: Finding) -> str:
    text = tell_finding(finding)
    said = QCoreApplication.translate("Doctor", "{check}: {fact}").format(check=text.name, fact=text.fact)
    line = f"{_MARKS[finding.standing]} {said}\n"
    if finding.standing is Standing.OK:
        return line
    means = QCoreApplication.translate("Doctor", "It means: {text}").format(text=text.meaning)
    todo = QCoreApplication.translate("Doctor", "To do: {text}").format(text=text.remedy)
    return f"{line}       {means}\n       {todo}\n"


def _write_json(finding: Finding) -> str:
    text = tell_finding(finding)
    entry = {"check": finding.check.value, "standing": finding.standing.value, "fact": finding.fact.value}
    words = {"names": finding.names, "says": text.fact}
    if finding.standing is not Standing.OK:
        words |= {"means": text.meaning, "to_do": text.remedy}
    return json.dumps({**entry, **words}, ensure_ascii=False) + "\n"
