"""A transaction that can refuse and still keep what it wrote: wrong proofs are counted, refusals are recorded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from protocol.errors import VeildeskError


class Kept(Exception):
    """Raised inside :func:`writing`: commit what was written, then raise ``error``."""

    def __init__(self, error: VeildeskError) -> None:
        super().__init__()
        self.error = error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A write transaction; every exception but Kept rolls it back."""
    refused: VeildeskError | None = None
    with engine.begin() as connection:
        try:
            yield connection
        except Kept as kept:
            refused = kept.error
    if refused is not None:
        raise refused
