"""The witness: audit witness. It runs on a machine of its own and knows nothing of Central's data folder."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import click

from protocol.administration import ConfigurationWrong
from protocol.errors import VeildeskError, fill
from protocol.refusals import Forbidden, InvalidRequest
from protocol.trail import WITNESS_UNNAMED
from server.commands.shell import ALARM, refusing
from server.witness.memory import WitnessMemory
from server.witness.place import WitnessPlace, enrol_witness
from server.witness.road import Road
from server.witness.watch import Alarm, Look, Watch

_VARIABLE = "VEILDESK_WITNESS_STATE"
_LONGEST_PAUSE_S = 60.0


@click.command()
@click.option(
    "--state",
    envvar=_VARIABLE,
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help=f"The witness's own folder (or set {_VARIABLE}).",
)
@click.option(
    "--ticket",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    help="Enrol first, with the ticket in this file ('-': from the terminal).",
)
@click.option("--name", help="With --ticket: the name in its cosignatures, e.g. notary.example/veildesk.")
@click.option(
    "--peer",
    "peers",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="What another witness saw (its file 'checkpoint'), or a desk ('veildesk log-memory'); may be repeated.",
)
@click.option("--every", default=2.0, show_default=True, type=click.FloatRange(0.1, 3600), help="Seconds.")
@click.option("--once", is_flag=True, help="Look once, and stop.")
def witness(
    state: Path, ticket: str | None, name: str | None, peers: tuple[Path, ...], every: float, once: bool
) -> None:
    """Follow Central's log from outside.

    Cosign what goes on from before, and raise the alarm when it does not.

    Exit code 4, and nothing is cosigned any more, once the log, or the witness's own memory, was not the one of before.
    """
    with refusing():
        if (ticket is None) != (name is None):
            raise ConfigurationWrong(setting="ticket and name", reason="they go together")
        place = enrol_witness(state, _read(ticket), name) if ticket and name else WitnessPlace(state)
        click.echo(f"Witness {place.card.name}. Its key, for the desks' policy:\n  {place.vkey}")
        click.echo(f"The key of Central's log, to which it holds:\n  {place.card.log_key}")
        memory = WitnessMemory(state)
        with closing(memory), closing(place.open_road()) as road:
            for file, evidence in memory.list_evidence():
                _alarm(f"{evidence.reason}, as it was at {evidence.at}", file)
            rounds = _Rounds(place, road, peers, memory)
            if not once:
                _follow(rounds, every)
                return
            rounds.go()
            sys.exit(1 if rounds.failures else 0)


class _Rounds:
    """Looks, and tells what has changed since the look before."""

    def __init__(self, place: WitnessPlace, road: Road, peers: tuple[Path, ...], memory: WitnessMemory) -> None:
        self._place, self._road, self._told = place, road, ""
        self._watch = Watch(place, memory, road, peers)
        self.failures = 0

    def go(self) -> None:
        """One look. What goes wrong is told, once while it stays the same; an alarm ends the program."""
        try:
            look = self._watch.look()
            self._place.refresh(self._road)
        except Alarm as alarm:
            _alarm(alarm.reason, alarm.file)
        except VeildeskError as error:
            self.failures += 1
            self._tell(_word(error), error=True)
        else:
            self.failures = 0
            self._tell("; ".join(("Central's log goes on from before; cosigned", *look.remarks)), look)

    def _tell(self, sentence: str, look: Look | None = None, *, error: bool = False) -> None:
        if sentence != self._told:
            click.echo(f"{sentence}{f' ({look.checkpoint.size:,} events)' if look else ''}.", err=error)
        self._told = sentence


def _follow(rounds: _Rounds, every: float) -> None:
    """Look again and again until the process is told to stop; more seldom while it fails."""
    stop = threading.Event()
    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, lambda *_: stop.set())
    while not stop.is_set():
        rounds.go()
        stop.wait(min(max(every, _LONGEST_PAUSE_S), every * 2 ** min(rounds.failures, 10)))


def _read(file: str) -> str:
    with click.open_file(file, encoding="utf-8") as opened:
        return str(opened.read())


def _word(error: VeildeskError) -> str:
    if isinstance(error, Forbidden):
        return "Central enrolled this as a desk: make its ticket with 'veildesk-central enroll --name NAME --witness'"
    if isinstance(error, InvalidRequest) and error.facts.get("reason") == WITNESS_UNNAMED:
        return (
            "Central's policy does not name this witness's key yet: give the key above to Central's administrator, "
            "for desk.witnesses in the policy"
        )
    return fill(error.what, error.facts).rstrip(".")


def _alarm(reason: str, file: Path) -> NoReturn:
    click.echo(
        f"ALARM. What was seen of Central's log does not go together: {reason}.\n"
        "Somebody may have changed the record, or put back an older copy of this folder. "
        f"Both checkpoints are kept in {file}.\n"
        "This witness cosigns nothing more. Call security now; change nothing at Central before they have looked.",
        err=True,
    )
    sys.exit(ALARM)
