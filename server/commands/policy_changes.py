"""What one policy changes of another, setting by setting, as an administrator reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from server.services.policy import Policy

_OWN = "desk.version"
"""Counted by Central itself."""


def list_changes(before: Policy, after: Policy) -> Iterator[str]:
    """``desk.idle_lock_s: 300 -> 600``, a line a setting, by name."""
    old, new = (dict(_flatten("", msgspec.to_builtins(policy))) for policy in (before, after))
    for name in sorted(old.keys() | new.keys()):
        if name != _OWN and old.get(name) != new.get(name):
            yield f"{name}: {_say(old.get(name))} -> {_say(new.get(name))}"


def _flatten(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _flatten(f"{name}.{key}" if name else str(key), inner)
    else:
        yield name, value


def _say(value: Any) -> str:
    return "nothing" if value is None else msgspec.json.encode(value).decode()
