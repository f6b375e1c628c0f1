"""What holds of every call at a telephone on a table, whichever way it came there (U2)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Label, Row, Table, func, select

from protocol.call_records import Ending
from protocol.oversight import AccountState, DeviceState
from protocol.times import Instant, after, now, parse_instant
from server.store.tables import sessions

_PLACED_WITHIN_S = 10
"""So long a PBX may let a call wait that nobody has placed."""
LOST_AFTER_S = 60
"""Without a word from the PBX that has a call, the PBX is gone, and so is the call."""
_MOST_S = 99_999


def count_sessions(of: Table) -> Label[int]:
    """As ``signed_in``, how often the ``person`` of a row is signed in at its ``device``. Whoever signs out has no call
    on; a desk that is gone without a word leaves its session as it is."""
    mine = (sessions.c.person == of.c.person) & (sessions.c.device == of.c.device) & sessions.c.ended_at.is_(None)
    return select(func.count()).where(mine).correlate(of).scalar_subquery().label("signed_in")


def may_talk(row: Row[Any]) -> bool:
    """Whether a call's person and desk may be at work: of ``person_state``, ``device_state`` and ``signed_in``."""
    is_allowed = row.person_state == AccountState.ACTIVE.value and row.device_state == DeviceState.ENROLLED.value
    return bool(is_allowed and row.signed_in)


def is_silent(row: Row[Any]) -> bool:
    """Whether its PBX has not named a call for too long."""
    return bool(after(row.heard_at, seconds=LOST_AFTER_S) < now())


def is_over_due(row: Row[Any]) -> bool:
    """Whether no PBX placed a call in time, or the one that did is silent for too long: of ``asked_at``, ``placed_at``
    and ``heard_at``."""
    if row.placed_at is None:
        return bool(after(row.asked_at, seconds=_PLACED_WITHIN_S) < now())
    return is_silent(row)


def describe_voice(*, is_sealed: bool) -> dict[str, str]:
    """How voice runs between PBX and table, for its event."""
    return {"table": "sealed" if is_sealed else "clear"}


def name_place(row: Row[Any], ending: Ending) -> dict[str, str]:
    """Where a call goes on that was handed on, for its event."""
    return {"place": row.handed_to} if ending is Ending.TRANSFERRED else {}


def count_talk_s(answered_at: Instant, moment: Instant) -> int:
    """Seconds that a call has lasted, by Central's clock, which may have been set back."""
    return min(max(0, round((parse_instant(moment) - parse_instant(answered_at)).total_seconds())), _MOST_S)
