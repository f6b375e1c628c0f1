"""The first sheet of an XLSX workbook, read by a process of its own (:mod:`.workbook_reader`).

The format keeps a sheet's texts apart from its cells, so a workbook is unpacked as a whole; how much that may be is
bounded, and a larger one is to be saved as CSV, which streams.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path
from typing import IO, cast

import msgspec

from protocol.administration import FileUnreadable
from server.services.importing.table import Cells, RowTable
from server.services.importing.workbook_reader import MEMORY, SheetStart

LARGEST = 512 << 20
"""Bytes of a workbook when unpacked, at most: about 600,000 rows of ten cells."""

_READER = "server.services.importing.workbook_reader"
_NO_WORKBOOK = "it is not an XLSX workbook, or is damaged"
_DIED = f"it is damaged, or takes more than {MEMORY >> 30} GB of memory to read; save it as CSV, which has no limit"


def open_spreadsheet(path: Path) -> RowTable:
    """The rows of the first sheet; FileUnreadable when it is no workbook, damaged, or too large to unpack."""
    _examine(path)
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    reader = _Reader(path)
    start = reader.start
    note = f"Only the first of its {start.sheets} sheets was read." if start.sheets > 1 else ""
    return RowTable(iter(reader), digest, reader.share, start.first, note)


class _Reader:
    """The process, from its start until its last row was taken or nobody wants more."""

    def __init__(self, path: Path) -> None:
        self._name, self._done = path.name, 0
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            [sys.executable, "-P", "-m", _READER, str(path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._output = cast(IO[bytes], self._process.stdout)
        first = self._output.readline()
        if not first:
            self._end()
            raise FileUnreadable(file=self._name, reason=_DIED)
        self.start = msgspec.json.decode(first, type=SheetStart)
        if not self.start.readable:
            self._end()
            raise FileUnreadable(file=self._name, reason=_NO_WORKBOOK)

    def __iter__(self) -> Iterator[Cells]:
        decode = msgspec.json.Decoder(list[str]).decode
        try:
            for line in self._output:
                if not line.endswith(b"\n"):
                    break  # it died in the middle of a row
                self._done += 1
                yield decode(line)
            if self._process.wait():
                raise FileUnreadable(file=self._name, reason=_DIED)
        finally:
            self._end()

    def share(self) -> float:
        return self._done / max(1, self.start.height)

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._output.close()


def _examine(path: Path) -> None:
    """Refuse what is no whole workbook before any of it is unpacked in memory."""
    with path.open("rb") as file:
        start = file.read(4)
    if start == b"\xd0\xcf\x11\xe0":
        reason = "it is an old Excel file (.xls), or is protected by a password"
        raise FileUnreadable(file=path.name, reason=reason)
    if not start:
        raise FileUnreadable(file=path.name, reason="it is empty")
    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:
                reason = f"it unpacks to more than {LARGEST >> 20} MB; save it as CSV, which has no limit"
                raise FileUnreadable(file=path.name, reason=reason)
            damaged = parts.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise FileUnreadable(file=path.name, reason="it is not an XLSX workbook, or is cut off") from error
    if damaged:
        raise FileUnreadable(file=path.name, reason="it is damaged")
