"""Telephones on tables: whose they are."""

from __future__ import annotations

import click

from server.commands.shell import print_table, whoami, with_central
from server.services.calling.extensions import bind, list_bound, take_back
from server.services.central import Central
from server.store.database import read


@click.group()
def extension() -> None:
    """Bind telephones on tables to people."""


@extension.command("bind")
@click.argument("name")
@click.argument("username")
@with_central
def extension_bind(central: Central, name: str, username: str) -> None:
    """Bind a telephone to a person.

    That person's calls can run over it from now on. NAME is what the office's
    switch calls it: two to six digits that begin with 2 to 8, or a word that
    begins with a letter. Whatever a trunk could take for a number to call is
    refused.
    """
    with central.engine.begin() as connection:
        bind(connection, central.node, name, username, whoami())
    click.echo(f"Extension {name} is {username}'s.")


@extension.command("take-back")
@click.argument("name")
@with_central
def extension_take_back(central: Central, name: str) -> None:
    """Take a telephone back; a call that is on there goes on."""
    with central.engine.begin() as connection:
        username = take_back(connection, central.node, name, whoami())
    click.echo(f"Extension {name} was {username}'s and is nobody's.")


@extension.command("list")
@with_central
def extension_list(central: Central) -> None:
    """List the telephones."""
    with read(central.engine) as connection:
        rows = [(row.extension, row.username, row.name, row.bound_at) for row in list_bound(connection)]
    print_table(("extension", "username", "name", "since"), rows)


COMMANDS = (extension,)
