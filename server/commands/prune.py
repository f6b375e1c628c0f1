"""``audit prune``: letting go what policy keeps no longer."""

from __future__ import annotations

import sys

import click
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from server.commands.shell import whoami, with_central
from server.services.central import Central
from server.services.retention import prune_trail


@click.command()
@with_central
def prune(central: Central) -> None:
    """Let go the events that policy keeps no longer. Their hashes stay; 'serve' does so daily by itself.

    Stopped in the middle, it goes on when it is called again.
    """
    columns = (SpinnerColumn(), TextColumn("{task.completed:,} events"), TimeElapsedColumn())
    with Progress(*columns, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("prune", total=None)
        gone = prune_trail(
            central.engine, central.node, whoami(), progress=lambda done: bar.update(task, completed=done)
        )
    click.echo(f"{gone:,} events are pruned, hash kept." if gone else "Nothing is older than policy keeps it.")
