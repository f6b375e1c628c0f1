"""What ``serve`` does beside serving, day by day."""

from __future__ import annotations

import logging
import threading

from sqlalchemy.exc import SQLAlchemyError

from protocol.errors import VeildeskError
from server.commands.forking import using
from server.services.calling.lending import return_from_silent
from server.services.calling.unheard import end_unheard
from server.services.central import Central
from server.services.indexing import index_landlines
from server.services.outlived import prune_outlived
from server.services.recordings.keeping import prune_recordings
from server.services.retention import prune_trail
from server.store.database import name_cause

log = logging.getLogger(__name__)
FIRST_S, AGAIN_S = 60.0, 24 * 3600.0
"""Seconds after the start until the first pruning, and from one to the next."""
LOOK_S = 60.0
"""Seconds from one look for silent desks to the next."""


def keep_pruning(central: Central, stop: threading.Event, first_s: float = FIRST_S, again_s: float = AGAIN_S) -> None:
    """Let go what policy keeps no longer, daily, until ``stop``; what hinders it is logged, and it tries again. What an
    older version left to be indexed is indexed first, once."""
    pause = first_s
    while not stop.wait(pause):
        try:
            with using(central.engine) as let_fork:
                index_landlines(central.engine, central.keys, let_fork)
                destroyed = prune_recordings(central.engine, central.node, let_fork)
                outlived = prune_outlived(central.engine, let_fork)
                gone = prune_trail(central.engine, central.node, between=let_fork)
        except VeildeskError as error:
            log.warning("not everything was pruned: %s", error.say())
        except SQLAlchemyError as error:
            log.warning("not everything was pruned: the database refuses: %s", name_cause(error))
        else:
            if gone:
                log.warning("%d events are pruned, hash kept", gone)
            if destroyed:
                log.warning("%d recordings are destroyed, kept long enough", destroyed)
            if outlived:
                log.warning("%d notices, sessions, tickets and joins are deleted, of no use any more", outlived)
        pause = again_s


def keep_returning(central: Central, stop: threading.Event, again_s: float = LOOK_S) -> None:
    """End what is lent to desks that fell silent, and calls of which nobody tells, minute by minute, until ``stop``;
    what hinders it is logged."""
    while not stop.wait(again_s):
        try:
            with using(central.engine):
                return_from_silent(central)
                end_unheard(central)
        except VeildeskError as error:
            log.warning("lent cards and calls were not looked at: %s", error.say())
        except SQLAlchemyError as error:
            log.warning("lent cards and calls were not looked at: the database refuses: %s", name_cause(error))
