"""CSV (RFC 4180) as it is really written: UTF-8 with BOM or without, GB18030; comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import re
from collections import deque
from collections.abc import Iterator
from hashlib import sha256
from io import TextIOWrapper
from pathlib import Path

from msgspec import Struct

from protocol.administration import FileUnreadable
from server.services.importing.table import Cells, RowTable

_CHUNK = 1 << 20
_STARTS = {
    codecs.BOM_UTF16_LE: "it is UTF-16",
    codecs.BOM_UTF16_BE: "it is UTF-16",
    b"PK\x03\x04": "it is an XLSX or ZIP file with the name of a CSV",
    b"\xd0\xcf\x11\xe0": "it is an old Excel file (.xls) with the name of a CSV",
}
_QUOTED = re.compile(r'"[^"]*"')


class _Text(Struct, frozen=True):
    encoding: str
    sha256: str


def open_text(path: Path) -> RowTable:
    """The rows of a text file, as they stream; FileUnreadable when it is no table of text."""
    text = _examine(path)
    size = max(1, path.stat().st_size)
    file = path.open("rb")
    rows = _read(TextIOWrapper(file, text.encoding, newline=""))
    return RowTable(rows, text.sha256, lambda: 1.0 if file.closed else file.tell() / size)


def _examine(path: Path) -> _Text:
    """Encoding and digest of the whole file; UTF-8 wins where both encodings would do."""
    with path.open("rb") as file:
        start = file.read(4)
        for magic, reason in _STARTS.items():
            if start.startswith(magic):
                raise FileUnreadable(file=path.name, reason=reason)
        file.seek(0)
        digest = sha256()
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            if b"\x00" in chunk:
                raise FileUnreadable(file=path.name, reason="it holds NUL bytes, so it is not text")
            if len(chunk) == _CHUNK and b"\n" not in chunk and b"\r" not in chunk:
                raise FileUnreadable(file=path.name, reason="one of its lines is longer than a million characters")
    for encoding in ("utf-8-sig", "gb18030"):
        if _decodes(path, encoding):
            return _Text(encoding, digest.hexdigest())
    raise FileUnreadable(file=path.name, reason="its text is neither UTF-8 nor GB18030")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


class _Lines:
    """The lines of a file; those of a broken row are given once more, its first one aside."""

    def __init__(self, file: TextIOWrapper) -> None:
        self._file = file
        self._again: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        while True:
            line = self._again.popleft() if self._again else next(self._file, None)
            if line is None:
                return
            self.taken.append(line)
            yield line

    def go_back(self) -> None:
        """An open quotation mark swallows what follows it, so what follows is read anew."""
        self._again.extendleft(reversed(self.taken[1:]))
        self.taken.clear()


def _read(file: TextIOWrapper) -> Iterator[Cells]:
    with file:
        first = _QUOTED.sub("", file.readline())
        file.seek(0)
        lines, delimiter = _Lines(file), max(",;\t", key=first.count)
        while True:
            try:
                for row in csv.reader(iter(lines), delimiter=delimiter, strict=True):
                    lines.taken.clear()
                    yield row
            except csv.Error:
                lines.go_back()
                yield None
            else:
                return
