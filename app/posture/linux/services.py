"""What the system's services say: polkit on mounting, the clock's keeper on the time (D5, T3)."""

from __future__ import annotations

import ctypes
import sys
from contextlib import closing

from app.posture.finding import Fact, Finding, Subject, find_bad, find_ok, find_unknown
from protocol.posture import Check

_MOUNT = "org.freedesktop.udisks2.filesystem-mount"
_TIMEX_BYTES = 512
"""More than struct timex takes on any machine; adjtimex(2) is asked with modes = 0, which changes nothing."""
_TIME_ERROR = 5
"""TIME_ERROR: nobody keeps the clock in step."""
_PATIENCE_S = 5.0

if sys.platform != "win32":
    from jeepney import DBusAddress, MessageType, new_method_call
    from jeepney.io.blocking import DBusConnection

    from secure_store.bus import open_bus

    _POLKIT = DBusAddress(
        "/org/freedesktop/PolicyKit1/Authority",
        bus_name="org.freedesktop.PolicyKit1",
        interface="org.freedesktop.PolicyKit1.Authority",
    )
    _TIMEDATE = DBusAddress(
        "/org/freedesktop/timedate1",
        bus_name="org.freedesktop.timedate1",
        interface="org.freedesktop.DBus.Properties",
    )

    def look_at_mounting(subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
        """What polkit would answer if this very process asked to mount a stick; nothing is mounted."""
        with closing(open_bus("SYSTEM")) as bus:
            person = ("system-bus-name", {"name": ("s", bus.unique_name)})
            body: tuple[object, ...] = (person, _MOUNT, {}, 0, "")
            answer = _ask(bus, _POLKIT, "CheckAuthorization", "(sa{sv})sa{ss}us", body)
        if isinstance(answer, str):
            if "not registered" in answer:
                return find_ok(Check.MOUNTING, Fact.NO_UDISKS)
            return find_unknown(Check.MOUNTING)
        is_authorized, is_challenge, _ = answer[0]
        if is_authorized:
            return find_bad(Check.MOUNTING, Fact.MOUNTING_ALLOWED)
        return find_ok(Check.MOUNTING, Fact.MOUNTING_ASKS if is_challenge else Fact.MOUNTING_REFUSED)

    def look_at_clock(subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
        """adjtimex(2), and timedated where a sandbox keeps that call away."""
        state = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))
        if state >= 0:
            is_kept = state != _TIME_ERROR
        else:
            with closing(open_bus("SYSTEM")) as bus:
                answer = _ask(bus, _TIMEDATE, "Get", "ss", ("org.freedesktop.timedate1", "NTPSynchronized"))
            if isinstance(answer, str):
                return find_unknown(Check.CLOCK)
            is_kept = bool(answer[0][1])
        return find_ok(Check.CLOCK, Fact.CLOCK_IN_STEP) if is_kept else find_bad(Check.CLOCK, Fact.CLOCK_ALONE)

    def _ask(bus: DBusConnection, whom: DBusAddress, what: str, shape: str, body: tuple[object, ...]) -> tuple | str:  # type: ignore[type-arg]
        """The answer's values, or the fault's words."""
        reply = bus.send_and_get_reply(new_method_call(whom, what, shape, body), timeout=_PATIENCE_S)
        if reply.header.message_type is MessageType.error:
            return str(reply.body[0]) if reply.body else "no words"
        return tuple(reply.body)
