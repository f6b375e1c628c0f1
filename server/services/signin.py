"""Sign-in, unlock and the sessions they open (NIST SP 800-63B-4, decision 003)."""

from __future__ import annotations

import hmac
import os
import secrets
from hashlib import sha256
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, delete, insert, select, update

from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.identifiers import make_identifier
from protocol.inbox import InboxKind
from protocol.oversight import AccountState
from protocol.proofs import CHALLENGE_BYTES, SALT_BYTES, SIGN_IN_ACT, UNLOCK_ACT, PasswordRecipe, check_proof
from protocol.refusals import AccountFrozen, AccountLocked, InvalidRequest, ProofRefused, SignInRefused
from protocol.roles import Role
from protocol.sessions import PasswordChange, Person, Session, SignInChallenge, SignInProof, UnlockProof
from protocol.times import now
from server.keys.totp import TotpKeys
from server.services.accounts import end_sessions
from server.services.callers import Caller, Device, find_until, hash_token
from server.services.central import Central
from server.services.notices import raise_alert, send_notice
from server.services.policy import load_policy
from server.services.recording import record_act
from server.services.trail import record
from server.services.transactions import Kept
from server.store.tables import challenges, people, sessions, teams

CHALLENGE_S = 180
SESSION_S = 12 * 3600
MAX_WRONG = 5


def start_sign_in(connection: Connection, central: Central, device: Device, username: str) -> SignInChallenge:
    """A challenge and a recipe; for an unknown name one that looks like any other, and is the same every time."""
    row = connection.execute(select(people.c.recipe).where(people.c.username == username)).one_or_none()
    salt = hmac.digest(central.keys.derive("recipes of nobody"), username.encode(), sha256)[:SALT_BYTES]
    recipe = msgspec.convert(row.recipe, type=PasswordRecipe) if row else PasswordRecipe(salt=salt)
    return SignInChallenge(challenge=make_challenge(connection, device, username, SIGN_IN_ACT), recipe=recipe)


def start_unlock(connection: Connection, caller: Caller) -> SignInChallenge:
    """A challenge for the person of a locked session."""
    stored = connection.execute(select(people.c.recipe).where(people.c.id == caller.person.id)).scalar_one()
    challenge = make_challenge(connection, caller.device, caller.person.username, UNLOCK_ACT)
    return SignInChallenge(challenge=challenge, recipe=msgspec.convert(stored, type=PasswordRecipe))


def make_challenge(connection: Connection, device: Device, username: str, act: bytes) -> bytes:
    """A challenge for one act of one person on one device; forgets the old ones on the way."""
    connection.execute(delete(challenges).where(challenges.c.expires_at < now()))
    challenge = os.urandom(CHALLENGE_BYTES)
    connection.execute(
        insert(challenges).values(
            challenge=challenge, device=device.id, username=username, act=act, expires_at=find_until(CHALLENGE_S)
        )
    )
    return challenge


def use_challenge(connection: Connection, device: Device, username: str, act: bytes, challenge: bytes) -> bool:
    """Whether the challenge was made for exactly this; it is gone afterwards."""
    used = connection.execute(
        delete(challenges)
        .where(
            challenges.c.challenge == challenge,
            challenges.c.device == device.id,
            challenges.c.username == username,
            challenges.c.act == act,
            challenges.c.expires_at > now(),
        )
        .returning(challenges.c.challenge)
    ).one_or_none()
    return used is not None


def sign_in(connection: Connection, central: Central, device: Device, proof: SignInProof, ip: str) -> Session:
    """Open a session. SignInRefused says the same whatever was wrong; five wrong proofs lock the account."""
    fresh = use_challenge(connection, device, proof.username, SIGN_IN_ACT, proof.challenge)
    row = connection.execute(
        select(people, teams.c.title.label("team_title"))
        .join(teams, teams.c.id == people.c.team)
        .where(people.c.username == proof.username)
    ).one_or_none()
    public_key = bytes(row.public_key) if row else bytes(32)
    proven = check_proof(public_key, proof.signature, proof.challenge, proof.username, device.id, SIGN_IN_ACT)
    step = _find_step(central, row, proof.code)
    if row is None or not fresh or not proven or step is None:
        detail = {"username": proof.username[:64]}
        record(
            connection,
            central.node,
            Deed(
                act=Act.SIGNIN_FAILED,
                object_kind=ObjectKind.DEVICE,
                object_id=device.id,
                outcome=Outcome.REFUSED,
                detail=detail,
            ),
            ip,
        )
        if row is not None and fresh:
            count_wrong_proof(connection, central, row.id, row.username)
        raise Kept(SignInRefused())
    if row.state == AccountState.LOCKED.value:
        raise AccountLocked
    if row.state != AccountState.ACTIVE.value:
        raise AccountFrozen
    return _open_session(connection, central, device, row, step, ip)


def unlock(connection: Connection, central: Central, caller: Caller, proof: UnlockProof) -> Session:
    """Wake a session; ProofRefused counts like any wrong proof."""
    username = caller.person.username
    fresh = use_challenge(connection, caller.device, username, UNLOCK_ACT, proof.challenge)
    row = connection.execute(select(people).where(people.c.id == caller.person.id)).one()
    proven = check_proof(
        bytes(row.public_key), proof.signature, proof.challenge, username, caller.device.id, UNLOCK_ACT
    )
    if not fresh or not proven:
        if fresh:
            count_wrong_proof(connection, central, row.id, username)
        raise Kept(ProofRefused())
    forgive(connection, row.id)
    connection.execute(update(sessions).where(sessions.c.id == caller.session).values(locked=False, active_at=now()))
    _record_session(connection, central, Act.SESSION_UNLOCKED, caller)
    return describe_session(connection, caller)


