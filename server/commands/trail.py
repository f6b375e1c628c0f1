"""The trail: audit verify, audit export, audit prune, audit witness."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec
from sqlalchemy import Connection

from protocol.administration import ConfigurationWrong
from protocol.remembering import read_memory
from protocol.trail import LogDamaged
from server.commands.export import export
from server.commands.prune import prune
from server.commands.shell import refuse, with_central
from server.commands.witness import witness
from server.services.central import Central
from server.services.counting import say_count
from server.services.desk_memory import Comparison, compare_checkpoints, compare_memory
from server.services.verification import verify_trail
from server.store.database import read


@click.group()
def audit() -> None:
    """The trail of events."""


@audit.command("verify")
@click.option(
    "--from-desk",
    "memories",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Compare with what a desk wrote with 'veildesk log-memory', or with a witness's file 'checkpoint'.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_central
def audit_verify(central: Central, memories: tuple[Path, ...], as_json: bool) -> None:
    """Recompute every chain and the log from its rows. Exit code 1 when something is not whole."""
    with read(central.engine) as connection:
        found = verify_trail(connection, central.log_key.public)
        for file in memories:
            try:
                found.compared.append(_compare(connection, central, file, found.faults))
            except LogDamaged as error:
                found.faults.append(f"{file}: it cannot be compared with this log: {error.facts['reason']}")
    if as_json:
        click.echo(msgspec.json.encode(found).decode())
    else:
        click.echo(f"{say_count(found.events, 'event')} of {say_count(found.devices, 'device')}.")
        if found.pruned:
            click.echo(f"{found.pruned:,} of them are pruned, hash kept.")
        for fault in (*found.faults, *found.forked):
            click.echo(f"  {fault}")
    if not found.whole:
        faults, forks = say_count(len(found.faults), "fault"), say_count(found.forks, "fork")
        refuse(f"The trail is NOT whole: {faults}, {forks}.")
    if not as_json:
        published = say_count(found.checkpoints, "published checkpoint")
        click.echo(
            f"Every chain is whole, and so is the tree with its {published}. "
            f"Signatures that hold: {found.signed_heads:,} of desks, {found.cosignatures:,} of witnesses."
        )
        for other in found.compared:
            delivered = f", and delivered {say_count(other.events, 'event')}" if other.events else ""
            click.echo(f"{other.name} saw {say_count(other.checkpoints, 'checkpoint')}{delivered}: same.")


def _compare(connection: Connection, central: Central, file: Path, faults: list[str]) -> Comparison:
    data, log = file.read_bytes(), central.log_key.public
    try:
        if data.lstrip().startswith(b"{"):
            return compare_memory(connection, log, *read_memory(data), faults)
        return Comparison(file.name, 0, compare_checkpoints(connection, log, [data.decode()], str(file), faults))
    except ValueError as error:
        raise ConfigurationWrong(setting=str(file), reason=str(error)) from error


audit.add_command(export)
audit.add_command(prune)
audit.add_command(witness)
COMMANDS = (audit,)
