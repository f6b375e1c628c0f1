"""Sign-in, lock and the person who is signed in."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from protocol.guarding import GuardPolicy
from protocol.identifiers import Identifier
from protocol.posture import Posture
from protocol.proofs import PasswordRecipe
from protocol.roles import Role
from protocol.telephones import PhoneRule
from protocol.times import Instant
from protocol.vpn import VpnRule

Username = Annotated[str, Meta(min_length=1, max_length=64)]
Code = Annotated[str, Meta(max_length=8)]


class SignInStart(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ask for a challenge. The answer looks the same for a name that does not exist. ``posture`` is how the desk found
    its machine; it stands here, since the body of the proof, in which a code is, has to be short: what is long stays in
    memory when it is given back.
    """

    username: Username
    posture: Posture | None = None


class SignInChallenge(Struct, frozen=True, kw_only=True):
    """What to prove: a challenge (32 bytes, 180 s, one use) and the recipe of the person's password key."""

    challenge: bytes
    recipe: PasswordRecipe


class SignInProof(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The password proven over the challenge (act ``SIGN_IN_ACT``), and a TOTP code."""

    username: Username
    challenge: bytes
    signature: bytes
    code: Code


class UnlockProof(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The password proven over a challenge (act ``UNLOCK_ACT``), to wake a locked session."""

    challenge: bytes
    signature: bytes


class Person(Struct, frozen=True, kw_only=True):
    """Who somebody is."""

    id: Identifier
    username: str
    name: str
    role: Role
    team: str


class DeskPolicy(Struct, frozen=True, kw_only=True):
    """What Central asks of a desk. Spans in seconds."""

    version: int = 1
    idle_lock_s: int = 900
    silence_warning_s: int = 60
    offline_limit_s: int = 8 * 3600
    step_up_code: bool = False
    """Whether a step-up needs a TOTP code beside the password."""
    journal_keep_s: int = 30 * 24 * 3600
    """How long a desk keeps events that Central has."""
    backlog_limit: int = 5_000
    backlog_limit_s: int = 3 * 24 * 3600
    """With more events waiting for Central, or with one waiting for longer, a desk reveals nothing (D7)."""
    cosignatures_needed: int = 0
    """How many of ``witnesses`` must have signed a checkpoint before a desk believes it."""
    witnesses: tuple[str, ...] = ()
    """Witnesses' keys (vkeys of C2SP tlog-cosignature)."""
    vpn: VpnRule = VpnRule()
    """By which interfaces a desk may reach Central (T2)."""
    guards: GuardPolicy = GuardPolicy()
    """What follows when a way out is tried (D5)."""
    phone: PhoneRule = PhoneRule()
    """What the desk calls with (D1)."""


class Session(Struct, frozen=True, kw_only=True):
    """A session bound to the device that opened it. ``token`` goes into ``Authorization: Bearer`` and is empty in
    every answer but the sign-in's."""

    token: str
    person: Person
    policy: DeskPolicy
    recipe: PasswordRecipe
    expires_at: Instant
    must_change_password: bool = False


class PasswordChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new password's recipe and public key (32 raw bytes). Needs a step-up with the old one."""

    recipe: PasswordRecipe
    public_key: bytes
