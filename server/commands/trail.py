"""The trail: audit verify, audit export, audit prune, audit witness."""

from __future__ import annotations

import click

from server.commands.export import export
from server.commands.prune import prune
from server.commands.verify import verify
from server.commands.witness import witness


@click.group()
def audit() -> None:
    """The trail of events."""


for command in (verify, export, prune, witness):
    audit.add_command(command)
COMMANDS = (audit,)
