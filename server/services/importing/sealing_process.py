"""A program that seals chunks of rows for an import: ``python -m server.services.importing.sealing_process``.

:mod:`.crew` starts it and speaks to it through its standard input and output, in :mod:`.frames`: a SealOrder, to which
an empty frame answers, then Chunks, each answered by its SealedRows. It ends when its input does.

Whatever it holds came through that pipe and is in its memory only: the blind index's key for as long as it runs, and of
one chunk at a time the rows and their record keys, which are new and wrapped by nobody yet. The master key and the
key-encryption keys never come here. Nothing is written to disk, nothing stands on its command line or in its
environment, and what it would say of an error goes nowhere, since it could repeat a row: it ends, and the import stops.
"""

from __future__ import annotations

import signal
import sys
from typing import IO

import msgspec

from server.services.importing.frames import read_frame, write_frame
from server.services.importing.sealing import Chunk, RowSealer, SealOrder


def main() -> None:
    """Seal what comes in."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts an import means Central, which ends this
    with open(1, "wb", closefd=False) as output:
        _serve(sys.stdin.buffer, output)


def _serve(source: IO[bytes], output: IO[bytes]) -> None:
    order = read_frame(source)
    if order is None:
        return
    sealer = RowSealer(msgspec.msgpack.decode(order, type=SealOrder))
    decode, encode = msgspec.msgpack.Decoder(Chunk).decode, msgspec.msgpack.Encoder().encode
    write_frame(output, b"")
    while (content := read_frame(source)) is not None:
        chunk = decode(content)
        answer = encode(sealer.seal(chunk))
        chunk.wipe()
        write_frame(output, answer)


if __name__ == "__main__":
    main()
