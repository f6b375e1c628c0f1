"""``veildesk-central``: Central's commands."""

from __future__ import annotations

from typing import Any

import click

from protocol.terminals import speak_on_any_terminal
from server.commands import calling, data, extensions, inspecting, people, recordings, running, trail, watermark


class AnyTerminal(click.Group):
    """Speaks wherever it is run."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command."""
        speak_on_any_terminal()
        return super().main(*args, **extra)


@click.group(cls=AnyTerminal, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="veildesk")
def main() -> None:
    """Central of Veildesk: keeps customers sealed, desks honest and the trail whole.

    \b
    First steps:
      export VEILDESK_CENTRAL_DATA=/srv/veildesk
      veildesk-central init --name central.example.com
      veildesk-central team add sales "Sales"
      veildesk-central user add li.qiang --name 李强 --role agent --team sales
      veildesk-central source add S-1 --kind "web form" --party "our site" \\
        --legal-basis consent --evidence contract.pdf --approver "Sun Jing"
      veildesk-central campaign put spring.toml
      veildesk-central import customers.csv --campaign spring --source S-1
      veildesk-central enroll --name desk-07
      veildesk-central serve

    Name the data folder with --data, or once in VEILDESK_CENTRAL_DATA. Every
    command says more with --help.

    \b
    Exit codes:
      0  done
      1  refused or failed, with the reason
      2  wrong use
      3  done in part: some rows were refused
      4  alarm: the log is not the one that was seen before
    """


for _module in (running, people, data, calling, extensions, inspecting, recordings, trail, watermark):
    for _command in _module.COMMANDS:
        main.add_command(_command)
