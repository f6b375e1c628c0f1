"""Evidence for a court or a regulator: audit export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from zoneinfo import ZoneInfo

import click

from protocol.administration import DataFolderWrong
from protocol.times import format_instant
from server.commands.shell import WORDS, whoami, with_central
from server.services.central import Central
from server.services.counting import say_count
from server.services.evidence.bundle import EvidenceOrder, export_evidence
from server.services.policy import load_policy
from server.settings import write_private
from server.store.database import read

_WHEN = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--customer", default="", help="What was done to this customer: the card's identifier.")
@click.option("--person", default="", help="What this person did: username, name or identifier.")
@click.option("--from", "since", type=_WHEN, help="From then on, in the company's time zone.")
@click.option("--until", type=_WHEN, help="Before then, in the company's time zone.")
@click.option(
    "--purpose", required=True, type=WORDS, help="Why, for the record and the bundle; e.g. a court's file number."
)
@click.option("--recipient", required=True, type=WORDS, help="For whom, for the record and the bundle.")
@with_central
def export(
    central: Central,
    folder: Path,
    customer: str,
    person: str,
    since: datetime | None,
    until: datetime | None,
    purpose: str,
    recipient: str,
) -> None:
    """Write a bundle of evidence into a new FOLDER.

    It holds events, proofs, keys, and a program that checks them.

    Values in it are masked. The export is an event of the trail itself.
    """
    if folder.exists() and any(folder.iterdir()):
        raise DataFolderWrong(folder=str(folder), reason="it is not empty", remedy="Name a new folder.")
    with read(central.engine) as connection:
        zone = ZoneInfo(load_policy(connection).reveal.time_zone)
    order = EvidenceOrder(
        since=format_instant(since.replace(tzinfo=zone) if since else _EPOCH),
        until=format_instant(until.replace(tzinfo=zone) if until else datetime.now(UTC)),
        customer=customer,
        person=person,
        purpose=purpose,
        recipient=recipient,
        by=whoami(),
    )
    files, count = export_evidence(central, order)
    _write_whole(folder, files)
    click.echo(f"{say_count(count, 'event')}, with proofs: {folder}. 'python {folder / 'verify.py'}' checks them.")


def _write_whole(folder: Path, files: Mapping[str, bytes]) -> None:
    """All of the files or, where that is interrupted, no folder: half a bundle would not be genuine."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(dir=folder.parent, prefix=f"{folder.name}."))
    try:
        for name, content in files.items():
            write_private(fresh / name, content)
        if folder.exists():
            folder.rmdir()
        fresh.rename(folder)
    except BaseException:
        rmtree(fresh, ignore_errors=True)
        raise
