"""The kinds of value a customer's card may hold (S1, C3, M1)."""

from __future__ import annotations

from enum import StrEnum


class FieldKind(StrEnum):
    """What a value is; decides how it is checked, masked and kept."""

    NAME = "name"
    MOBILE = "mobile"
    LANDLINE = "landline"
    ID_NUMBER = "id_number"
    ADDRESS = "address"
    BANK_CARD = "bank_card"
    EMAIL = "email"
    PLATE = "plate"
    WECHAT = "wechat"
    QQ = "qq"
    FREE_TEXT = "free_text"

    __hash__ = str.__hash__  # Enum's own is Python's, and an import looks kinds up forty times a row


REVEALABLE: frozenset[FieldKind] = frozenset(FieldKind) - {FieldKind.FREE_TEXT}
"""Kinds whose plaintext Central keeps sealed and may reveal, one at a time (D3)."""
