"""The engine's process: orders come in at its input, reports leave at its output, and nothing else does.

Its end of input is the desk's end, and so its own.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from app.telephony.engine.words import ORDERS, Report, SignOff, write_line
from secure_store.process_limits import harden_process

if TYPE_CHECKING:
    from app.telephony.engine.phone import Phone

_LINE_LIMIT = 65_536


def main() -> None:
    """Run until the desk says so, or is gone."""
    harden_process()
    logging.disable(logging.CRITICAL)  # the stack would log what the far end sent
    with os.fdopen(os.dup(1), "wb", buffering=0) as output:
        null = os.open(os.devnull, os.O_WRONLY)
        for said_by_native_code in (1, 2):
            os.dup2(null, said_by_native_code)
        asyncio.run(_run(output))


async def _run(output: BinaryIO) -> None:
    from app.telephony.engine.phone import Phone

    def report(word: Report) -> None:
        output.write(write_line(word))

    lines = asyncio.StreamReader(limit=_LINE_LIMIT)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin.buffer)
    phone = Phone(report)
    orders = asyncio.create_task(_obey(phone, lines))
    broken = asyncio.create_task(phone.broken.wait())
    await asyncio.wait((orders, broken), return_when=asyncio.FIRST_COMPLETED)
    if broken.done():
        os._exit(1)  # a stack that does not answer would not be closed either
    broken.cancel()
    try:
        await orders
    except (msgspec.MsgspecError, BrokenPipeError):
        sys.exit(1)
    finally:
        await phone.close()


async def _obey(phone: Phone, lines: asyncio.StreamReader) -> None:
    while line := await lines.readline():
        order = ORDERS.decode(line)
        if isinstance(order, SignOff):
            break
        await phone.obey(order)


if __name__ == "__main__":
    main()
