"""Who is not to be called: the do-not-call lists."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from server.commands.shell import PARTLY, WORDS, print_table, whoami, with_central
from server.services.central import Central
from server.services.counting import say_count
from server.services.do_not_call import drop_list, read_lists, take_list
from server.store.database import read

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_SHOWN = 20


@click.group()
def dnc() -> None:
    """Do-not-call lists: numbers that nobody is to call."""


@dnc.command("import")
@click.argument("file", type=_FILE)
@click.option("--list", "name", required=True, help="Which list the numbers come to; a new name makes a new one.")
@with_central
def dnc_import(central: Central, file: Path, name: str) -> None:
    """Add a file's numbers to a do-not-call list.

    CSV (UTF-8 or GB18030) or XLSX, one number a row: in the columns that the first
    row calls 手机号, mobile, 座机 or landline, or, without such a row, in each row's
    first cell. Only a keyed digest of each number is kept: delete the file afterwards.

    It is in force at once: no call to these numbers gets leave, customers who have
    one of them as their mobile are stopped for good, and later imports leave them out.

    Exit code 3 when some rows held no number; their places are printed.
    """
    taken = take_list(central.engine, central.keys, central.node, name, file, whoami())
    click.echo(
        f"{say_count(taken.added, 'number')} added to {name}, {taken.known:,} known before; "
        f"{say_count(taken.stopped, 'customer')} stopped."
    )
    if taken.unread:
        rows = ", ".join(map(str, taken.unread[:_SHOWN])) + (", …" if len(taken.unread) > _SHOWN else "")
        hold = "row holds" if len(taken.unread) == 1 else "rows hold"
        click.echo(f"{len(taken.unread):,} {hold} no telephone number: {rows}")
        sys.exit(PARTLY)


@dnc.command("list")
@with_central
def dnc_list(central: Central) -> None:
    """List the lists, with how many numbers each has."""
    with read(central.engine) as connection:
        rows = [(item.name, f"{item.numbers:,}", item.changed_at) for item in read_lists(connection)]
    print_table(("list", "numbers", "changed"), rows)


@dnc.command("drop")
@click.argument("name")
@click.option("--reason", required=True, type=WORDS, help="For the record.")
@with_central
def dnc_drop(central: Central, name: str, reason: str) -> None:
    """Forget a list: its numbers may be imported and called again.

    Customers whom it stopped stay stopped.
    """
    with central.engine.begin() as connection:
        count = drop_list(connection, central.node, name, reason, whoami())
    click.echo(f"List {name} is dropped; it had {say_count(count, 'number')}.")


COMMANDS = (dnc,)
