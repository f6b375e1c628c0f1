"""Calls in the demo: a PBX and a telephone network on this machine, and a policy by which desks call there."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec

from protocol.telephones import PhoneRule, Queue
from ui.demo.central import DemoCentral
from ui.demo.far_caller import CallingFarEnd
from ui.demo.pbx import PbxMissing, serve_pbx

_ALWAYS = {
    "hours": {"opens": "00:00", "closes": "00:00"},
    "regions": {},
    "on_holidays": True,
    "most_a_day": 50,
    "most_a_week": 200,
    "least_gap_s": 0,
}
"""A demo is looked at at any hour; in a real one, the usual rules hold."""


@contextmanager
def serve_calls(
    folder: Path, central: DemoCentral, tell: Callable[[str], None], *, by_hand: bool = True
) -> Iterator[bool]:
    """Whether desks can call in the ``with`` block; where this machine has no PBX, ``tell`` is told why. ``by_hand``:
    whether somebody is there who may want to be called back."""
    with ExitStack() as running:
        far = CallingFarEnd()
        running.callback(far.close)
        try:
            pbx = running.enter_context(serve_pbx(folder, central, far.address))
        except PbxMissing as error:
            tell(f"no calls in this demo: {error.facts['reason']}")
            yield False
            return
        _put_in_force(central, folder, pbx.rule)
        if by_hand:
            running.enter_context(call_back_on_signal(far, pbx.trunk_side, tell))
        yield True


@contextmanager
def call_back_on_signal(far: CallingFarEnd, to: tuple[str, int], tell: Callable[[str], None]) -> Iterator[None]:
    """In the ``with`` block the customer who was called last calls back at every SIGUSR1; ``tell`` is told how."""
    if sys.platform == "win32":  # where the demo has no calls
        yield
        return

    def call_back(_: int, __: object) -> None:
        number = far.find_number()
        if number:
            far.call(number, to)
        else:
            tell("nobody has been called yet, so nobody calls back")

    before = signal.signal(signal.SIGUSR1, call_back)
    tell(f"to have the customer whom you called last call you back: kill -USR1 {os.getpid()}")
    try:
        yield
    finally:
        signal.signal(signal.SIGUSR1, before)


def _put_in_force(central: DemoCentral, folder: Path, rule: PhoneRule) -> None:
    """By Central's own commands, as an administrator would."""
    policy = json.loads(central.run("policy", "show"))
    queue = Queue(place="service", title="客服")
    policy["desk"]["phone"] = msgspec.to_builtins(msgspec.structs.replace(rule, queues=(queue,)))
    policy["calls"] = {**policy["calls"], **_ALWAYS}
    file = folder / "policy.json"
    file.write_text(json.dumps(policy), "utf-8")
    central.run("policy", "set", str(file))
