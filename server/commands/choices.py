"""What may stand where a file of an administrator's has a word that is none of the choices."""

from __future__ import annotations

import re

from msgspec import Struct, ValidationError, inspect

_PLACE = re.compile(r"(`key` in )?`\$([^`]*)`$")
_STEP = re.compile(r"\.(\w+)|\[")


def tell_mistake(error: ValidationError, kind: type[Struct]) -> str:
    """What is wrong with what was to be a ``kind``, with the choices where there are any."""
    message = str(error)
    place = _PLACE.search(message)
    choices = _list_choices(inspect.type_info(kind), place[2], is_key=bool(place[1])) if place else ()
    return f"{message}; it may be {', '.join(choices)}" if choices else message


def _list_choices(node: inspect.Type, place: str, *, is_key: bool) -> tuple[str, ...]:
    """The words of the enumeration at ``place`` (``.fields[0]``), or of the keys there; empty where it is none."""
    for name in _STEP.findall(place):
        if isinstance(node, inspect.StructType):
            node = next(field.type for field in node.fields if field.encode_name == name)
        elif isinstance(node, inspect.DictType):
            node = node.value_type
        elif isinstance(node, inspect.VarTupleType):
            node = node.item_type
    if is_key and isinstance(node, inspect.DictType):
        node = node.key_type
    return tuple(str(each.value) for each in node.cls) if isinstance(node, inspect.EnumType) else ()
