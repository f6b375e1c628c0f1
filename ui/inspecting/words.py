"""The words of inspections: criteria, how far a call is, how it scored, what the customer answered."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from protocol.inspection import ConsentAnswer, Criterion, Stage
from ui.icons import IconName
from ui.style import Tone
from ui.words import Sign

GOOD, FAIR = 85, 60
"""From these scores on a result is good, or fair."""


def name_criterion(criterion: Criterion) -> str:
    """A criterion's title: the company's own, else the desk's word for it."""
    return criterion.title or _word_criterion(criterion.id)[0]


def explain_criterion(criterion: Criterion) -> str:
    """What to look at."""
    return criterion.says if criterion.title else _word_criterion(criterion.id)[1]


def _word_criterion(name: str) -> tuple[str, str]:
    translate = QCoreApplication.translate
    return {
        "consent": (
            translate("InspectionWords", "Consent wording read"),
            translate(
                "InspectionWords",
                "Purpose, scope, retention and recording, before anything was asked; the answer noted as given.",
            ),
        ),
        "identity": (
            translate("InspectionWords", "Who calls, and whom"),
            translate(
                "InspectionWords",
                "Company and name said; the customer recognised before any matter of his was spoken of.",
            ),
        ),
        "truthfulness": (
            translate("InspectionWords", "Truthfulness"),
            translate("InspectionWords", "What was said of product, price and terms is so, and is whole."),
        ),
        "promises": (
            translate("InspectionWords", "No forbidden promises"),
            translate("InspectionWords", "No promise of returns, results or exceptions; no threat, no pressure."),
        ),
        "courtesy": (
            translate("InspectionWords", "Courtesy"),
            translate("InspectionWords", "Let the customer finish, took a no as a no, stayed calm."),
        ),
        "care": (
            translate("InspectionWords", "Care with data"),
            translate(
                "InspectionWords", "Asked for no more than needed, read no number aloud, revealed only with reason."
            ),
        ),
        "records": (
            translate("InspectionWords", "Record keeping"),
            translate("InspectionWords", "Outcome, note and callback say what was agreed."),
        ),
    }.get(name, (name, ""))


def sign_stage(stage: Stage) -> Sign:
    """How far the inspection is."""
    translate = QCoreApplication.translate
    return {
        Stage.OPEN: Sign(IconName.CIRCLE_DASHED, translate("InspectionWords", "To inspect"), Tone.MUTED),
        Stage.INSPECTED: Sign(IconName.CIRCLE_CHECK, translate("InspectionWords", "Inspected"), Tone.OK),
        Stage.OBJECTED: Sign(IconName.MESSAGE_SQUARE, translate("InspectionWords", "Agent objects"), Tone.WAIT),
    }[stage]


def sign_consent(answer: ConsentAnswer) -> Sign:
    """What the customer answered to the wording."""
    translate = QCoreApplication.translate
    return {
        ConsentAnswer.YES: Sign(IconName.CHECK, translate("InspectionWords", "Agreed"), Tone.OK),
        ConsentAnswer.NO: Sign(IconName.CROSS, translate("InspectionWords", "Declined"), Tone.WARN),
        ConsentAnswer.NONE: Sign(IconName.CIRCLE_HELP, translate("InspectionWords", "Not noted"), Tone.MUTED),
    }[answer]


def sign_score(score: int, unmet: tuple[str, ...] | int) -> Sign:
    """A score with its shape; a fatal criterion that was not met goes before the number."""
    if unmet:
        word = QCoreApplication.translate("InspectionWords", "{score}, failed").format(score=score)
        return Sign(IconName.CIRCLE_X, word, Tone.STOP)
    if score >= GOOD:
        return Sign(IconName.CIRCLE_CHECK, str(score), Tone.OK)
    if score >= FAIR:
        return Sign(IconName.CIRCLE_DOT, str(score), Tone.WAIT)
    return Sign(IconName.TRIANGLE_ALERT, str(score), Tone.WARN)
