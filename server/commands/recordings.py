"""Recorded calls at the console: destroying them."""

from __future__ import annotations

import click

from server.commands.shell import WORDS, whoami, with_central
from server.services.central import Central
from server.services.recordings.keeping import find_call, withdraw


@click.group()
def recording() -> None:
    """Recorded calls, which inspectors alone hear."""


@recording.command("destroy")
@click.argument("call")
@click.option("--reason", required=True, type=WORDS, help="For the record: e.g. 'the customer took his consent back'.")
@with_central
def recording_destroy(central: Central, call: str, reason: str) -> None:
    """Destroy what was recorded of a call.

    CALL is its short name (C-118). The keys go, and every piece. What a call that is still
    on says from now on is not recorded either. It cannot be undone, and is on record.
    """
    with central.engine.begin() as connection:
        count = withdraw(connection, central, find_call(connection, call), reason, whoami())
    click.echo(f"{count:,} recordings of {call} are destroyed." if count else f"Nothing is recorded of {call}.")


COMMANDS = (recording,)
