"""People, teams and desks: user, team, enroll, device."""

from __future__ import annotations

from pathlib import Path

import click
from sqlalchemy import select

from protocol.administration import ConfigurationWrong
from protocol.oversight import AccountState, DeviceKind
from protocol.posture import NAMES, list_checks
from protocol.refusals import NotFound
from protocol.roles import Role
from server.commands.shell import WORDS, Words, print_table, refuse, whoami, with_central
from server.services.accounts import NewAccount, add_person, add_team, find_person, reset_person, set_state
from server.services.central import Central
from server.services.certificates import record_issue
from server.services.devices import revoke_device
from server.services.policy import load_policy
from server.services.posture import find_unmet, name_checks, read_posture
from server.services.tickets import make_ticket
from server.settings import check_hosts, find_public_url
from server.store.database import read
from server.store.tables import devices, people, teams


@click.group()
def team() -> None:
    """Teams."""


@team.command("add")
@click.argument("team_id")
@click.argument("title", type=WORDS)
@click.option("--parent", help="The team above it.")
@with_central
def team_add(central: Central, team_id: str, title: str, parent: str | None) -> None:
    """Add a team."""
    with central.engine.begin() as connection:
        add_team(connection, central.node, team_id, title, parent, whoami())
    click.echo(f"Team {team_id} added.")


@team.command("list")
@with_central
def team_list(central: Central) -> None:
    """List the teams."""
    with read(central.engine) as connection:
        rows = connection.execute(select(teams.c.id, teams.c.title, teams.c.parent).order_by(teams.c.id)).all()
    print_table(("team", "title", "above"), [(row.id, row.title, row.parent or "") for row in rows])


@click.group()
def user() -> None:
    """Accounts."""


