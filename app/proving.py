"""Proving that it is still the person at the desk: the password's key signs Central's challenge for one act (D3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from protocol.proofs import StepUpProof, derive_password_key, prove_password
from secure_store.wiping import wipe_bytes

if TYPE_CHECKING:
    from protocol.identifiers import Identifier
    from protocol.proofs import PasswordRecipe

Prover = Callable[[bytes, bytes], StepUpProof]
"""From Central's challenge and the act's digest to a proof."""


@contextmanager
def wiping(password: bytearray) -> Iterator[None]:
    """Wipe ``password`` when the block is over, however it ends."""
    try:
        yield
    finally:
        wipe_bytes(password)


def make_prover(
    password: bytearray, recipe: PasswordRecipe, username: str, device: Identifier, code: str = ""
) -> Prover:
    """Derive the password's key now (about 0.15 s), wipe ``password``, and return what signs a challenge with it."""
    with wiping(password):
        key = derive_password_key(password, recipe)

    def prove(challenge: bytes, act: bytes) -> StepUpProof:
        signature = prove_password(key, challenge, username, device, act)
        return StepUpProof(challenge=challenge, signature=signature, code=code)

    return prove


@contextmanager
def proving_beside(make: Callable[[], Prover]) -> Iterator[Prover]:
    """Have ``make`` derive its key while the block asks Central for a challenge: neither waits for the other.

    The prover of the block waits for the key, and raises what ``make`` raised. The block's end waits for ``make``, so
    that the password is wiped by then.
    """
    pool = ThreadPoolExecutor(1, thread_name_prefix="proof")
    derived = pool.submit(make)
    pool.shutdown(wait=False)  # its thread ends with this one call

    def prove(challenge: bytes, act: bytes) -> StepUpProof:
        return derived.result()(challenge, act)

    try:
        yield prove
    finally:
        derived.exception()
