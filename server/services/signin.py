"""Sign-in, unlock and the sessions they open (NIST SP 800-63B-4, decision 003)."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from math import ceil
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, insert, select, update

from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.identifiers import make_identifier
from protocol.oversight import AccountState
from protocol.proofs import SALT_BYTES, SIGN_IN_ACT, UNLOCK_ACT, PasswordRecipe, check_proof
from protocol.refusals import AccountFrozen, AccountLocked, InvalidRequest, ProofRefused, SignInRefused, TooManyRequests
from protocol.roles import Role
from protocol.sessions import DeskPolicy, PasswordChange, Person, Session, SignInChallenge, SignInProof, UnlockProof
from protocol.times import after, now
from server.keys.totp import TotpKeys
from server.services.acts import record_act
from server.services.callers import Caller, Device, count_idle_s, find_until, hash_token, note_activity
from server.services.central import Central
from server.services.challenges import forget_challenges, make_challenge, use_challenge
from server.services.notices import raise_alert
from server.services.policy import load_policy
from server.services.sessions import end_sessions, end_sessions_of
from server.services.trail import record
from server.services.transactions import Kept
from server.store.tables import devices, events, people, sessions, teams

SESSION_S = 12 * 3600
MAX_WRONG = 5
MOST_GUESSES, _GUESSING_S = 3 * MAX_WRONG, 3600
"""So many refused sign-ins in so many seconds a desk may have: three of its people may lock themselves out."""
_NOBODY = ""
"""No person's identifier: what is done for a name that nobody has costs as much as for one that somebody has."""


def start_sign_in(connection: Connection, central: Central, device: Device, username: str) -> SignInChallenge:
    """A challenge and a recipe; for an unknown name one that looks like any other, and is the same every time."""
    row = connection.execute(select(people.c.recipe).where(people.c.username == username)).one_or_none()
    salt = hmac.digest(central.keys.derive("recipes of nobody"), username.encode(), sha256)[:SALT_BYTES]
    recipe = msgspec.convert(row.recipe, type=PasswordRecipe) if row else PasswordRecipe(salt=salt)
    return SignInChallenge(challenge=make_challenge(central, device.id, username, SIGN_IN_ACT), recipe=recipe)


def start_unlock(connection: Connection, central: Central, caller: Caller) -> SignInChallenge:
    """A challenge for the person of a locked session."""
    stored = connection.execute(select(people.c.recipe).where(people.c.id == caller.person.id)).scalar_one()
    challenge = make_challenge(central, caller.device.id, caller.person.username, UNLOCK_ACT)
    return SignInChallenge(challenge=challenge, recipe=msgspec.convert(stored, type=PasswordRecipe))


def sign_in(connection: Connection, central: Central, device: Device, proof: SignInProof, ip: str) -> Session:
    """Open a session. SignInRefused says the same whatever was wrong; five wrong proofs lock the account.

    AccountLocked or AccountFrozen only to somebody who has proven that the account is his. TooManyRequests at a desk
    that guesses: it would lock everybody out, one after the other.
    """
    _require_patience(connection, device)
    fresh = use_challenge(connection, central, device.id, proof.username, SIGN_IN_ACT, proof.challenge)
    row = connection.execute(
        select(people, teams.c.title.label("team_title"))
        .join(teams, teams.c.id == people.c.team)
        .where(people.c.username == proof.username)
    ).one_or_none()
    public_key = bytes(row.public_key) if row else bytes(32)
    proven = check_proof(public_key, proof.signature, proof.challenge, proof.username, device.id, SIGN_IN_ACT)
    step = _find_step(central, row, proof.code)
    if row is None or not fresh or not proven or step is None:
        _record_failure(connection, central, device, row, ip)
        if fresh:
            count_wrong_proof(connection, central, device, row.id if row else _NOBODY, ip)
        raise Kept(SignInRefused())
    connection.execute(update(people).where(people.c.id == row.id).values(totp_step=step))
    if row.state != AccountState.ACTIVE.value:
        _record_failure(connection, central, device, row, ip)
        raise Kept(AccountLocked() if row.state == AccountState.LOCKED.value else AccountFrozen())
    return _open_session(connection, central, device, row, ip, load_policy(connection).desk)


def unlock(connection: Connection, central: Central, caller: Caller, proof: UnlockProof) -> Session:
    """Wake a session; ProofRefused counts like any wrong proof."""
    username = caller.person.username
    fresh = use_challenge(connection, central, caller.device.id, username, UNLOCK_ACT, proof.challenge)
    key = bytes(connection.execute(select(people.c.public_key).where(people.c.id == caller.person.id)).scalar_one())
    proven = check_proof(key, proof.signature, proof.challenge, username, caller.device.id, UNLOCK_ACT)
    if not fresh or not proven:
        _record_session(connection, central, Act.UNLOCK_FAILED, caller, Outcome.REFUSED)
        if fresh:
            count_wrong_proof(connection, central, caller.device, caller.person.id, caller.ip)
        raise Kept(ProofRefused())
    forgive(connection, caller.person.id)
    note_activity(connection, caller)
    _record_session(connection, central, Act.SESSION_UNLOCKED, caller)
    return describe_session(connection, caller)


