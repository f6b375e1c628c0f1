"""Telling whoever listens what has changed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from app.faults import name_fault

T = TypeVar("T")
_log = logging.getLogger(__name__)


def tell_all(listeners: Sequence[Callable[[T], object]], find_news: Callable[[], T]) -> None:
    """Call every listener with what is new, which is looked up for each: one may have changed it for those after it, as
    a guard that locks a desk as soon as it is unlocked.

    One that fails, such as a window that has been deleted, keeps neither the others from hearing it nor the teller from
    what comes next: a session that ends must give its token up.
    """
    for listener in tuple(listeners):
        try:
            listener(find_news())
        except Exception as fault:
            _log.error("a listener failed: %s", name_fault(fault))
