"""A whole import: the source and campaign are checked first, then rows stream in, batch by batch (C3, C4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from msgspec import Struct
from sqlalchemy import Connection, Engine, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from protocol.administration import FileUnreadable, ImportStopped
from protocol.errors import VeildeskError, fill
from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.identifiers import Identifier, make_identifier
from protocol.times import Instant, after, now
from server.keys.file_keys import FileKeys
from server.keys.records import derive_index_key
from server.services.importing.checking import BadRow, RowFault
from server.services.importing.columns import Columns, read_header
from server.services.importing.crew import Crew, count_helpers
from server.services.importing.order import EVEN, ImportOrder, ImportResult, find_agents, narrow_campaign
from server.services.importing.reading import open_table
from server.services.importing.report import ImportReport
from server.services.importing.sealing import SealOrder, split_rows
from server.services.importing.storing import CustomerWriter, Destination
from server.services.importing.table import RowTable
from server.services.policy import load_policy
from server.services.registry import CampaignPlan, load_campaign, require_source
from server.services.rotation import require_newest_key
from server.services.trail import record
from server.store.database import name_cause
from server.store.tables import imports

BATCH = 2_000
_NO_ROW: list[str] = []
Progress = Callable[[int, float], None]
"""Told how many rows were read so far, and which share of the file that is."""


class _Start(Struct, frozen=True):
    plan: CampaignPlan
    agents: tuple[str, ...]
    zone: str


def run_import(
    engine: Engine, keys: FileKeys, node: str, order: ImportOrder, progress: Progress = lambda _rows, _share: None
) -> ImportResult:
    """Import a file.

    SourceRefused, CampaignRefused, ColumnsRefused or FileUnreadable before anything is stored. ImportStopped when
    something breaks in the middle: the batches before it are kept, and the same file again adds only the rest.
    """
    try:
        start, table, columns = _prepare(engine, keys, order)
    except VeildeskError as error:
        _refuse(engine, node, order, error)
        raise
    with ImportReport(order.file) as report:
        import_id, started_at = _begin(engine, node, order, table.sha256)
        purposes = tuple(purpose.id for purpose in start.plan.purposes)
        to = Destination(start.plan, purposes, order.source, start.agents, started_at)
        how = SealOrder(
            columns=columns,
            moment=datetime.now(UTC),
            zone=start.zone,
            consent=order.consent,
            index_key=derive_index_key(keys),
        )
        stored, known = _store_rows(engine, CustomerWriter(keys, to), how, table, report, order, progress)
        result = ImportResult(
            stored=stored,
            known=known,
            refused=report.count,
            report=report.path if report.count else None,
            reasons=tuple(report.reasons.most_common()),
            notes=tuple(_take_notes(order, start, table, stored)),
        )
    _finish(engine, node, order, import_id, result)
    return result


def _prepare(engine: Engine, keys: FileKeys, order: ImportOrder) -> tuple[_Start, RowTable, Columns]:
    with engine.begin() as connection:
        require_newest_key(connection, keys)
        require_source(connection, order.source)
        plan = narrow_campaign(load_campaign(connection, order.campaign), order.purposes)
        agents = find_agents(connection, plan, order.assign)
        zone = load_policy(connection).reveal.time_zone
    table = open_table(order.file)
    header = next(table.rows, _NO_ROW)
    if header is _NO_ROW:
        raise FileUnreadable(file=order.file.name, reason="it is empty")
    if not header or not any(map(str.strip, header)):
        raise FileUnreadable(
            file=order.file.name, reason="its first row is broken" if header is None else "its first row is empty"
        )
    try:
        columns = read_header(header, plan.fields)
    except FileUnreadable as error:
        raise FileUnreadable(file=order.file.name, reason=error.facts["reason"]) from error
    return _Start(plan, agents, zone), table, columns


def _store_rows(
    engine: Engine,
    writer: CustomerWriter,
    how: SealOrder,
    table: RowTable,
    report: ImportReport,
    order: ImportOrder,
    progress: Progress,
) -> tuple[int, int]:
    stored = known = done = 0
    try:
        with Crew(how, count_helpers(order.file.stat().st_size)) as crew:
            for chunk, rows in crew.seal(split_rows(table, BATCH)):
                for bad in rows.bad:
                    report.add(bad)
                if not rows.good:
                    continue
                with engine.begin() as connection:
                    result = writer.store(connection, chunk, rows.good)
                stored, known, done = stored + result.stored, known + result.known, chunk.last
                for fault, left_out in ((RowFault.DUPLICATE, result.twice), (RowFault.DO_NOT_CALL, result.listed)):
                    for row in left_out:
                        report.add(BadRow(chunk.first + row.place, "mobile", fault, row.masked_mobile))
                report.keep()
                chunk.wipe()
                progress(chunk.last, chunk.share)
    except KeyboardInterrupt as error:
        raise ImportStopped(file=order.file.name, row=str(done), reason="somebody interrupted it") from error
    except SQLAlchemyError as error:
        raise ImportStopped(file=order.file.name, row=str(done), reason=name_cause(error)) from error
    except OSError as error:
        raise ImportStopped(file=order.file.name, row=str(done), reason=error.strerror or "a file fails") from error
    except VeildeskError as error:
        raise ImportStopped(
            file=order.file.name, row=str(done), reason=fill(error.what, error.facts).rstrip(".")
        ) from error
    return stored, known


def _take_notes(order: ImportOrder, start: _Start, table: RowTable, stored: int) -> Iterator[str]:
    if table.note:
        yield table.note
    if stored and order.assign == EVEN and not start.agents:
        yield f"Team {start.plan.team} has no active agent: the new cards are nobody's yet."


def _begin(engine: Engine, node: str, order: ImportOrder, digest: str) -> tuple[Identifier, Instant]:
    """Put the import on record before it stores anything; its moment is no other import's of the campaign."""
    import_id = make_identifier()
    with engine.begin() as connection:
        query = select(func.max(imports.c.started_at)).where(imports.c.campaign == order.campaign)
        latest = connection.execute(query).scalar_one()
        started_at = max(now(), after(latest, milliseconds=1)) if latest else now()
        values = {"campaign": order.campaign, "source": order.source, "started_at": started_at}
        connection.execute(insert(imports).values(id=import_id, file_sha256=digest, **values))
        _record(connection, node, order, Act.IMPORT_STARTED, Outcome.DONE, {"file_sha256": digest})
    return import_id, started_at


def _refuse(engine: Engine, node: str, order: ImportOrder, error: VeildeskError) -> None:
    with engine.begin() as connection:
        _record(connection, node, order, Act.IMPORT_REFUSED, Outcome.REFUSED, {"reason": error.problem.value})


def _finish(engine: Engine, node: str, order: ImportOrder, import_id: Identifier, result: ImportResult) -> None:
    counts = {"rows_good": result.stored, "rows_known": result.known, "rows_bad": result.refused}
    with engine.begin() as connection:
        connection.execute(update(imports).where(imports.c.id == import_id).values(finished_at=now(), **counts))
        facts = {name: str(count) for name, count in counts.items()}
        _record(connection, node, order, Act.IMPORT_FINISHED, Outcome.DONE, facts)


def _record(
    connection: Connection, node: str, order: ImportOrder, act: Act, outcome: Outcome, facts: dict[str, str]
) -> None:
    deed = Deed(
        act=act,
        object_kind=ObjectKind.CAMPAIGN,
        object_id=order.campaign[:64],
        outcome=outcome,
        detail={"source": order.source[:64], "by": order.ordered_by, **facts},
    )
    record(connection, node, deed)
