"""Files that an administrator writes, in TOML; where a word in one is none of the choices, these are told."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, ValidationError, convert, inspect

from protocol.administration import ConfigurationWrong

_PLACE = re.compile(r"(`key` in )?`\$([^`]*)`$")
_STEP = re.compile(r"\.(\w+)|\[")
Written = TypeVar("Written", bound=Struct)


def read_toml(file: Path, kind: type[Written], command: str) -> Written:
    """What is written in ``file``; ConfigurationWrong, with where to look how it is done, when it is no ``kind``."""
    try:
        return convert(tomllib.loads(file.read_text("utf-8-sig")), type=kind)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError, RecursionError) as error:
        wrong = tell_mistake(error, kind) if isinstance(error, ValidationError) else error
        reason = f"{wrong}; '{command} --help' shows how one is written"
        raise ConfigurationWrong(setting=str(file), reason=reason) from error


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
