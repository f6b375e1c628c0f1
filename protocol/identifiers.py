"""Identifiers as both sides write them: UUIDv7 (RFC 9562), so that they sort by age."""

from __future__ import annotations

from typing import Annotated

import uuid_utils
from msgspec import Meta

Identifier = Annotated[
    str, Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", max_length=36)
]


def make_identifier() -> Identifier:
    """A new UUIDv7 in its canonical lower-case form."""
    return str(uuid_utils.uuid7())