@user.command("add")
@click.argument("username")
@click.option("--name", required=True, type=WORDS, help="The person's name, as others see it.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]), help="What the person may do.")
@click.option("--team", "team_id", required=True, help="Where the person works; see 'team list'.")
@with_central
def user_add(central: Central, username: str, name: str, role: str, team_id: str) -> None:
    """Add an account. Its one-time password is shown once."""
    with central.engine.begin() as connection:
        account = add_person(
            connection,
            central.keys,
            central.node,
            username=username,
            name=name,
            role=Role(role),
            team=team_id,
            by=whoami(),
        )
    _print_account(account)


@user.command("list")
@with_central
def user_list(central: Central) -> None:
    """List the accounts."""
    with read(central.engine) as connection:
        rows = connection.execute(select(people).order_by(people.c.username)).all()
    print_table(
        ("username", "name", "role", "team", "state", "last sign-in"),
        [(row.username, row.name, row.role, row.team, row.state, row.signed_in_at or "never") for row in rows],
    )


@user.command("reset")
@click.argument("username")
@with_central
def user_reset(central: Central, username: str) -> None:
    """Give a new one-time password.

    It is shown once, with a new authenticator secret. All sessions of the person end.
    """
    with central.engine.begin() as connection:
        account = reset_person(connection, central.keys, central.node, username, whoami())
    _print_account(account)


def _make_state_command(name: str, state: AccountState, sources: frozenset[AccountState], text: str) -> click.Command:
    @user.command(name, help=text)
    @click.argument("username")
    @click.option("--reason", required=True, type=WORDS, help="For the record.")
    @with_central
    def change(central: Central, username: str, reason: str) -> None:
        with central.engine.begin() as connection:
            person = find_person(connection, username)
            if person.state not in sources:
                reason = f"{username} is {person.state}; {_WAYS.get(person.state, 'nothing needs doing')}"
                raise ConfigurationWrong(setting="username", reason=reason)
            set_state(connection, central.node, person.id, state, f"{reason} (by {whoami()})", typed=whoami())
        click.echo(f"{username} is {state.value}.")

    return change


_WAYS = {
    AccountState.FROZEN: "security unfreezes an account at a desk",
    AccountState.DISABLED: "that is for good, and the person needs another account",
}
_OPEN = frozenset({AccountState.ACTIVE, AccountState.LOCKED})
_make_state_command(
    "unlock", AccountState.ACTIVE, frozenset({AccountState.LOCKED}), "Let a locked account sign in again."
)
_make_state_command("freeze", AccountState.FROZEN, _OPEN, "Stop an account at once. Security unfreezes it at a desk.")
_make_state_command("disable", AccountState.DISABLED, _OPEN | {AccountState.FROZEN}, "Close an account for good.")


_USES = {
    DeviceKind.DESK: "Paste it into the desk",
    DeviceKind.WITNESS: "Give it to the witness",
    DeviceKind.PBX: "Give it to the PBX's adapter",
}


@click.command()
@click.option("--name", "device_name", required=True, type=Words(64), help="What the desk is to be called.")
@click.option("--witness", is_flag=True, help="For a witness of the log instead of a desk.")
@click.option("--pbx", is_flag=True, help="For a PBX, which places the calls, instead of a desk.")
@click.option("--quiet", is_flag=True, help="Print the ticket alone.")
@with_central
def enroll(central: Central, device_name: str, witness: bool, pbx: bool, quiet: bool) -> None:
    """Make a ticket for one desk, witness or PBX. It is good for 15 minutes and one use."""
    if witness and pbx:
        raise click.UsageError("A device is a witness or a PBX, not both: leave --witness or --pbx out.")
    kind = DeviceKind.WITNESS if witness else DeviceKind.PBX if pbx else DeviceKind.DESK
    with central.engine.begin() as connection:
        answer = make_ticket(
            connection,
            central.authority,
            central.node,
            url=find_public_url(central.settings),
            device_name=device_name,
            made_by=whoami(),
            kind=kind,
        )
    if not quiet:
        use = _USES[kind]
        click.echo(f"Ticket for {device_name}, good until {answer.expires_at}. {use}:", err=True)
    click.echo(answer.ticket)


@click.command("pbx-certificate")
@click.option("--host", "hosts", multiple=True, required=True, help="A name or address by which desks reach the PBX.")
@click.option("--certificate", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@click.option("--key", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@with_central
def pbx_certificate(central: Central, hosts: tuple[str, ...], certificate: Path, key: Path) -> None:
    """Make the certificate that the PBX shows desks.

    It is good for 397 days. Take both files to the PBX, and leave no copy.
    """
    check_hosts(hosts)
    if certificate.resolve() == key.resolve():
        raise click.UsageError("The certificate and its key are two files: name another one with --key.")
    with central.engine.begin() as connection:
        record_issue(connection, central.node, "PBX", hosts, whoami())
    central.authority.issue_pbx(hosts, certificate, key)
    click.echo(f"The PBX at {', '.join(hosts)} may show {certificate} to desks.")


@click.group()
def device() -> None:
    """Desks."""


@device.command("list")
@with_central
def device_list(central: Central) -> None:
    """List the desks."""
    with read(central.engine) as connection:
        rows = connection.execute(select(devices).order_by(devices.c.name)).all()
    print_table(
        ("name", "id", "kind", "state", "certificate until", "last seen"),
        [(row.name, row.id, row.kind, row.state, row.certificate_until, row.seen_at or "never") for row in rows],
    )


@device.command("posture")
@click.argument("device_id")
@with_central
def device_posture(central: Central, device_id: str) -> None:
    """Say how a desk last found its own machine.

    It is the desk's word. Exit code 1 where policy keeps customer data from it.
    """
    with read(central.engine) as connection:
        rule = load_policy(connection).posture
        row = connection.execute(select(devices).where(devices.c.id == device_id)).one_or_none()
    if row is None:
        raise ConfigurationWrong(setting="device", reason=f"there is no desk {device_id}; see 'device list'")
    posture = read_posture(row.posture)
    if posture is None:
        click.echo(f"{row.name} has said nothing of its machine.")
    else:
        click.echo(f"{row.name} at {row.posture_at}:")
        lines = [(NAMES[check], posture.find(check).value) for check in list_checks(row.platform)]
        demanded = {NAMES[check] for check in rule.must_hold}
        print_table(
            ("check", "found", "policy"), [(*line, "must hold" if line[0] in demanded else "") for line in lines]
        )
    unmet = find_unmet(rule, posture, row.platform) if row.kind == DeviceKind.DESK.value else ()
    if unmet:
        refuse(f"It gets no customer data: {name_checks(unmet)}. Run 'veildesk doctor' there.")


@device.command("revoke")
@click.argument("device_id")
@click.option("--reason", required=True, type=WORDS, help="For the record.")
@with_central
def device_revoke(central: Central, device_id: str, reason: str) -> None:
    """Shut a desk out.

    Its requests are refused at once, its connections within a minute.
    """
    with central.engine.begin() as connection:
        try:
            revoke_device(connection, central, device_id, f"{reason} (by {whoami()})")
        except NotFound as error:
            reason = f"there is no desk {device_id}, or it is revoked already; see 'device list'"
            raise ConfigurationWrong(setting="device", reason=reason) from error
    click.echo(f"Desk {device_id} is revoked.")


def _print_account(account: NewAccount) -> None:
    click.echo(f"{account.username}, shown this once:")
    click.echo(f"  one-time password   {account.password}")
    click.echo(f"  authenticator       {account.totp_uri}")


COMMANDS = (team, user, enroll, pbx_certificate, device)
