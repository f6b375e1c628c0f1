"""A desk at work, tried from outside, channel by channel (A1, A3, A4, A6). One file, so that all share one desk."""

from __future__ import annotations

import time

from tests.leaks.needles import Needle, make_needle
from tests.leaks.scanner import Hit, scan_process
from tests.leaks.site import Site
from tests.leaks.trials import Trials

_SCAN = "/proc/PID/mem by root, the process halted"
_AFTER_S = 2
"""By then nothing may be left of a value that was closed: the promise itself, no patience."""
_PINNED = {"lo", "dd", "wf"}


def test_a_revealed_value_is_in_the_locked_buffer_alone_and_gone_when_closed(site: Site, trials: Trials) -> None:
    desk, mobile = site.desk, site.central.planted[0].mobile
    desk.open(site.central.planted[0])
    before = _scan(site, mobile)
    trials.note("Memory", "the value, before it is asked for", len(before), _SCAN)
    desk.reveal(site.central)
    during = _scan(site, mobile)
    astray = [hit for hit in during if not set(hit.flags) >= _PINNED]
    trials.note("Memory", "the value while it is shown, outside the locked buffer", len(astray), _SCAN)
    desk.close_value()
    time.sleep(_AFTER_S)
    after = _scan(site, mobile)
    trials.note("Memory", f"the value {_AFTER_S} s after it was closed: heap, stacks, caches", len(after), _SCAN)
    assert not before
    assert [hit.shape for hit in during] == ["utf-8"], "it is in one place, as the bytes that are painted"
    assert not astray
    assert not after


def test_what_was_typed_at_sign_in_and_for_a_reveal_is_gone(site: Site, trials: Trials) -> None:
    """By now the password was typed for both; the code is that of the sign-in."""
    code = make_needle("code", bytearray(site.code.encode()))
    found = _scan(site, site.central.password, code)
    for name, how in (("password", "typed twice by XTEST keys"), ("code", "typed once")):
        copies = [hit for hit in found if hit.needle == name]
        trials.note("Memory", f"the {name} after its use, {how}", len(copies), _SCAN)
    assert not found


def _scan(site: Site, *needles: Needle) -> list[Hit]:
    """Where they are; fails where not even the word is found that the process was given."""
    scan = scan_process(site.desk.pid, [*needles, site.control])
    found = {hit.where == "[stack]" for hit in scan.of(site.control)}
    assert found == {True, False}, "a scan must find the control word on the stack and in the heap"
    return [hit for hit in scan.hits if hit.needle != site.control.name]
