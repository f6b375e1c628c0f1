"""Another program of the same user that wants what a process knows (A4). Word: the process; each way that was open is
a line of its name."""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

_ATTACH, _DETACH = 16, 17
LIBC = ctypes.CDLL(None, use_errno=True)


class Span(ctypes.Structure):
    """struct iovec, see readv(2)."""

    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


def read_file(pid: int, name: str) -> bool:
    """Whether something can be read there."""
    return bool(Path(f"/proc/{pid}/{name}").read_bytes())


def read_mem(pid: int) -> bool:
    """Open the memory as a file."""
    os.close(os.open(f"/proc/{pid}/mem", os.O_RDONLY))
    return True


def read_remotely(pid: int) -> bool:
    """process_vm_readv(2); where nothing is mapped it says EFAULT, which says that it may."""
    buffer = ctypes.create_string_buffer(8)
    here = Span(ctypes.cast(buffer, ctypes.c_void_p), 8)
    there = Span(ctypes.c_void_p(4096), 8)
    done = LIBC.process_vm_readv(pid, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
    return done >= 0 or ctypes.get_errno() == 14


def attach(pid: int) -> bool:
    """ptrace(2), as a debugger."""
    if LIBC.ptrace(_ATTACH, pid, None, None) != 0:
        return False
    os.waitpid(pid, 0)
    LIBC.ptrace(_DETACH, pid, None, None)
    return True


def dump_core(pid: int) -> bool:
    """Let gcore write all of it."""
    if not shutil.which("gcore"):
        return False
    with tempfile.TemporaryDirectory() as folder:
        words = ["gcore", "-o", f"{folder}/core", str(pid)]
        subprocess.run(words, check=False, timeout=50, capture_output=True, stdin=subprocess.DEVNULL)
        return any(Path(folder).iterdir())


def list_files(pid: int) -> bool:
    """Open what the process has open."""
    return any(Path(f"/proc/{pid}/fd").iterdir())


WAYS: dict[str, Callable[[int], bool]] = {
    "environ": lambda pid: read_file(pid, "environ"),
    "maps": lambda pid: read_file(pid, "maps"),
    "fd": list_files,
    "mem": read_mem,
    "process_vm_readv": read_remotely,
    "ptrace": attach,
    "gcore": dump_core,
}
for way, go in WAYS.items():
    try:
        if go(int(sys.argv[1])):
            print(way)  # noqa: T201
    except OSError:
        continue
