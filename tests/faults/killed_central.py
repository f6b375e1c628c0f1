"""The Central that gets killed: it starts as Central starts, and takes batches as fast as it can."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import msgspec
from sqlalchemy import event as hooks

from protocol.errors import VeildeskError
from server.log.publication import publish
from server.services.ingest import check_batch, take_batches
from tests.faults.central_site import Round, start_central
from tests.faults.victims import Mouth, Stage


def take_until_killed(mouth: Mouth, folder: Path, rounds: Sequence[Round]) -> None:
    """Take the rounds, again from the first after the last, and publish a checkpoint after each."""
    mouth.say(Stage.OPENING)
    central = start_central(folder)
    hooks.listen(central.engine, "commit", lambda _: mouth.say(Stage.COMMITTING))
    mouth.say(Stage.READY)
    for number, batches in enumerate(cycle(rounds)):
        mouth.say(Stage.TAKING, number)
        checked = [check_batch(device, batch, "10.8.0.7") for device, batch in batches]
        answers = take_batches(central, checked)
        for answer in answers:
            if isinstance(answer, VeildeskError):
                raise answer
        mouth.say(Stage.TAKEN, number, answer=msgspec.json.encode(answers))
        with central.engine.begin() as connection:
            publish(connection, central.log_key)
        mouth.say(Stage.PUBLISHED, number)
