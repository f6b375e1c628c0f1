"""Messages between Central and the processes that seal for it: four bytes of length, big-endian, then the bytes."""

from __future__ import annotations

from typing import IO

_LENGTH = 4


def write_frame(to: IO[bytes], content: bytes) -> None:
    """Send one message, at once."""
    to.write(len(content).to_bytes(_LENGTH, "big"))
    to.write(content)
    to.flush()


def read_frame(source: IO[bytes]) -> bytes | None:
    """The next message; None when the other side has ended, be it in the middle of one."""
    start = source.read(_LENGTH)
    if len(start) < _LENGTH:
        return None
    content = source.read(size := int.from_bytes(start, "big"))
    return content if len(content) == size else None
