"""Schemes of inspection at the console: what calls are judged by."""

from __future__ import annotations

from pathlib import Path

import click

from server.commands.choices import read_toml
from server.commands.shell import print_table, whoami, with_central
from server.services.central import Central
from server.services.inspecting.schemes import SchemePlan, find_scheme, put_scheme
from server.store.database import read

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def scheme() -> None:
    """Schemes of inspection: what calls are judged by."""


@scheme.command("put")
@click.argument("file", type=_FILE)
@with_central
def scheme_put(central: Central, file: Path) -> None:
    """Put the next version of a scheme in force, from a TOML file.

    \b
    campaign = "spring"
    [[criteria]]
    id = "consent"
    title = "Consent wording read"
    says = "Whole, before anything else was asked"
    points = 20
    fatal = true

    Without a campaign it is for all that have none of their own. A fatal criterion is met
    or not: unmet, the call scores 0. Calls that were judged before keep their criteria.
    """
    plan = read_toml(file, SchemePlan, "scheme put")
    with central.engine.begin() as connection:
        made = put_scheme(connection, central.node, plan, whoami())
    click.echo(
        f"Scheme {made.name}: {len(made.criteria)} criteria, {sum(each.points for each in made.criteria)} points."
    )


@scheme.command("show")
@click.option("--campaign", default="", help="Whose; the company's own without it.")
@with_central
def scheme_show(central: Central, campaign: str) -> None:
    """Show the scheme that is in force."""
    with read(central.engine) as connection:
        found = find_scheme(connection, campaign)
    rows = [(each.id, each.title, str(each.points), "fatal" if each.fatal else "") for each in found.criteria]
    print_table((f"scheme {found.name}", "title", "points", ""), rows)


COMMANDS = (scheme,)
