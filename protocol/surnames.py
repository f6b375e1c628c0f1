"""Compound family names, which masking keeps whole (M1)."""

from __future__ import annotations

_COMPOUND = "欧阳"

COMPOUND_SURNAMES: frozenset[str] = frozenset(_COMPOUND.split())
