"""Whether a connection that lay idle still answers, asked before it is used again: PostgreSQL may have been restarted.

One that was of use a moment ago is not asked, which would cost a round trip each time: should it have broken since, who
uses it is told so, as if it had broken in the midst of his own statement.
"""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import Any

import psycopg
from sqlalchemy import Dialect, Engine, event
from sqlalchemy.exc import InvalidatePoolError

IDLE_S = 1.0
_KEY = "veildesk_idle_since"


def ask_after_idling(engine: Engine) -> None:
    """Let ``engine``'s pool leave connections that no longer answer, and open others; once per engine."""
    event.listen(engine, "checkin", _note)
    event.listen(engine, "checkout", partial(_ask, engine.dialect))


def _note(_driver: object, record: Any) -> None:
    record.info[_KEY] = monotonic()


def _ask(dialect: Dialect, driver: Any, record: Any, _lent: object) -> None:
    idle_since = record.info.get(_KEY)  # nothing, for a connection that was just opened
    if idle_since is None or monotonic() - idle_since < IDLE_S:
        return
    try:
        dialect.do_ping(driver)
    except psycopg.Error as error:
        raise InvalidatePoolError from error
