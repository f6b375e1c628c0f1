"""A node of Central that takes a batch of events and is killed on the way: ``python -m … FOLDER ORDER``."""

from __future__ import annotations

import os
import signal
import sys
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct

from protocol.delivery import EventBatch
from server.services.callers import Device
from server.services.central import open_central
from server.services.ingest import append_batches, check_batch, take_batches


class Moment(StrEnum):
    """When it is killed."""

    ROWS_WRITTEN = "rows-written"
    """Rows, tiles and head are in the transaction, and nothing is committed."""
    ROWS_COMMITTED = "rows-committed"
    """They are durable; no checkpoint over them is published, no receipt sent."""


class Order(Struct, frozen=True):
    """What to take from whom, and when to be killed."""

    device: Device
    batch: EventBatch
    killed: Moment


def main(folder: str, order_file: str) -> None:
    """Work until the moment comes; 1 where it never does."""
    central = open_central(Path(folder))
    order = msgspec.json.decode(Path(order_file).read_bytes(), type=Order)
    batch = check_batch(order.device, order.batch, "10.8.0.7")
    if order.killed is Moment.ROWS_WRITTEN:
        with central.engine.begin() as connection:
            append_batches(connection, central, [batch])
            os.kill(os.getpid(), signal.SIGKILL)
    take_batches(central, [batch])
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
