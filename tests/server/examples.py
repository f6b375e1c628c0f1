"""The smallest body that a route reads, made from its type."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Any

from msgspec import inspect

SOMETHING = "01890000-0000-7000-8000-000000000000"
"""An identifier of nothing."""
_TEXTS = (SOMETHING, "2026-11-02T08:00:00.000Z", "0" * 64, "spring/1", "consent", "a" * 32)


def make_example(kind: Any) -> Any:
    """A value of ``kind`` as JSON would hold it; required fields only."""
    return _make(inspect.type_info(kind))


def _make(kind: inspect.Type) -> Any:
    match kind:
        case inspect.StructType(fields=fields):
            return {field.encode_name: _make(field.type) for field in fields if field.required}
        case inspect.EnumType(cls=cls):
            return next(iter(cls)).value
        case inspect.StrType(pattern=pattern, min_length=least):
            return next(text for text in _TEXTS if re.search(pattern, text)) if pattern else "x" * (least or 1)
        case inspect.BytesType(min_length=least):
            return b64encode(bytes(least or 0)).decode()
        case inspect.IntType(ge=least):
            return least or 0
        case inspect.BoolType():
            return False
        case inspect.DictType():
            return {}
        case inspect.UnionType(types=types):
            return _make(types[0])
        case (
            inspect.VarTupleType(item_type=item, min_length=least) | inspect.ListType(item_type=item, min_length=least)
        ):
            return [_make(item)] * (least or 0)
    raise NotImplementedError(f"no example of {kind}")
