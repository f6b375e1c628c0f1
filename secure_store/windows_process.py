"""What a process on Windows forbids itself and others (A4): the equivalents of prctl and RLIMIT_CORE.

Signatures and constants are those of winnt.h, winbase.h and werapi.h (learn.microsoft.com). Not used, and why: the
policy against extension points stops older input methods, which Chinese is typed by; the one against dynamic code
stops ctypes' callbacks; the one against child processes stops the telephone's engine.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX = 0x0001, 0x0002
"""SetErrorMode: no dialog, and no report with the memory of a process that died."""
HEAP_ENABLE_TERMINATION_ON_CORRUPTION = 1
"""HEAP_INFORMATION_CLASS: a damaged heap ends the process instead of serving an attacker."""
PROCESS_IMAGE_LOAD_POLICY = 10
"""PROCESS_MITIGATION_POLICY ProcessImageLoadPolicy."""
NO_REMOTE_IMAGES, NO_LOW_LABEL_IMAGES, PREFER_SYSTEM32 = 0x1, 0x2, 0x4
"""Its flags: no library from a network share or of low integrity; the system's own first."""
WORKING_SET = (16 << 20, 256 << 20)
"""Least and usual bytes in memory. Pages can be locked up to the least, which Windows sets to some 200 KB; every secret
takes a page."""
DACL_SECURITY_INFORMATION, SDDL_REVISION_1 = 0x00000004, 1
ACCESS = "D:P(A;;0x1FFFFF;;;SY)(A;;0x1FFFFF;;;BA)(A;;0x101001;;;OW)"
"""Who may open this process: the system and administrators wholly; its owner (OW, the user's other programs too) may
wait for it, end it and ask its name (SYNCHRONIZE, PROCESS_TERMINATE, PROCESS_QUERY_LIMITED_INFORMATION), and neither
read its memory nor change this rule."""
VM_READ, VM_WRITE, WRITE_DAC = 0x0010, 0x0020, 0x40000
"""What the owner's mask must not hold."""


class ImageLoadPolicy(ctypes.Structure):
    """PROCESS_MITIGATION_IMAGE_LOAD_POLICY."""

    _fields_ = (("Flags", ctypes.c_uint32),)


if sys.platform == "win32":

    def harden_windows() -> bool:
        """No reports with memory, no foreign libraries, room for locked pages, no reading by the user's other programs;
        whether Windows agreed to all of it."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.SetErrorMode.argtypes, kernel.SetErrorMode.restype = (wintypes.UINT,), wintypes.UINT
        kernel.SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX)
        heap = kernel.HeapSetInformation
        heap.argtypes = (wintypes.HANDLE, ctypes.c_int, wintypes.LPVOID, ctypes.c_size_t)
        heap.restype = wintypes.BOOL
        mitigate = kernel.SetProcessMitigationPolicy
        mitigate.argtypes = (ctypes.c_int, wintypes.LPVOID, ctypes.c_size_t)
        mitigate.restype = wintypes.BOOL
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        room = kernel.SetProcessWorkingSetSize
        room.argtypes, room.restype = (wintypes.HANDLE, ctypes.c_size_t, ctypes.c_size_t), wintypes.BOOL
        policy = ImageLoadPolicy(NO_REMOTE_IMAGES | NO_LOW_LABEL_IMAGES | PREFER_SYSTEM32)
        done = [
            heap(None, HEAP_ENABLE_TERMINATION_ON_CORRUPTION, None, 0),
            mitigate(PROCESS_IMAGE_LOAD_POLICY, ctypes.byref(policy), ctypes.sizeof(policy)),
            room(kernel.GetCurrentProcess(), *WORKING_SET),
            _close_to_others(kernel),
        ]
        return all(done)

    def _close_to_others(kernel: ctypes.WinDLL) -> bool:
        security = ctypes.WinDLL("advapi32", use_last_error=True)
        read = security.ConvertStringSecurityDescriptorToSecurityDescriptorW
        read.argtypes = (wintypes.LPCWSTR, wintypes.DWORD, ctypes.POINTER(wintypes.LPVOID), wintypes.LPVOID)
        read.restype = wintypes.BOOL
        put = security.SetKernelObjectSecurity
        put.argtypes, put.restype = (wintypes.HANDLE, wintypes.DWORD, wintypes.LPVOID), wintypes.BOOL
        kernel.LocalFree.argtypes = (wintypes.LPVOID,)
        descriptor = wintypes.LPVOID()
        if not read(ACCESS, SDDL_REVISION_1, ctypes.byref(descriptor), None):
            return False
        try:
            return bool(put(kernel.GetCurrentProcess(), DACL_SECURITY_INFORMATION, descriptor))
        finally:
            kernel.LocalFree(descriptor)
