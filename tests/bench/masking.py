"""``mask``: values a second on one core, against the rate that a queue of 100,000 cards needs in a second."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from statistics import median

from protocol.fields import FieldKind
from protocol.masking import mask
from server.demo.people import generate_people
from tests.bench.score import Score, clock
from tests.bench.workshop import Workshop

PEOPLE, ROUNDS, WANTED = 3_000, 5, 100_000
_KINDS = (FieldKind.NAME, FieldKind.MOBILE, FieldKind.ID_NUMBER, FieldKind.ADDRESS, FieldKind.PLATE, FieldKind.EMAIL)


def measure(_: Workshop) -> Sequence[Score]:
    """The fields of synthetic people, each masked by its kind."""
    people = islice(generate_people(PEOPLE), PEOPLE)
    values = [(kind, getattr(person, kind.value)) for person in people for kind in _KINDS]
    values = [(kind, value) for kind, value in values if value]

    def mask_all() -> None:
        for kind, value in values:
            mask(kind, value)

    rate = len(values) / median(clock(mask_all) for _ in range(ROUNDS))
    return [Score("mask", rate / WANTED, 1, f"{rate:,.0f} values/s on one core, goal {WANTED:,}", more_is_better=True)]
