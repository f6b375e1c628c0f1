"""The trail: audit verify, audit prune, audit witness."""

from __future__ import annotations

import click
import msgspec

from server.commands.prune import prune
from server.commands.shell import refuse, with_central
from server.commands.witness import witness
from server.services.central import Central
from server.services.verification import verify_trail
from server.store.database import read


@click.group()
def audit() -> None:
    """The trail of events."""


@audit.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_central
def audit_verify(central: Central, as_json: bool) -> None:
    """Recompute every chain and the log from its rows; exit code 1 when something is not whole."""
    with read(central.engine) as connection:
        found = verify_trail(connection, central.log_key.public)
    if as_json:
        click.echo(msgspec.json.encode(found).decode())
    else:
        click.echo(f"{found.events:,} events of {found.devices:,} devices.")
        if found.pruned:
            click.echo(f"{found.pruned:,} of them are pruned, hash kept.")
        for fault in found.faults:
            click.echo(f"  {fault}")
    if not found.whole:
        refuse(f"The trail is NOT whole: {len(found.faults)} faults, {found.forks} forks.")
    if not as_json:
        click.echo(
            f"Every chain is whole, and the tree with its {found.checkpoints:,} published checkpoints. "
            f"{found.signed_heads:,} signatures of desks hold, and {found.cosignatures:,} of witnesses."
        )


audit.add_command(prune)
audit.add_command(witness)
COMMANDS = (audit,)
