"""Customers and what governs them: source, campaign, import, policy, keys."""

from __future__ import annotations

import hashlib
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import msgspec
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)

from protocol.administration import ConfigurationWrong
from server.commands.choices import read_toml
from server.commands.policy_changes import list_changes
from server.commands.policy_file import list_doubts, read_policy_file
from server.commands.shell import PARTLY, WORDS, refuse, whoami, with_central
from server.services.central import Central
from server.services.counting import say_count
from server.services.importing.order import EVEN, ImportOrder, state_consent
from server.services.importing.reasons import explain
from server.services.importing.run import run_import
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from server.services.registry import (
    CampaignPlan,
    Source,
    add_source,
    list_campaigns,
    list_sources,
    put_campaign,
    revoke_source,
)
from server.services.rotation import count_outdated, rotate_keys
from server.store.database import read

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def source() -> None:
    """Registered data sources: no record without one."""


@source.command("add")
@click.argument("source_id")
@click.option("--kind", required=True, type=WORDS, help="e.g. 'web form', 'partner', 'walk-in'.")
@click.option("--party", required=True, type=WORDS, help="Who hands the data over.")
@click.option("--legal-basis", required=True, type=WORDS, help="e.g. 'consent', 'contract'.")
@click.option("--evidence", required=True, type=_FILE, help="The document that proves it; its SHA-256 is kept.")
@click.option("--approver", required=True, type=WORDS, help="Who approved the source.")
@with_central
def source_add(
    central: Central, source_id: str, kind: str, party: str, legal_basis: str, evidence: Path, approver: str
) -> None:
    """Register a data source."""
    with evidence.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with central.engine.begin() as connection:
        add_source(
            connection,
            central.node,
            Source(
                id=source_id,
                kind=kind,
                party=party,
                legal_basis=legal_basis,
                evidence_sha256=digest,
                approver=approver,
            ),
            whoami(),
        )
    click.echo(f"Source {source_id} is registered; evidence SHA-256 {digest}.")


@source.command("list")
@with_central
def source_list(central: Central) -> None:
    """List the sources."""
    with read(central.engine) as connection:
        for item in list_sources(connection):
            state = f"revoked {item.revoked_at}" if item.revoked_at else "registered"
            click.echo(f"{item.id}  {item.kind}  {item.party}  {item.legal_basis}  {state}")


@source.command("revoke")
@click.argument("source_id")
@click.option("--reason", required=True, type=WORDS, help="For the record.")
@with_central
def source_revoke(central: Central, source_id: str, reason: str) -> None:
    """Revoke a source: nothing more is imported from it."""
    with central.engine.begin() as connection:
        revoke_source(connection, central.node, source_id, reason, whoami())
    click.echo(f"Source {source_id} is revoked.")


@click.group()
def campaign() -> None:
    """Campaigns: purposes, and the fields that each may hold."""


@campaign.command("put")
@click.argument("file", type=_FILE)
@with_central
def campaign_put(central: Central, file: Path) -> None:
    """Add or change a campaign from a TOML file.

    \b
    id = "spring"
    title = "Spring renovation"
    team = "sales"
    retention_days = 365
    script = ["First step …", "Second step …"]
    [[purposes]]
    id = "marketing"
    title = "Marketing call"
    fields = ["name", "mobile", "address"]
    [calling]
    hours = { opens = "10:00", closes = "18:00" }
    most_a_day = 2
    most_a_week = 4
    least_gap_s = 7200

    [calling] may be left out, and so may each of its lines: it makes the company's
    rules for calls ('policy show', calls) stricter for this campaign, never looser.
    'fields' are of these, and an import takes no others:
    name, mobile, landline, id_number, address, bank_card, email, plate, wechat, qq,
    free_text (kept masked alone).
    """
    plan = read_toml(file, CampaignPlan, "campaign put")
    with central.engine.begin() as connection:
        put_campaign(connection, central.node, plan, whoami())
    click.echo(f"Campaign {plan.id}: {', '.join(sorted(plan.fields))}.")


@campaign.command("list")
@with_central
def campaign_list(central: Central) -> None:
    """List the campaigns."""
    with read(central.engine) as connection:
        for plan in list_campaigns(connection):
            purposes = "; ".join(f"{item.id}: {', '.join(item.fields)}" for item in plan.purposes)
            click.echo(f"{plan.id}  {plan.title}  team {plan.team}  {purposes}")


