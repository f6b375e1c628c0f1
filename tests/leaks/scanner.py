"""Looking for needles in raw bytes: in files, in whole folders, in the memory of another process (proc(5))."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG

from tests.leaks.needles import Needle

_CHUNK = 8 * 1024 * 1024
_REGION = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S{4}) \S+ \S+ \d+ *(.*)")


@dataclass(frozen=True)
class Hit:
    """A needle that was found. ``where`` is a file or a mapping, ``at`` the byte in it or the address."""

    needle: str
    shape: str
    where: str
    at: int
    flags: tuple[str, ...] = ()
    """A mapping's VmFlags, see proc(5): ``lo`` locked, ``dd`` left out of cores, ``wf`` wiped in a fork."""


@dataclass
class Scan:
    """What was looked through, and what was there."""

    hits: list[Hit] = field(default_factory=list)
    bytes: int = 0
    places: int = 0

    def of(self, needle: Needle) -> list[Hit]:
        """The hits of one needle."""
        return [hit for hit in self.hits if hit.needle == needle.name]


def scan_files(paths: Iterable[Path], needles: Sequence[Needle]) -> Scan:
    """Look through regular files, and at their names; what is gone meanwhile is passed over."""
    scan = Scan()
    for path in paths:
        with suppress(FileNotFoundError):
            if not S_ISREG(path.lstat().st_mode):
                continue
            scan.places += 1
            _search(scan, os.fsencode(path), str(path), 0, needles)
            with path.open("rb") as file:
                _search_chunks(scan, file.fileno(), 0, path.stat().st_size, str(path), needles)
    return scan


def scan_folder(folder: Path, needles: Sequence[Needle]) -> Scan:
    """Look through every file of a folder and of all below it."""
    return scan_files((path for path in folder.rglob("*") if not path.is_symlink()), needles)


def scan_bytes(data: bytes, where: str, needles: Sequence[Needle]) -> Scan:
    """Look through ``data``, which came from ``where``."""
    scan = Scan(places=1)
    _search(scan, data, where, 0, needles)
    return scan


def scan_process(pid: int, needles: Sequence[Needle]) -> Scan:
    """Look through all that a process has written or may write in its memory, as root and while it stands still."""
    scan = Scan()
    with halted(pid):
        memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
        try:
            for start, end, name in _list_regions(pid):
                scan.places += 1
                _search_chunks(scan, memory, start, end - start, name, needles)
        finally:
            os.close(memory)
        flags = _read_flags(pid) if scan.hits else {}
    scan.hits = [_add_flags(hit, flags) for hit in scan.hits]
    return scan


@contextmanager
def halted(pid: int) -> Iterator[None]:
    """Let a process stand still for as long as the block lasts."""
    os.kill(pid, signal.SIGSTOP)
    try:
        while Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0] not in "Tt":
            os.sched_yield()
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def _list_regions(pid: int) -> Iterator[tuple[int, int, str]]:
    for line in Path(f"/proc/{pid}/maps").read_text("utf-8", "replace").splitlines():
        found = _REGION.match(line)
        if found and found[3].startswith("rw") and not found[4].startswith("/dev/dri"):
            yield int(found[1], 16), int(found[2], 16), found[4] or "anonymous"


def _read_flags(pid: int) -> dict[int, tuple[int, tuple[str, ...]]]:
    flags: dict[int, tuple[int, tuple[str, ...]]] = {}
    start = end = 0
    for line in Path(f"/proc/{pid}/smaps").read_text("utf-8", "replace").splitlines():
        found = _REGION.match(line)
        if found:
            start, end = int(found[1], 16), int(found[2], 16)
        elif line.startswith("VmFlags:"):
            flags[start] = end, tuple(line.split()[1:])
    return flags


def _add_flags(hit: Hit, flags: dict[int, tuple[int, tuple[str, ...]]]) -> Hit:
    found = next((names for start, (end, names) in flags.items() if start <= hit.at < end), ())
    return Hit(hit.needle, hit.shape, hit.where, hit.at, found)


def _search_chunks(scan: Scan, file: int, start: int, size: int, where: str, needles: Sequence[Needle]) -> None:
    overlap = max(needle.longest for needle in needles)
    place = 0
    while place < size:
        try:
            data = os.pread(file, min(_CHUNK + overlap, size - place), start + place)
        except OSError:  # a page that nobody can read, such as one beyond a mapped file's end
            place += _CHUNK
            continue
        if not data:
            return
        _search(scan, data, where, start + place, needles, upto=_CHUNK)
        scan.bytes += min(len(data), _CHUNK)
        place += _CHUNK


def _search(
    scan: Scan, data: bytes, where: str, at: int, needles: Sequence[Needle], *, upto: int | None = None
) -> None:
    bare = data.lstrip(b"\x00")
    if not bare:
        return
    skipped = len(data) - len(bare)
    for needle in needles:
        for shape, pattern in needle.shapes:
            for found in pattern.finditer(bare):
                place = skipped + found.start()
                if upto is None or place < upto:
                    scan.hits.append(Hit(needle.name, shape, where, at + place))
