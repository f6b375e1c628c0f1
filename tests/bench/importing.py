"""``import``: rows a second with every check, seal, mask and index, against a plain CSV-to-SQLite insert of those rows.

The plain program reads the same file and commits as often; it checks nothing and keeps everything in the clear.
The file is large enough for an import to start processes beside its own, and their start is in the time.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Sequence
from itertools import count, islice
from pathlib import Path

from protocol.cards import Purpose
from protocol.fields import FieldKind
from server.demo.people import write_csv
from server.services.accounts import add_team
from server.services.central import Central, make_central
from server.services.importing.run import BATCH, ImportOrder, run_import
from server.services.registry import CampaignPlan, Source, add_source, put_campaign
from tests.bench.score import Score, clock, interleave
from tests.bench.workshop import Workshop

ROWS, ROUNDS = 20_000, 3
SOURCE = "S-0042"
_FIELDS = tuple(kind for kind in FieldKind)
_PURPOSES = (Purpose(id="marketing", title="marketing", fields=_FIELDS),)


def measure(workshop: Workshop) -> Sequence[Score]:
    """The same file each time, into a new campaign and a new table."""
    folder = workshop.make_folder("import")
    file = folder / "customers.csv"
    write_csv(file, ROWS, seed=7, encoding="utf-8")
    central = _make_central(folder / "central")
    plain = sqlite3.connect(folder / "plain.db")
    plain.execute("PRAGMA journal_mode = WAL")
    numbers = count()

    def import_customers() -> float:
        campaign = _make_campaign(central, next(numbers))
        order = ImportOrder(file=file, campaign=campaign, source=SOURCE)

        def run() -> None:
            result = run_import(central.engine, central.keys, central.node, order)
            if result.stored != ROWS:
                raise RuntimeError(f"{result.refused} rows were refused")

        return clock(run)

    ours, plainly = interleave(import_customers, lambda: clock(lambda: _insert(plain, file, next(numbers))), ROUNDS)
    central.engine.dispose()
    plain.close()
    raw = f"{ROWS / ours:,.0f} rows/s, plain {ROWS / plainly:,.0f} rows/s"
    return [Score("import", plainly / ours, 0.25, raw, more_is_better=True)]


def _make_central(folder: Path) -> Central:
    central = make_central(
        folder, host="127.0.0.1", port=8443, hosts=("localhost",), url="https://localhost:8443", database=""
    )
    with central.engine.begin() as connection:
        add_team(connection, central.node, "team-3", "外呼三组", None)
        source = Source(
            id=SOURCE,
            kind="web form",
            party="us",
            legal_basis="consent",
            evidence_sha256="0" * 64,
            approver="somebody",
        )
        add_source(connection, central.node, source)
    return central


def _make_campaign(central: Central, number: int) -> str:
    name = f"campaign-{number}"
    plan = CampaignPlan(id=name, title=name, team="team-3", purposes=_PURPOSES, script=(), retention_days=365)
    with central.engine.begin() as connection:
        put_campaign(connection, central.node, plan)
    return name


def _insert(plain: sqlite3.Connection, file: Path, number: int) -> None:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        header = next(rows)
        columns = ", ".join(f'"{name}" TEXT' for name in header)
        plain.execute(f"CREATE TABLE customers_{number} ({columns})")
        statement = f"INSERT INTO customers_{number} VALUES ({','.join('?' * len(header))})"  # noqa: S608
        while batch := list(islice(rows, BATCH)):
            with plain:
                plain.executemany(statement, batch)
