"""A bound on the memory that this process may take up, where a stranger's file could ask for any amount.

POSIX: ``RLIMIT_AS``, its address space. Windows: a job object of its own with ``JOB_OBJECT_LIMIT_PROCESS_MEMORY``, its
committed memory; the job may stand inside another one (from Windows 8 on), and is over when the process is.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import c_int64, c_size_t, c_uint32, c_uint64, c_void_p

_PROCESS_MEMORY = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
_EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("per_process_user_time", c_int64),
        ("per_job_user_time", c_int64),
        ("flags", c_uint32),
        ("minimum_working_set", c_size_t),
        ("maximum_working_set", c_size_t),
        ("active_processes", c_uint32),
        ("affinity", c_size_t),
        ("priority_class", c_uint32),
        ("scheduling_class", c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("io_counters", c_uint64 * 6),
        ("process_memory", c_size_t),
        ("job_memory", c_size_t),
        ("peak_process_memory", c_size_t),
        ("peak_job_memory", c_size_t),
    )


def make_limits(size: int) -> ExtendedLimits:
    """What Windows is told: no process of the job may commit more than ``size`` bytes."""
    limits = ExtendedLimits(process_memory=size)
    limits.basic.flags = _PROCESS_MEMORY
    return limits


if sys.platform == "win32":

    def bound_memory(size: int) -> None:
        """Let this process have at most ``size`` bytes from now on; OSError when the system cannot see to it."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = c_void_p
        kernel.SetInformationJobObject.argtypes = (c_void_p, ctypes.c_int, c_void_p, c_uint32)
        kernel.AssignProcessToJobObject.argtypes = (c_void_p, c_void_p)
        limits = make_limits(size)
        job = kernel.CreateJobObjectW(None, None)  # stays open for as long as the process is
        if (
            not job
            or not kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
            or not kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
        ):
            raise ctypes.WinError(ctypes.get_last_error())

else:
    import resource

    def bound_memory(size: int) -> None:
        """Let this process have at most ``size`` bytes from now on; OSError when the system cannot see to it."""
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
