"""``journal``: events a second that a desk puts on disk one by one, against plain ``sqlite3`` and the same bytes.

The journal is the desk's own: SQLCipher, chained, every event looked over, guarded by triggers. The plain database
keeps the bytes under their number and nothing else, unencrypted; it commits as often and as durably (WAL,
``synchronous=FULL``), on the same disk. Both have begun their logs anew before they are timed, so that neither waits
for a file to grow; then they take turns, a hundredth of a second each. The disk is quicker and slower from one second
to the next: what counts is the median of the turns' ratios.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import count, cycle, islice
from pathlib import Path
from statistics import median

from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import make_identifier
from protocol.roles import Role
from secure_store.folder import DeskFolder
from secure_store.journal import Journal
from tests.bench.score import Score, clock, take_turns
from tests.bench.workshop import Workshop
from ui.main import find_keyring

APPENDS, ROUNDS = 40, 300
WARM_UP = 30
"""Rounds: 1,200 events, after which both logs have held their 1,000 pages."""
_INSERT = "INSERT INTO events VALUES (?, ?)"
_WORK = (
    (Act.CARD_OPENED, {}),
    (Act.REVEAL_REQUESTED, {"stage": "asked", "reason": "客户要求核对登记的号码"}),
    (Act.REVEAL_OPENED, {"shown_s": "15"}),
    (Act.REVEAL_CLOSED, {"by": "time"}),
)


def measure(workshop: Workshop) -> Sequence[Score]:
    """The same events: first into the journal, then their bytes into the plain database."""
    folder = workshop.make_folder("journal")
    deeds, person, card = cycle(_WORK), make_identifier(), make_identifier()

    with _open_journal(folder / "desk") as journal, closing(_open_plain(folder / "plain.db")) as plain:
        places = count(1)

        def append() -> float:
            made = [
                Deed(act=act, actor=person, role=Role.AGENT, object_kind=ObjectKind.CARD, object_id=card, detail=detail)
                for act, detail in islice(deeds, APPENDS)
            ]
            return clock(lambda: [journal.append(deed) for deed in made])

        def insert() -> float:
            same = journal.events_from(journal.head().seq - APPENDS + 1, APPENDS)
            rows = list(zip(islice(places, APPENDS), same, strict=True))
            return clock(lambda: [plain.execute(_INSERT, row) for row in rows])  # each is on disk when it returns

        taken = take_turns(append, insert, ROUNDS, WARM_UP)
        _require_same(journal, plain)
    ours, plainly = (APPENDS / median(seconds) for seconds in zip(*taken, strict=True))
    raw = f"{ours:,.0f} events/s, plain {plainly:,.0f} events/s"
    ratio = median(other / one for one, other in taken)
    return [Score("journal", ratio, 0.7, raw, more_is_better=True)]


@contextmanager
def _open_journal(place: Path) -> Iterator[Journal]:
    with Journal.open(DeskFolder(place).make(), make_identifier(), find_keyring(place)) as journal:
        yield journal


def _open_plain(file: Path) -> sqlite3.Connection:
    plain = sqlite3.connect(file, isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = FULL")
    plain.execute("CREATE TABLE events (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
    return plain


def _require_same(journal: Journal, plain: sqlite3.Connection) -> None:
    kept = [data for (data,) in plain.execute("SELECT bytes FROM events ORDER BY seq LIMIT 500")]
    if kept != journal.events_from(1):
        raise RuntimeError("the two databases do not hold the same events")
