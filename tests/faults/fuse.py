"""A kernel timer that ends the process which lights it by SIGKILL: no handler runs, and nobody has to be quick."""

from __future__ import annotations

import ctypes
import os
import signal
import time

from msgspec import Struct

_LIBC = ctypes.CDLL(None, use_errno=True)


class _Event(ctypes.Structure):
    """``struct sigevent`` of Linux; ``notify`` 0 is SIGEV_SIGNAL."""

    _fields_ = (
        ("value", ctypes.c_void_p),
        ("signal", ctypes.c_int),
        ("notify", ctypes.c_int),
        ("rest", ctypes.c_char * 48),
    )


class _Times(ctypes.Structure):
    """``struct itimerspec``: interval, then the first time, each in seconds and nanoseconds."""

    _fields_ = (
        ("every_s", ctypes.c_long),
        ("every_ns", ctypes.c_long),
        ("first_s", ctypes.c_long),
        ("first_ns", ctypes.c_long),
    )


class Fuse(Struct, frozen=True):
    """Death comes ``delay_s`` after the ``turn``-th time that ``stage`` begins."""

    stage: str
    turn: int
    delay_s: float


def light(delay_s: float) -> None:
    """SIGKILL to this process in so many seconds; at least a microsecond, since 0 would disarm the timer."""
    timer = ctypes.c_void_p()
    _check(_LIBC.timer_create(time.CLOCK_MONOTONIC, ctypes.byref(_Event(signal=signal.SIGKILL)), ctypes.byref(timer)))
    seconds, rest = divmod(max(delay_s, 1e-6), 1)
    times = _Times(first_s=int(seconds), first_ns=int(rest * 1e9))
    _check(_LIBC.timer_settime(timer, 0, ctypes.byref(times), None))


def _check(result: int) -> None:
    if result:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
