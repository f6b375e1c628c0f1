"""Proving that it is still the person at the desk: the password's key signs Central's challenge for one act (D3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from protocol.proofs import StepUpProof, derive_password_key, prove_password
from secure_store.secret import wipe_bytes

if TYPE_CHECKING:
    from protocol.identifiers import Identifier
    from protocol.proofs import PasswordRecipe

Prover = Callable[[bytes, bytes], StepUpProof]
"""From Central's challenge and the act's digest to a proof."""


def make_prover(
    password: bytearray, recipe: PasswordRecipe, username: str, device: Identifier, code: str = ""
) -> Prover:
    """Derive the password's key now (about 0.15 s), wipe ``password``, and return what signs a challenge with it."""
    try:
        key = derive_password_key(password, recipe)
    finally:
        wipe_bytes(password)

    def prove(challenge: bytes, act: bytes) -> StepUpProof:
        signature = prove_password(key, challenge, username, device, act)
        return StepUpProof(challenge=challenge, signature=signature, code=code)

    return prove
