"""Marking a sentence for translation where it is written, when it is told elsewhere."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, sentence: str) -> str:  # noqa: N802, ARG001 - lupdate knows it by this name
    """``sentence``, which lupdate finds under ``context``. Qt's own one is not typed."""
    return sentence
