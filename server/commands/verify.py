"""The whole trail recomputed: audit verify."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec
from sqlalchemy import Connection

from protocol.administration import ConfigurationWrong
from protocol.remembering import LogMemory, SignedMemory, read_memory
from protocol.trail import LogDamaged
from server.commands.shell import refuse, with_central
from server.services.central import Central
from server.services.counting import say_count
from server.services.desk_memory import Comparison, compare_checkpoints, compare_memory
from server.services.verification import Verification, verify_trail
from server.store.database import read

_Memory = tuple[LogMemory, SignedMemory] | str
"""A desk's, or a witness's checkpoint."""


@click.command()
@click.option(
    "--from-desk",
    "memories",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Compare with what a desk wrote with 'veildesk log-memory', or with a witness's file 'checkpoint'.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_central
def verify(central: Central, memories: tuple[Path, ...], as_json: bool) -> None:
    """Recompute every chain and the log from its rows.

    What is wrong is printed as it is found. Exit code 1 when something is not whole.
    """
    remembered = [(file, _read_memory(file)) for file in memories]
    json = _Json()
    tell = json.tell if as_json else _tell
    with read(central.engine) as connection:
        found = verify_trail(connection, central.log_key.public, tell)
        for file, memory in remembered:
            differences: list[str] = []
            try:
                found.compared.append(_compare(connection, central, file, memory, differences))
            except LogDamaged as error:
                differences.append(f"{file}: it cannot be compared with this log: {error.facts['reason']}")
            for difference in differences:
                tell(difference)
            found.fault_count += len(differences)
    if as_json:
        json.end(found)
    else:
        for fork in found.forked:
            _tell(fork)
        click.echo(f"{say_count(found.events, 'event')} of {say_count(found.devices, 'device')}.")
        if found.pruned:
            click.echo(f"{found.pruned:,} of them are pruned, hash kept.")
    if not found.whole:
        faults, forks = say_count(found.fault_count, "fault"), say_count(found.forks, "fork")
        refuse(f"The trail is NOT whole: {faults}, {forks}.")
    if not as_json:
        published = say_count(found.checkpoints, "published checkpoint")
        click.echo(
            f"Every chain is whole, and so is the tree with its {published}. "
            f"Signatures that hold: {found.signed_heads:,} of desks, {found.cosignatures:,} of witnesses."
        )
        for other in found.compared:
            delivered = f", and delivered {say_count(other.events, 'event')}" if other.events else ""
            click.echo(f"{other.name} saw {say_count(other.checkpoints, 'checkpoint')}{delivered}: same.")


def _tell(fault: str) -> None:
    click.echo(f"  {fault}")


class _Json:
    """One JSON object, begun before it is known how it ends: cut off in the middle, it is none."""

    def __init__(self) -> None:
        self._before = '{"faults":['

    def tell(self, fault: str) -> None:
        """Print a fault, on a line of its own."""
        click.echo(f"{self._before}\n{msgspec.json.encode(fault).decode()}", nl=False)
        self._before = ","

    def end(self, found: Verification) -> None:
        """Print the rest."""
        before = f"{self._before}]" if self._before.startswith("{") else "\n]"
        click.echo(f"{before},{msgspec.json.encode(found).decode().removeprefix('{')}")


def _read_memory(file: Path) -> _Memory:
    """What a desk or a witness wrote; ConfigurationWrong for a file that is neither's."""
    data = file.read_bytes()
    try:
        return read_memory(data) if data.lstrip().startswith(b"{") else data.decode()
    except ValueError as error:
        raise ConfigurationWrong(setting=str(file), reason=str(error)) from error


def _compare(connection: Connection, central: Central, file: Path, memory: _Memory, faults: list[str]) -> Comparison:
    log = central.log_key.public
    if isinstance(memory, str):
        return Comparison(file.name, 0, compare_checkpoints(connection, log, [memory], str(file), faults))
    return compare_memory(connection, log, *memory, faults)
