"""Making, running and examining Central: init, serve, doctor, certificate, demo-seed."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from pathlib import Path
from typing import Any

import click
import msgspec
from granian import Granian
from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.server.common import AbstractServer
from sqlalchemy.exc import SQLAlchemyError

from protocol.administration import ConfigurationWrong
from protocol.errors import VeildeskError
from protocol.roles import Role
from server.commands.forking import using
from server.commands.shell import data_option, print_table, refuse, refusing, whoami, with_central
from server.commands.upkeep import keep_pruning, keep_returning
from server.demo.seed import seed_demo
from server.log.publication import check_log, publish
from server.services.accounts import add_person, add_team, check_username
from server.services.central import Central, make_central, upgrade_central
from server.services.certificates import list_revoked, publish_revocations, record_issue, revoke_server
from server.services.doctor import examine
from server.services.rotation import require_newest_key
from server.settings import FILE, FOLDER_VARIABLE, CentralSettings
from server.store.database import name_cause, read

_log = logging.getLogger(__name__)
_PUBLISH_EVERY_S = 24 * 3600.0
"""A list is good for 30 days, and a Central may run for longer than that."""
_MOST_CONNECTIONS = 16_384
"""A desk keeps two or three open. Who has a certificate may open more of them, but has few requests under way: see
:mod:`server.api.crowd`."""
_DATABASE = "A postgresql:// URL; SQLite in the data folder where left out. A password is safest in the variable."
_OWNER = "The same database as the role that owns its tables; it is not kept. Its best place is the variable."


@click.command()
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8443, show_default=True, type=click.IntRange(1, 65535), help="The TCP port.")
@click.option("--name", "hosts", multiple=True, help="A host name or address that desks use; may be repeated.")
@click.option("--database", default="", envvar="VEILDESK_CENTRAL_DATABASE", show_envvar=True, help=_DATABASE)
@click.option("--owner", default="", envvar="VEILDESK_CENTRAL_OWNER", show_envvar=True, help=_OWNER)
@click.option("--admin", default="admin", show_default=True, help="The first administrator's username.")
@click.option("--upgrade", is_flag=True, help="Bring an existing data folder up to this version instead.")
def init(
    data: Path, host: str, port: int, hosts: tuple[str, ...], database: str, owner: str, admin: str, upgrade: bool
) -> None:
    """Make a data folder and its first administrator.

    It will hold the private CA, keys, certificates, settings and, where no --database is named, the database. The
    one-time password is shown once: keep it, and the authenticator's address, for the first sign-in.
    """
    with refusing():
        if upgrade:
            upgrade_central(data, owner)
            click.echo("The database is up to date.")
            return
        check_username(admin)
        names = hosts or ("localhost", "127.0.0.1")
        central = make_central(data, host=host, port=port, hosts=names, url="", database=database, owner=owner)
        with central.engine.begin() as connection:
            add_team(connection, central.node, "head-office", "Head office", by=whoami())
            account = add_person(
                connection,
                central.keys,
                central.node,
                username=admin,
                name="Administrator",
                role=Role.ADMIN,
                team="head-office",
                by=whoami(),
            )
    click.echo(f"Central is ready in {data}. Back up keys.json, ca.key and log.key apart from the database.")
    click.echo("The first administrator, shown this once:")
    click.echo(f"  username            {account.username}")
    click.echo(f"  one-time password   {account.password}")
    click.echo(f"  authenticator       {account.totp_uri}")
    click.echo("Next: veildesk-central team add, user add, enroll, serve.")


@click.command()
@with_central
def serve(central: Central) -> None:
    """Serve desks: TLS 1.3 only, client certificate required.

    It listens where 'host' and 'port' in central.toml say, until it is told to end (SIGTERM, Ctrl-C).
    """
    os.environ[FOLDER_VARIABLE] = str(central.place.path)
    central.authority.require_current()
    with read(central.engine) as connection:
        require_newest_key(connection, central.keys)
    _require_port(central.settings)
    _begin_log(central)
    _publish(central)
    server = Granian(
        "server.api.application:build_application",
        address=central.settings.host,
        port=central.settings.port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        factory=True,
        workers=1,
        blocking_threads=1,
        backlog=1024,
        backpressure=_MOST_CONNECTIONS,
        log_access=False,
        websockets=False,
        ssl_cert=central.place.server_certificate,
        ssl_key=central.place.server_key,
        ssl_protocol_min=SSLProtocols.tls13,
        ssl_ca=central.place.ca_certificate,
        ssl_crl=[central.place.crl],
        ssl_client_verify=True,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )
    stop, seen = threading.Event(), _list_revoked(central)
    threading.Thread(target=_watch_revocations, args=(central, server, stop, seen), daemon=True).start()
    for keep in (keep_pruning, keep_returning):
        threading.Thread(target=keep, args=(central, stop), daemon=True).start()
    central.engine.dispose()
    try:
        server.serve()
    finally:
        stop.set()


def _require_port(settings: CentralSettings) -> None:
    """ConfigurationWrong where Central cannot listen: the server itself would fall over it with a backtrace."""
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            place = f"host and port in {FILE}"
            reason = f"Central cannot listen on {settings.host}, port {settings.port} ({error.strerror})"
            raise ConfigurationWrong(setting=place, reason=reason) from error


def _begin_log(central: Central) -> None:
    """Look the log over, then publish the checkpoint that a crash may have kept back."""
    with read(central.engine) as connection:
        check_log(connection)
    with central.engine.begin() as connection:
        publish(connection, central.log_key)


def _publish(central: Central) -> None:
    with read(central.engine) as connection:
        publish_revocations(connection, central.authority)


def _watch_revocations(
    central: Central, server: AbstractServer[Any], stop: threading.Event, seen: frozenset[str]
) -> None:
    """Publish the list of revoked certificates; a restart of the worker puts it in force within a minute.

    The signature check refuses a revoked desk at once; the list keeps it from even opening a connection. Only desks
    are worth the restart, which cuts every connection: a ticket's certificate is revoked with each enrolment.
    """
    published = time.monotonic()
    while not stop.wait(central.settings.revocations_every_s):
        try:
            with using(central.engine):
                present = _list_revoked(central)
                fresh = bool(present - seen)
                if fresh or time.monotonic() - published > _PUBLISH_EVERY_S:
                    _publish(central)
                    published = time.monotonic()
        except (VeildeskError, SQLAlchemyError, OSError) as error:  # disk or database fail; at the next look, maybe not
            cause = name_cause(error) if isinstance(error, SQLAlchemyError) else error
            _log.error("revocations were not looked at: %s", cause)
            continue
        if fresh:
            server.signal_handler_reload()  # type: ignore[no-untyped-call]
        seen = present


def _list_revoked(central: Central) -> frozenset[str]:
    with read(central.engine) as connection:
        return list_revoked(connection, tickets=False)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
@with_central
def doctor(central: Central, as_json: bool) -> None:
    """Look Central over. Exit code 1 when something needs doing."""
    findings = list(examine(central))
    if as_json:
        for finding in findings:
            click.echo(msgspec.json.encode(finding).decode())
    else:
        rows = [("!" if each.advice else "ok", each.subject, each.fact, each.advice) for each in findings]
        print_table(("", "Looked at", "Found", "To do"), rows)
    if any(finding.advice for finding in findings):
        refuse("Something needs doing.")


@click.command("certificate-renew")
@click.option("--revoke", is_flag=True, help="Take the present one back: somebody else may have its key.")
@with_central
def certificate_renew(central: Central, revoke: bool) -> None:
    """Make a new server certificate.

    It is for the hosts in central.toml. Restart 'serve' afterwards: desks that hear of a revocation trust the old one
    no more.
    """
    with central.engine.begin() as connection:
        if revoke:
            revoke_server(connection, central.node, central.authority, by=whoami())
            publish_revocations(connection, central.authority)
        record_issue(connection, central.node, "Central", central.settings.hosts, whoami())
    central.authority.issue_server(central.settings.hosts)
    click.echo("A new server certificate is in place. Restart 'veildesk-central serve'.")


@click.command("demo-seed", hidden=True)
@data_option
@click.option("--customers", default=5000, type=click.IntRange(0, 1_000_000))
@click.option("--port", default=8443, type=click.IntRange(1, 65535))
@click.option("--calls", default=0, type=click.IntRange(0, 200))
@click.option("--people", "people_file", required=True, type=click.Path(dir_okay=False, path_type=Path))
def demo_seed(data: Path, customers: int, port: int, calls: int, people_file: Path) -> None:
    """Make a demo Central with synthetic customers and people whose passwords are known."""
    with refusing():
        people = seed_demo(data, customers=customers, port=port, calls=calls)
    people_file.write_bytes(msgspec.json.encode(people))
    click.echo(f"{customers} customers, {len(people)} people.")


COMMANDS = (init, serve, doctor, certificate_renew, demo_seed)