def describe_session(connection: Connection, caller: Caller) -> Session:
    """The caller's session, without its token."""
    stored = connection.execute(select(people.c.recipe).where(people.c.id == caller.person.id)).scalar_one()
    return Session(
        token="",
        person=caller.person,
        policy=caller.policy.desk,
        recipe=msgspec.convert(stored, type=PasswordRecipe),
        expires_at=caller.expires_at,
        must_change_password=caller.must_change_password,
    )


def sign_out(connection: Connection, central: Central, caller: Caller) -> None:
    """End the caller's session."""
    end_sessions(connection, sessions.c.id == caller.session, "signed out")
    _record_session(connection, central, Act.SIGNOUT, caller)


def check_password(connection: Connection, caller: Caller, change: PasswordChange) -> None:
    """InvalidRequest for a new password that is no key, or the old one again; before a proof is asked for."""
    if len(change.recipe.salt) != SALT_BYTES or len(change.public_key) != 32:
        raise InvalidRequest(reason="the recipe's salt is 16 bytes and the key 32")
    try:
        Ed25519PublicKey.from_public_bytes(change.public_key)
    except ValueError as error:
        raise InvalidRequest(reason="the key is not an Ed25519 key") from error
    held = connection.execute(select(people.c.public_key).where(people.c.id == caller.person.id)).scalar_one()
    if bytes(held) == change.public_key:
        raise InvalidRequest(reason="it is the password that is to be changed")


def change_password(connection: Connection, central: Central, caller: Caller, change: PasswordChange) -> None:
    """Take a new password's public key; the person's other sessions end."""
    connection.execute(
        update(people)
        .where(people.c.id == caller.person.id)
        .values(recipe=msgspec.to_builtins(change.recipe), public_key=change.public_key, must_change_password=False)
    )
    end_sessions_of(connection, caller.person.id, "password changed", but=caller.session)
    _record_session(connection, central, Act.PASSWORD_CHANGED, caller)


def count_wrong_proof(connection: Connection, central: Central, device: Device, person: str, ip: str) -> None:
    """Count a wrong proof; the fifth in a row locks the account, ends its sessions and alerts security: whose, at which
    desk, from where."""
    wrong = connection.execute(
        update(people)
        .where(people.c.id == person)
        .values(wrong_proofs=people.c.wrong_proofs + 1)
        .returning(people.c.wrong_proofs, people.c.state, people.c.name, people.c.username)
    ).one_or_none()
    if wrong is None or wrong.wrong_proofs < MAX_WRONG or wrong.state != AccountState.ACTIVE.value:
        return
    connection.execute(
        update(people)
        .where(people.c.id == person)
        .values(state=AccountState.LOCKED.value, state_reason="five wrong proofs in a row")
    )
    end_sessions_of(connection, person, "account locked")
    record(
        connection,
        central.node,
        Deed(act=Act.ACCOUNT_LOCKED, object_kind=ObjectKind.PERSON, object_id=person),
        ip,
    )
    facts = {
        "person": person,
        "who": f"{wrong.name} ({wrong.username})",
        "wrong_proofs": str(wrong.wrong_proofs),
        "places": ", ".join(filter(None, (device.name, ip))),
        "desk": device.id,
    }
    raise_alert(connection, central.node, "account-locked", wrong.username, facts)


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
    connection: Connection, central: Central, device: Device, row: Row[Any], ip: str, policy: DeskPolicy
) -> Session:
    forget_challenges(connection)
    forgive(connection, row.id)
    connection.execute(update(people).where(people.c.id == row.id).values(signed_in_at=now()))
    connection.execute(update(devices).where(devices.c.id == device.id).values(seen_at=now()))
    end_sessions(connection, (sessions.c.person == row.id) & (sessions.c.device == device.id), "signed in anew")
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
        policy=policy,
        recipe=msgspec.convert(row.recipe, type=PasswordRecipe),
        expires_at=expires_at,
        must_change_password=row.must_change_password,
    )


def _require_patience(connection: Connection, device: Device) -> None:
    known = events.c
    failed = (known.object_id == device.id) & (known.act == Act.SIGNIN_FAILED.value)
    by_central = known.device.not_in(select(devices.c.id))  # a desk may write of another what it likes
    since = known.at > after(now(), seconds=-_GUESSING_S)
    query = select(known.at).where(failed, since, by_central).order_by(known.at.desc()).limit(MOST_GUESSES)
    guesses = connection.execute(query).scalars().all()
    if len(guesses) >= MOST_GUESSES:
        left_s = _GUESSING_S - count_idle_s(guesses[-1])
        raise TooManyRequests(seconds=str(max(1, ceil(left_s))))


def _record_failure(connection: Connection, central: Central, device: Device, row: Row[Any] | None, ip: str) -> None:
    # A name that nobody has may be a password in the wrong box; it is not written down.
    deed = Deed(
        act=Act.SIGNIN_FAILED,
        object_kind=ObjectKind.DEVICE,
        object_id=device.id,
        outcome=Outcome.REFUSED,
        detail={"username": row.username if row else "unknown"},
    )
    record(connection, central.node, deed, ip)


def _record_session(
    connection: Connection, central: Central, act: Act, caller: Caller, outcome: Outcome = Outcome.DONE
) -> None:
    deed = Deed(
        act=act,
        actor=caller.person.id,
        role=caller.person.role,
        object_kind=ObjectKind.SESSION,
        object_id=caller.session,
        outcome=outcome,
    )
    record_act(connection, central.node, deed, caller.ip)
