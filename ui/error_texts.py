"""What an error says to a person: what happened, what it means, what to do, in his language (ui.md)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from protocol.errors import VeildeskError, fill
from protocol.problems import ProblemType
from ui.error_wording import ErrorText
from ui.fault_texts import FAULT_TEXTS
from ui.reason_texts import tell_facts
from ui.refusal_texts import REFUSAL_TEXTS

ERROR_TEXTS = REFUSAL_TEXTS | FAULT_TEXTS
"""Of every problem."""


def tell_error(error: VeildeskError) -> ErrorText:
    """``error`` in the language on screen, its facts filled in."""
    facts = tell_facts(error.facts)
    text = ERROR_TEXTS.get(error.problem, ERROR_TEXTS[ProblemType.UNEXPECTED])
    return ErrorText(*(fill(_translate(part), facts) for part in (text.what, text.meaning, text.next_step)))


def _translate(sentence: str) -> str:
    return QCoreApplication.translate("ErrorTexts", sentence)
