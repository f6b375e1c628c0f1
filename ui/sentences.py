"""Sentences one after the other, as each language sets them."""

from __future__ import annotations


def join_sentences(*sentences: str) -> str:
    """The sentences that there are, a space between them; none in Chinese, whose full stop brings its own."""
    there = [sentence for sentence in sentences if sentence]
    gap = "" if there and there[0].endswith("。") else " "
    return gap.join(there)
