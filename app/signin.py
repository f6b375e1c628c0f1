"""The words of signing in, waking and changing a password, as exchanged with Central (decision 003)."""

from __future__ import annotations

from types import NoneType
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.proving import Prover, make_prover
from protocol.proofs import SIGN_IN_ACT, UNLOCK_ACT, PasswordRecipe, derive_password_key, make_recipe
from protocol.sessions import PasswordChange, Session, SignInChallenge, SignInProof, SignInStart, UnlockProof

if TYPE_CHECKING:
    from app.central import CentralClient
    from protocol.identifiers import Identifier


def ask_for_session(
    central: CentralClient, device: Identifier, username: str, password: bytearray, code: str
) -> Session:
    """Prove ``password`` (not wiped here) and return the new session, its token inside."""
    wish = SignInStart(username=username, posture=central.look_over())
    start = central.call("POST", "/v1/session/challenge", SignInChallenge, wish)
    proof = make_prover(bytearray(password), start.recipe, username, device)(start.challenge, SIGN_IN_ACT)
    body = SignInProof(username=username, challenge=start.challenge, signature=proof.signature, code=code)
    return central.call("POST", "/v1/session", Session, body)


def wake_session(central: CentralClient, device: Identifier, username: str, password: bytearray) -> Session:
    """Prove ``password`` (not wiped here) to a session that sleeps, and return how it stands."""
    start = central.call("POST", "/v1/session/unlock-challenge", SignInChallenge)
    proof = make_prover(bytearray(password), start.recipe, username, device)(start.challenge, UNLOCK_ACT)
    body = UnlockProof(challenge=start.challenge, signature=proof.signature)
    return central.call("POST", "/v1/session/unlock", Session, body)


def send_password(central: CentralClient, prove: Prover, new: bytearray) -> PasswordRecipe:
    """Put the account under ``new`` (not wiped here), the old one proven by ``prove``; its recipe."""
    recipe = make_recipe()
    public = derive_password_key(new, recipe).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    central.call_with_proof("PUT", "/v1/password", NoneType, PasswordChange(recipe=recipe, public_key=public), prove)
    return recipe
