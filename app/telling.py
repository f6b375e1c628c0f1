"""Telling whoever listens what has changed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from app.faults import name_fault

T = TypeVar("T")
_log = logging.getLogger(__name__)


def tell_all(listeners: Sequence[Callable[[T], object]], news: T) -> None:
    """Call every listener with ``news``.

    One that fails, such as a window that has been deleted, keeps neither the others from hearing it nor the teller from
    what comes next: a session that ends must give its token up.
    """
    for listener in tuple(listeners):
        try:
            listener(news)
        except Exception as fault:
            _log.error("news of %s did not reach a listener: %s", type(news).__name__, name_fault(fault))
