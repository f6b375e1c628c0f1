"""Files as CRMs export them, and importing them into a company's Central."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from sqlalchemy import select, update

from protocol.cards import Purpose
from protocol.fields import FieldKind
from server.keys.file_keys import KeyWrapper
from server.keys.records import SealedRecord, open_field, unpack_fields
from server.services.importing.order import NOBODY, ImportOrder, ImportResult
from server.services.importing.run import Progress, run_import
from server.services.registry import CampaignPlan, put_campaign
from server.store.tables import customers, metadata, sealed_records
from tests.server.house import House
from tests.server.sealing import pack_fields

CONSENT = ("授权方式", "授权时间")
AGREED = ("线上表单", "2026-03-05 10:20")
Line = Sequence[object]


def write_text(path: Path, lines: Sequence[Line], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """A CSV as a spreadsheet program writes it (RFC 4180)."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(lines)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_workbook(path: Path, lines: Sequence[Line], *others: str) -> Path:
    """An XLSX whose first sheet holds ``lines``; ``others`` are further, empty sheets."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("客户")
    for line in lines:
        sheet.append(list(line))
    for name in others:
        book.create_sheet(name)
    book.save(path)
    return path


def add_campaign(house: House, *fields: FieldKind, team: str = "east", **more: Any) -> str:
    """A campaign of its own with one purpose that may hold ``fields``; all of them where none is named."""
    name = house.name("campaign")
    purpose = Purpose(id="marketing", title="营销外呼", fields=fields or tuple(FieldKind))
    with house.writing() as connection:
        put_campaign(
            connection,
            house.central.node,
            CampaignPlan(id=name, title="回访", team=team, purposes=(purpose,), **more),
        )
    return name


def import_file(
    house: House, file: Path, campaign: str, *, progress: Progress = lambda _rows, _share: None, **order: Any
) -> ImportResult:
    """Import ``file`` as the command does; the cards are nobody's where nothing else is said."""
    wanted = ImportOrder(**{"file": file, "campaign": campaign, "source": "S-1", "assign": NOBODY, **order})
    return run_import(house.central.engine, house.central.keys, house.central.node, wanted, progress)


def open_customers(house: House, campaign: str, keys: KeyWrapper | None = None) -> list[dict[FieldKind, str]]:
    """Every customer of a campaign in the clear, in the order of the file: tests may, nothing else does."""
    query = select(customers.c.id).where(customers.c.campaign == campaign).order_by(customers.c.id)
    with house.reading() as connection:
        return [open_customer(house, card, keys) for card in connection.execute(query).scalars()]


def open_customer(house: House, card: str, keys: KeyWrapper | None = None) -> dict[FieldKind, str]:
    """All values of one customer, from what the database holds of him."""
    with house.reading() as connection:
        row = connection.execute(select(sealed_records).where(sealed_records.c.customer == card)).one()
    record = SealedRecord(row.kek_version, bytes(row.wrapped), bytes(row.sealed))
    return {
        sealed.field: open_field(keys or house.central.keys, card, record.kek_version, record.wrapped, sealed).decode()
        for sealed in record.fields
    }


def forget_value(house: House, card: str, kind: FieldKind) -> None:
    """Take a customer's value away, as if the CRM had never had it."""
    mine = sealed_records.c.customer == card
    with house.writing() as connection:
        before = connection.execute(select(sealed_records.c.sealed).where(mine)).scalar_one()
        kept = pack_fields(item for item in unpack_fields(bytes(before)) if item.field is not kind)
        connection.execute(update(sealed_records).where(mine).values(sealed=kept))


def dump(house: House) -> Iterator[bytes]:
    """All that the database keeps: SQLite's files as they lie on disk, and every value of every row."""
    engine = house.central.engine
    if engine.dialect.name == "sqlite":
        place = Path(str(engine.url.database))
        for file in place.parent.glob(place.name + "*"):
            yield file.read_bytes()
    with house.reading() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                for value in row:
                    yield bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
