"""The policy as an administrator writes it, in JSON: every name in it is one that there is."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from protocol.administration import ConfigurationWrong
from protocol.posture import Check
from server.commands.choices import tell_mistake
from server.services.policy import Policy


def read_policy_file(file: Path) -> Policy:
    """The policy in ``file``; ConfigurationWrong, and where, when it is none.

    What desks are told (``desk``) they read leniently, an older desk than Central too. Here a name that nobody knows is
    a slip of the pen, and what was meant would be as in the careful policy, unsaid.
    """
    try:
        content = file.read_bytes().removeprefix(codecs.BOM_UTF8)
        wanted = msgspec.json.decode(content, type=Policy)
    except msgspec.ValidationError as error:
        raise ConfigurationWrong(setting=str(file), reason=tell_mistake(error, Policy)) from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigurationWrong(setting=str(file), reason=str(error)) from error
    unknown = sorted(_find_unknown("", msgspec.json.decode(content), msgspec.to_builtins(wanted)))
    if unknown:
        raise ConfigurationWrong(setting=str(file), reason=f"there is no setting {', '.join(unknown)}")
    return wanted


def list_doubts(policy: Policy) -> Iterator[str]:
    """What in a policy that holds together is seldom meant, a sentence each."""
    for name, window in {"hours": policy.calls.hours, **policy.calls.regions}.items():
        if window.opens >= window.closes:
            yield f"calls, {name}: from {window.opens} to {window.closes} customers are called at night too"
    if policy.reveal.opens >= policy.reveal.closes:
        yield f"reveal: from {policy.reveal.opens} to {policy.reveal.closes} values are shown at night too"
    if Check.USB_GUARD in policy.posture.must_hold:
        yield "posture.must_hold: no desk can look into usb-guard, so no desk on Linux gets customer data"
    off = sorted(
        set(policy.anomalies.__struct_fields__) - {name.replace("-", "_") for name in policy.anomalies.rules()}
    )
    if off:
        yield f"anomalies: nobody watches {', '.join(off)}"


def _find_unknown(place: str, written: Any, read: Any) -> Iterator[str]:
    """The names in ``written`` that were not read, with where they stand."""
    if isinstance(written, dict) and isinstance(read, dict):
        for name, value in written.items():
            inner = f"{place}.{name}" if place else name
            if name in read:
                yield from _find_unknown(inner, value, read[name])
            else:
                yield inner
    elif isinstance(written, list) and isinstance(read, list | tuple):
        for value, known in zip(written, read, strict=False):
            yield from _find_unknown(place, value, known)