@click.command("import")
@click.argument("file", type=_FILE)
@click.option("--campaign", "campaign_id", required=True, help="Where the customers go; see 'campaign list'.")
@click.option("--source", "source_id", required=True, help="Where they come from; see 'source list'.")
@click.option(
    "--assign",
    default=EVEN,
    show_default=True,
    help="Who gets the new cards: 'even' over the team's agents, 'nobody', or a username.",
)
@click.option(
    "--purpose",
    "purposes",
    multiple=True,
    help="What the customers agreed to, of the campaign's purposes; may be repeated. Left out: all of them.",
)
@click.option("--consent-how", help="How all customers of the file agreed, where it does not say.")
@click.option("--consent-at", type=click.DateTime(["%Y-%m-%d"]), help="When they agreed; where the company is.")
@click.option("--consent-wording", default="", help="The wording they agreed to.")
@with_central
def import_customers(
    central: Central,
    file: Path,
    campaign_id: str,
    source_id: str,
    assign: str,
    purposes: tuple[str, ...],
    consent_how: str | None,
    consent_at: datetime | None,
    consent_wording: str,
) -> None:
    """Import customers from CSV (UTF-8 or GB18030) or XLSX.

    The first row names the columns, in Chinese or English: 手机号 or mobile, 姓名 or name, 授权方式 or consent method …
    Columns that no purpose of the campaign lists are refused by name.

    Rows that are not sound go to FILE.report.csv, masked, each with what to do; the others go in. The same file again
    changes nothing.
    Exit code 3 when some rows were refused.
    """
    if bool(consent_how) != bool(consent_at):
        raise ConfigurationWrong(setting="consent", reason="--consent-how and --consent-at go together")
    consent = None
    if consent_how and consent_at:
        with read(central.engine) as connection:
            zone = ZoneInfo(load_policy(connection).reveal.time_zone)
        consent = state_consent(consent_how, consent_at.replace(tzinfo=zone), consent_wording)
    order = ImportOrder(
        file=file,
        campaign=campaign_id,
        source=source_id,
        assign=assign,
        purposes=purposes,
        consent=consent,
        ordered_by=whoami(),
    )
    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[rows]:,} rows"), TimeElapsedColumn())
    with _show_progress(*columns) as bar:
        task = bar.add_task("import", total=1.0, rows=0)
        result = run_import(
            central.engine,
            central.keys,
            central.node,
            order,
            lambda rows, share: bar.update(task, completed=share, rows=rows),
        )
    click.echo(f"{result.stored:,} stored, {result.known:,} known before, {result.refused:,} refused.")
    for note in result.notes:
        click.echo(note)
    if result.report:
        for reason, count in result.reasons:
            click.echo(f"  {count:,} {reason}: {explain(reason)[0]}")
        click.echo(f"Refused rows, with reasons: {click.format_filename(result.report)}")
        sys.exit(PARTLY)


def _show_progress(*columns: ProgressColumn) -> Progress:
    """A bar on the terminal's error output, so that what is printed can go to a file."""
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())


@click.group()
def policy() -> None:
    """The company's policy."""


@policy.command("show")
@with_central
def policy_show(central: Central) -> None:
    """Print the policy in force as JSON."""
    with read(central.engine) as connection:
        click.echo(msgspec.json.format(msgspec.json.encode(load_policy(connection)), indent=2).decode())


@policy.command("set")
@click.argument("file", type=_FILE)
@with_central
def policy_set(central: Central, file: Path) -> None:
    """Put the policy of a JSON file in force, and say what it changes.

    'policy show' prints one to start from. What the file leaves out is as in
    the careful policy that Central begins with, not as in the one before.
    """
    wanted = read_policy_file(file)
    with central.engine.begin() as connection:
        before = load_policy(connection)
        version = set_policy(connection, central.node, wanted, whoami())
    click.echo(f"Policy version {version} is in force.")
    for line in list(list_changes(before, wanted)) or ["nothing in it is different"]:
        click.echo(f"  {line}")
    for doubt in list_doubts(wanted):
        click.echo(f"Did you mean this? {doubt}.")


@click.group()
def keys() -> None:
    """Key-encryption keys."""


@keys.command("rotate")
@with_central
def keys_rotate(central: Central) -> None:
    """Bring every record under a new key version.

    Interrupted, it goes on where it was when it is called again. Desks work on meanwhile. Afterwards the old version
    is destroyed: back up keys.json.
    """
    columns = (SpinnerColumn(), TextColumn("{task.completed:,} records"), TimeElapsedColumn())
    goes_on = len(central.keys.versions) > 1
    try:
        with _show_progress(*columns) as bar:
            task = bar.add_task("rotate", total=None)
            rotated = rotate_keys(
                central.engine, central.keys, central.node, lambda moved: bar.update(task, completed=moved), whoami()
            )
    except KeyboardInterrupt:
        refuse("The rotation was interrupted. Both versions open records; say 'keys rotate' again, and it goes on.")
    earlier = f"; {rotated.records - rotated.moved:,} of them were before this call" if goes_on else ""
    click.echo(
        f"All {say_count(rotated.records, 'record')} are under version {rotated.version}{earlier}. Back up keys.json."
    )


@keys.command("list")
@with_central
def keys_list(central: Central) -> None:
    """List the key versions."""
    current = central.keys.current_version
    for version in central.keys.versions:
        click.echo(f"{version}{'  current' if version == current else ''}")
    if len(central.keys.versions) > 1:
        outdated = say_count(count_outdated(central.engine, central.keys), "record")
        click.echo(f"A rotation is not done: {outdated} to go. Say 'keys rotate' again; both versions open until then.")


COMMANDS = (source, campaign, import_customers, policy, keys)
