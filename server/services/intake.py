"""Batches that come together go into the log together: one transaction, one sync of the disk, a receipt each (D7)."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from msgspec import Struct

from protocol.delivery import Receipt
from protocol.errors import VeildeskError
from protocol.road import RecordsUnavailable
from server.services.central import Central
from server.services.ingest import CheckedBatch, prove_batch, take_batches
from server.store.database import SteadyWriter

MOST = 32
"""Batches in one transaction at most: no other writer waits longer than these take."""


class _Delivery(Struct, frozen=True):
    batch: CheckedBatch
    receipt: Future[Receipt]


class Intake:
    """One a process. A thread of its own writes for all; what comes while it writes is its next transaction."""

    def __init__(self, central: Central) -> None:
        self._central = central
        self._waiting: deque[_Delivery] = deque()
        self._is_writing = False
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="intake")
        self._database = SteadyWriter(central.engine)

    def take(self, batch: CheckedBatch) -> Future[Receipt]:
        """The receipt to come, or what :func:`take_batches` answers or raises in its place. Any thread.

        Where others wait, or are written, the batch is proven here; BatchInvalid. So none that does not hold can undo
        what came with it, and the one who writes for all has the less to do; a batch that comes alone is there sooner.
        """
        if self._waiting or self._is_writing:
            batch = prove_batch(batch)
        delivery = _Delivery(batch, Future())
        self._waiting.append(delivery)
        self._writer.submit(self._write_waiting)
        return delivery.receipt

    def _write_waiting(self) -> None:
        self._is_writing = True
        try:
            group = self._draw()
            if group:
                self._write(group)
        finally:
            self._is_writing = False

    def _draw(self) -> list[_Delivery]:
        """The oldest that wait, one batch a device; from here on nobody takes one back, and who hung up is left out."""
        group: dict[str, _Delivery] = {}
        later = []
        while self._waiting and len(group) < MOST:
            delivery = self._waiting.popleft()
            if group.setdefault(delivery.batch.device.id, delivery) is not delivery:
                later.append(delivery)
        self._waiting.extendleft(reversed(later))
        return [delivery for delivery in group.values() if delivery.receipt.set_running_or_notify_cancel()]

    def _write(self, group: Sequence[_Delivery]) -> None:
        try:
            answers = take_batches(self._central, [delivery.batch for delivery in group], self._database)
        except Exception as error:
            if len(group) == 1 or isinstance(error, RecordsUnavailable):
                for delivery in group:
                    delivery.receipt.set_exception(error)
                return
            for delivery in group:  # one of them is at fault, and the others shall not suffer for it
                self._write([delivery])
            return
        for delivery, answer in zip(group, answers, strict=True):
            if isinstance(answer, VeildeskError):
                delivery.receipt.set_exception(answer)
            else:
                delivery.receipt.set_result(answer)