def describe_session(connection: Connection, caller: Caller) -> Session:
    """The caller's session, without its token."""
    stored = connection.execute(select(people.c.recipe).where(people.c.id == caller.person.id)).scalar_one()
    return Session(
        token="",
        person=caller.person,
        policy=load_policy(connection).desk,
        recipe=msgspec.convert(stored, type=PasswordRecipe),
        expires_at=caller.expires_at,
        must_change_password=caller.must_change_password,
    )


def sign_out(connection: Connection, central: Central, caller: Caller) -> None:
    """End the caller's session."""
    connection.execute(
        update(sessions).where(sessions.c.id == caller.session).values(ended_at=now(), end_reason="signed out")
    )
    _record_session(connection, central, Act.SIGNOUT, caller)


def change_password(connection: Connection, central: Central, caller: Caller, change: PasswordChange) -> None:
    """Take a new password's public key; the person's other sessions end."""
    if len(change.recipe.salt) != SALT_BYTES or len(change.public_key) != 32:
        raise InvalidRequest(reason="the recipe's salt is 16 bytes and the key 32")
    try:
        Ed25519PublicKey.from_public_bytes(change.public_key)
    except ValueError as error:
        raise InvalidRequest(reason="the key is not an Ed25519 key") from error
    connection.execute(
        update(people)
        .where(people.c.id == caller.person.id)
        .values(recipe=msgspec.to_builtins(change.recipe), public_key=change.public_key, must_change_password=False)
    )
    connection.execute(
        update(sessions)
        .where(sessions.c.person == caller.person.id, sessions.c.id != caller.session, sessions.c.ended_at.is_(None))
        .values(ended_at=now(), end_reason="password changed")
    )
    _record_session(connection, central, Act.PASSWORD_CHANGED, caller)


def count_wrong_proof(connection: Connection, central: Central, person: str, username: str) -> None:
    """Count a wrong proof; the fifth in a row locks the account, ends its sessions and alerts security."""
    wrong = connection.execute(
        update(people)
        .where(people.c.id == person)
        .values(wrong_proofs=people.c.wrong_proofs + 1)
        .returning(people.c.wrong_proofs, people.c.state)
    ).one()
    if wrong.wrong_proofs < MAX_WRONG or wrong.state != AccountState.ACTIVE.value:
        return
    connection.execute(
        update(people)
        .where(people.c.id == person)
        .values(state=AccountState.LOCKED.value, state_reason="five wrong proofs in a row")
    )
    end_sessions(connection, person, "account locked")
    send_notice(connection, [person], InboxKind.SESSION_ENDED)
    record(
        connection,
        central.node,
        Deed(act=Act.ACCOUNT_LOCKED, object_kind=ObjectKind.PERSON, object_id=person),
    )
    raise_alert(connection, central.node, "account-locked", username, {"wrong_proofs": str(MAX_WRONG)})


def forgive(connection: Connection, person: str) -> None:
    """A right proof makes earlier wrong ones forgotten."""
    connection.execute(update(people).where(people.c.id == person, people.c.wrong_proofs > 0).values(wrong_proofs=0))


def check_code(connection: Connection, central: Central, person: str, code: str) -> bool:
    """Whether a TOTP code is right and fresh; it is used up."""
    row = connection.execute(select(people).where(people.c.id == person)).one()
    step = _find_step(central, row, code)
    if step is None:
        return False
    connection.execute(update(people).where(people.c.id == person).values(totp_step=step))
    return True


def _find_step(central: Central, row: Row[Any] | None, code: str) -> int | None:
    totp = TotpKeys(central.keys)
    if row is None:
        # As much work as for somebody who is there, so that the time says nothing.
        totp.find_step("nobody", totp.seal("nobody", "A" * 32), code, 0)
        return None
    return totp.find_step(row.id, bytes(row.totp_secret), code, row.totp_step)


def _open_session(
    connection: Connection, central: Central, device: Device, row: Row[Any], step: int, ip: str
) -> Session:
    forgive(connection, row.id)
    connection.execute(update(people).where(people.c.id == row.id).values(totp_step=step, signed_in_at=now()))
    connection.execute(
        update(sessions)
        .where(sessions.c.person == row.id, sessions.c.device == device.id, sessions.c.ended_at.is_(None))
        .values(ended_at=now(), end_reason="signed in anew")
    )
    token, session, expires_at = secrets.token_urlsafe(32), make_identifier(), find_until(SESSION_S)
    connection.execute(
        insert(sessions).values(
            id=session,
            token_hash=hash_token(token),
            person=row.id,
            device=device.id,
            opened_at=now(),
            active_at=now(),
            expires_at=expires_at,
        )
    )
    person = Person(id=row.id, username=row.username, name=row.name, role=Role(row.role), team=row.team_title)
    record_act(
        connection,
        central.node,
        Deed(
            act=Act.SIGNIN_SUCCEEDED,
            actor=row.id,
            role=person.role,
            object_kind=ObjectKind.DEVICE,
            object_id=device.id,
        ),
        ip,
    )
    return Session(
        token=token,
        person=person,
        policy=load_policy(connection).desk,
        recipe=msgspec.convert(row.recipe, type=PasswordRecipe),
        expires_at=expires_at,
        must_change_password=row.must_change_password,
    )


def _record_session(connection: Connection, central: Central, act: Act, caller: Caller) -> None:
    deed = Deed(
        act=act,
        actor=caller.person.id,
        role=caller.person.role,
        object_kind=ObjectKind.SESSION,
        object_id=caller.session,
    )
    record_act(connection, central.node, deed, caller.ip)
