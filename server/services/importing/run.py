"""A whole import: the source and campaign are checked first, then rows stream in, batch by batch (C3, C4)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection, Engine, insert, select, update

from protocol.administration import ConfigurationWrong, FileUnreadable
from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.identifiers import make_identifier
from protocol.oversight import AccountState
from protocol.roles import Role
from protocol.times import now
from server.keys.file_keys import KeyWrapper
from server.services.importing.checking import BadRow, ConsentBasis, GoodRow, RowChecker, RowFault
from server.services.importing.columns import read_header
from server.services.importing.reading import read_rows
from server.services.importing.report import ImportReport
from server.services.importing.storing import CustomerWriter, Destination
from server.services.registry import CampaignPlan, load_campaign, require_source
from server.services.trail import record
from server.store.tables import imports, people

BATCH = 2_000
EVEN, NOBODY = "even", "nobody"


class ImportOrder(Struct, frozen=True, kw_only=True):
    """What to import where. ``assign``: ``even`` over the team's agents, ``nobody``, or a username."""

    file: Path
    campaign: str
    source: str
    assign: str = EVEN
    consent: ConsentBasis | None = None


class ImportResult(Struct, frozen=True, kw_only=True):
    """Rows that went in, that were there before, and that stayed out (named in ``report``)."""

    stored: int
    known: int
    refused: int
    report: Path | None


def run_import(
    engine: Engine, keys: KeyWrapper, node: str, order: ImportOrder, progress: Callable[[int], None] = lambda _: None
) -> ImportResult:
    """Import a file. ``progress`` is told how many rows were read so far.

    SourceRefused, CampaignRefused, ColumnsRefused or FileUnreadable before anything is stored; a file that breaks off
    in its middle keeps the batches before it, and importing the mended file again adds only the rest.
    """
    with engine.begin() as connection:
        require_source(connection, order.source)
        plan = load_campaign(connection, order.campaign)
        agents = _find_agents(connection, plan, order.assign)
    rows = read_rows(order.file)
    header = next(rows, None)
    if header is None:
        raise FileUnreadable(file=order.file.name, reason="it is empty")
    try:
        columns = read_header(header, plan.fields)
    except FileUnreadable as error:
        raise FileUnreadable(file=order.file.name, reason=error.facts["reason"]) from error
    checker = RowChecker(columns, datetime.now(UTC).date(), order.consent)
    started_at = now()
    import_id = _start(engine, order, started_at)
    writer = CustomerWriter(keys, Destination(campaign=plan, source=order.source, agents=agents, started_at=started_at))
    stored = known = 0
    with ImportReport(order.file) as report:
        for batch in _split(checker, rows, report, progress):
            with engine.begin() as connection:
                result = writer.store(connection, batch)
            stored, known = stored + result.stored, known + result.known
            for row in result.twice:
                report.add(BadRow(row.number, "mobile", RowFault.DUPLICATE, dict(row.masked).get("mobile", "")))
    finished = ImportResult(
        stored=stored, known=known, refused=report.count, report=report.path if report.count else None
    )
    _finish(engine, node, order, import_id, finished)
    return finished


def _split(
    checker: RowChecker, rows: Iterator[list[str]], report: ImportReport, progress: Callable[[int], None]
) -> Iterator[list[GoodRow]]:
    number = 1
    while chunk := list(islice(rows, BATCH)):
        good: list[GoodRow] = []
        for row in chunk:
            number += 1
            if not any(cell.strip() for cell in row):
                continue
            checked = checker.check(number, row)
            if isinstance(checked, GoodRow):
                good.append(checked)
            else:
                report.add(checked)
        if good:
            yield good
        progress(number - 1)


def _find_agents(connection: Connection, plan: CampaignPlan, assign: str) -> tuple[str, ...]:
    if assign == NOBODY:
        return ()
    query = select(people.c.id).where(people.c.role == Role.AGENT.value, people.c.state == AccountState.ACTIVE.value)
    if assign == EVEN:
        return tuple(connection.execute(query.where(people.c.team == plan.team).order_by(people.c.username)).scalars())
    found = tuple(connection.execute(query.where(people.c.username == assign)).scalars())
    if not found:
        raise ConfigurationWrong(setting="assign", reason=f"there is no active agent {assign}")
    return found


def _start(engine: Engine, order: ImportOrder, started_at: str) -> str:
    with order.file.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    import_id = make_identifier()
    with engine.begin() as connection:
        connection.execute(
            insert(imports).values(
                id=import_id,
                file_sha256=digest,
                campaign=order.campaign,
                source=order.source,
                started_at=started_at,
            )
        )
    return import_id


def _finish(engine: Engine, node: str, order: ImportOrder, import_id: str, result: ImportResult) -> None:
    counts = {"rows_good": result.stored, "rows_known": result.known, "rows_bad": result.refused}
    with engine.begin() as connection:
        connection.execute(update(imports).where(imports.c.id == import_id).values(finished_at=now(), **counts))
        record(
            connection,
            node,
            Deed(
                act=Act.IMPORT_FINISHED,
                object_kind=ObjectKind.CAMPAIGN,
                object_id=order.campaign,
                outcome=Outcome.DONE,
                detail={"source": order.source, **{name: str(count) for name, count in counts.items()}},
            ),
        )
