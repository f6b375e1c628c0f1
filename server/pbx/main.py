"""``veildesk-pbx``: the PBX's own program, beside Kamailio and rtpengine on the PBX's machine."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import click

from protocol.administration import ConfigurationWrong
from protocol.errors import VeildeskError
from protocol.terminals import speak_on_any_terminal
from server.commands.shell import refuse, refusing
from server.pbx.place import PbxPlace, enrol_pbx
from server.pbx.plan import Plan
from server.pbx.revocations import fetch_revocations
from server.pbx.telling import Teller, say_to_administrator

_STATE = click.option(
    "--state",
    envvar="VEILDESK_PBX_STATE",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The PBX's own folder (or set VEILDESK_PBX_STATE).",
)


class _telling(refusing):  # noqa: N801 - reads as a word, as its base does
    """Has what is refused say what an administrator of this machine is to do."""

    def __exit__(self, kind: object, error: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(error, VeildeskError):
            refuse(say_to_administrator(error))
        super().__exit__(kind, error, trace)


class _Address(click.ParamType[tuple[str, int]]):
    """``HOST:PORT``, an IPv4 address."""

    name = "HOST:PORT"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, int]:
        if isinstance(value, tuple):
            return str(value[0]), int(value[1])
        host, colon, port = str(value).rpartition(":")
        if not colon or not host or not port.isdigit() or not 0 < int(port) < 65_536:
            self.fail("an address is HOST:PORT", param, ctx)
        return host, int(port)


class _AnyTerminal(click.Group):
    """Speaks wherever it is run, and takes 'enrol' for 'enroll'."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command."""
        speak_on_any_terminal()
        return super().main(*args, **extra)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        return super().get_command(ctx, "enroll" if cmd_name == "enrol" else cmd_name)


@click.group(cls=_AnyTerminal, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="veildesk")
def main() -> None:
    """The PBX of Veildesk: turns tokens into numbers, and lets none of them back to a desk.

    \b
    First steps, on the PBX's machine:
      export VEILDESK_PBX_STATE=/var/lib/veildesk-pbx
      veildesk-pbx enroll --ticket pbx.ticket --name pbx-1
      veildesk-pbx serve --trunk 192.0.2.10:5060
      veildesk-pbx record

    The ticket is made at Central, by 'veildesk-central enroll --pbx --name pbx-1 --quiet'.

    \b
    Exit codes:
      0  done, or told to stop
      1  refused or failed, with the reason
      2  wrong use
    """


@main.command()
@_STATE
@click.option("--ticket", required=True, type=click.File(), help="The ticket's file ('-': from the terminal).")
@click.option("--name", required=True, help="What people call this PBX.")
def enroll(state: Path, ticket: TextIO, name: str) -> None:
    """Enrol this PBX with a ticket of Central's.

    The ticket is made by 'veildesk-central enroll --pbx --name NAME --quiet', and good for 15 minutes and one use.
    """
    with _telling():
        place = enrol_pbx(state, ticket.read(), name)
        click.echo(f"This PBX is {place.card.id}.")


@main.command()
@_STATE
@click.option("--here", type=_Address(), default="127.0.0.1:5070", show_default=True, help="Where to take SIP (UDP).")
@click.option("--desks", type=_Address(), default="127.0.0.1:5060", show_default=True, help="Kamailio's inner side.")
@click.option("--trunk", type=_Address(), required=True, help="The telephone network's side (SIP over UDP).")
@click.option("--media", type=_Address(), default="127.0.0.1:2223", show_default=True, help="rtpengine's ng port.")
@click.option("--caller", default="anonymous", show_default=True, help="The number that customers see.")
@click.option(
    "--ring",
    default=60.0,
    show_default=True,
    type=click.FloatRange(1, 300),
    help="Seconds that a desk or a customer rings.",
)
@click.option(
    "--queue",
    default=180.0,
    show_default=True,
    type=click.FloatRange(10, 1800),
    help="Seconds that a call waits in a queue at most.",
)
@click.option(
    "--announcement",
    type=click.Path(exists=True, dir_okay=False, resolve_path=True, path_type=Path),
    help="What who waits in a queue hears, over and over: a file that rtpengine may read, too. Else a ring-back tone.",
)
@click.option(
    "--tables",
    type=_Address(),
    help="The office's switch or registrar, at which the telephones on tables ring (SIP over UDP).",
)
@click.option(
    "--table-ring",
    default=30.0,
    show_default=True,
    type=click.FloatRange(1, 300),
    help="Seconds that a telephone on a table rings at most.",
)
def serve(
    state: Path,
    here: tuple[str, int],
    desks: tuple[str, int],
    trunk: tuple[str, int],
    media: tuple[str, int],
    caller: str,
    ring: float,
    queue: float,
    announcement: Path | None,
    tables: tuple[str, int] | None,
    table_ring: float,
) -> None:
    """Take calls until the process is told to stop."""
    with _telling():
        teller = Teller("PBX")
        place = PbxPlace(state, teller)
        _forbid_core_files()
        _silence()
        from server.pbx.exchange import Exchange

        try:
            plan = Plan(
                here=here,
                desks=desks,
                trunk=trunk,
                media=media,
                caller=caller,
                ring_s=ring,
                queue_s=queue,
                announcement=str(announcement or ""),
                tables=tables,
                table_ring_s=table_ring,
            )
            exchange = Exchange(plan, place)
        except ValueError as error:
            raise ConfigurationWrong(setting="caller", reason=str(error)) from error
        for kind in (signal.SIGTERM, signal.SIGINT):
            signal.signal(kind, lambda *_: exchange.stop())
        teller.say(f"{place.card.name} ({place.card.id}) takes calls at {here[0]}:{here[1]}, for {place.card.central}.")
        exchange.run()


@main.command()
@_STATE
@click.option("--media", type=_Address(), default="127.0.0.1:2223", show_default=True, help="rtpengine's ng port.")
def record(state: Path, media: tuple[str, int]) -> None:
    """Record the calls whose customers said yes, sealed, until the process is told to stop."""
    with _telling():
        _forbid_core_files()
        from server.pbx.recorder.errands import make_recorder

        teller = Teller("Recorder")
        recorder = make_recorder(state, media, teller)
        teller.say(recorder.introduce())
        for kind in (signal.SIGTERM, signal.SIGINT):
            signal.signal(kind, lambda *_: recorder.stop())
        recorder.run()


@main.command()
@_STATE
@click.option(
    "--file",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where Kamailio reads it; its folder has to be this user's.",
)
def revocations(state: Path, file: Path) -> None:
    """Fetch Central's list of revoked certificates.

    It is good for 30 days: without a newer one Kamailio lets no desk in. Have this run every hour, and Kamailio read it
    again ('veildesk-revocations.timer' does both).
    """
    with _telling():
        until = fetch_revocations(PbxPlace(state), file)
        click.echo(f"{file} is Central's newest list of revoked certificates, good until {until:%Y-%m-%d}.")


def _silence() -> None:
    """What sippy cannot read, it prints: whole messages of the far end's. It prints into nothing."""
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for the process's life


def _forbid_core_files() -> None:
    """What a core file of this process held would be numbers."""
    if sys.platform != "linux":
        raise ConfigurationWrong(setting="system", reason="the PBX runs on Linux")
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
