"""The one job runner: calls off the GUI thread, results back on it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from app.faults import name_fault
from protocol.errors import UnexpectedError, VeildeskError

T = TypeVar("T")
log = logging.getLogger(__name__)


class Job(QObject, Generic[T]):
    """One call under way. ``cancel`` drops its result; the call itself runs to its end."""

    _finished = Signal(object)
    _failed = Signal(object)

    def __init__(
        self, on_done: Callable[[T], None], on_error: Callable[[VeildeskError], None], owner: QObject | None
    ) -> None:
        super().__init__(owner)
        self._on_done, self._on_error = on_done, on_error
        self.cancelled = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._refuse, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Deliver nothing any more."""
        self.cancelled = True

    @Slot(object)
    def _deliver(self, result: T) -> None:
        if not self.cancelled:
            self._on_done(result)
        self.deleteLater()

    @Slot(object)
    def _refuse(self, error: VeildeskError) -> None:
        if not self.cancelled:
            self._on_error(error)
        self.deleteLater()


class _Run(QRunnable):
    def __init__(self, call: Callable[[], object], job: Job[object]) -> None:
        super().__init__()
        self._call, self._job = call, job

    def run(self) -> None:
        try:
            result = self._call()
        except VeildeskError as error:
            self._send(self._job._failed, error)  # noqa: SLF001
        except Exception as error:
            log.error("job failed: %s", name_fault(error))
            self._send(self._job._failed, UnexpectedError())  # noqa: SLF001
        else:
            self._send(self._job._finished, result)  # noqa: SLF001

    def _send(self, signal: object, value: object) -> None:
        try:
            signal.emit(value)  # type: ignore[attr-defined]
        except RuntimeError:
            log.debug("the owner of a job is gone; its result is dropped")


class JobRunner(QObject):
    """Runs calls on a pool of threads. Must live on the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool, self._ahead = QThreadPool(self), QThreadPool(self)
        self._pool.setMaxThreadCount(max(4, QThreadPool.globalInstance().maxThreadCount()))

    def run(
        self,
        call: Callable[[], T],
        on_done: Callable[[T], None] = lambda _: None,
        on_error: Callable[[VeildeskError], None] = lambda _: None,
        *,
        owner: QObject | None = None,
        at_once: bool = False,
    ) -> Job[T]:
        """Run ``call``; its result or VeildeskError comes back on the GUI thread, unless ``owner`` is gone by then.

        ``at_once``: on other threads, for what must not stand behind calls that wait for a silent Central.
        """
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("jobs are started from the GUI thread")
        job = Job(on_done, on_error, owner or self)
        run = _Run(call, job)  # type: ignore[arg-type]
        (self._ahead if at_once else self._pool).start(run)
        return job

    def stop(self, timeout_ms: int = 5_000) -> bool:
        """Take no result any more and wait for what runs and for what has not begun: an outcome that is to be saved may
        stand behind calls that wait for a silent Central. Whether all of it ended in time; the rest is not begun."""
        for job in self.findChildren(Job):
            job.cancel()
        ended = self._ahead.waitForDone(timeout_ms) and self._pool.waitForDone(timeout_ms)
        self._pool.clear()
        return ended
