"""Accounts and teams: made, locked, unlocked, frozen (U1)."""

from __future__ import annotations

import re
import secrets

import msgspec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from msgspec import Struct
from sqlalchemy import Connection, Row, insert, select, update

from protocol.administration import ConfigurationWrong
from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier, make_identifier
from protocol.inbox import InboxKind
from protocol.oversight import AccountState
from protocol.proofs import derive_password_key, make_recipe
from protocol.refusals import Conflict
from protocol.roles import Role
from protocol.times import now
from server.keys.file_keys import KeyWrapper
from server.keys.totp import TotpKeys, make_secret, write_uri
from server.services.amnesty import forget_person
from server.services.callers import Caller
from server.services.notices import raise_alert, send_notice
from server.services.sessions import end_sessions_of
from server.services.trail import record, typed_by
from server.store.tables import people, teams

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._\-]{0,63}")
_TEAM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]{0,63}")
_WATCHING = frozenset({Role.SECURITY.value, Role.SUPERVISOR.value, Role.INSPECTOR.value})
_WORD = "abcdefghjkmnpqrstuvwxyz23456789"


class NewAccount(Struct, frozen=True, kw_only=True):
    """What a new account's owner is told, once."""

    id: Identifier
    username: str
    password: str
    totp_secret: str
    totp_uri: str


def add_team(connection: Connection, node: str, team: str, title: str, parent: str | None = None, by: str = "") -> None:
    """Add a team, below ``parent`` where one is named; Conflict when its name is taken.

    ConfigurationWrong for an id or title that is none, or a parent that is not there.
    """
    if not _TEAM.fullmatch(team):
        raise ConfigurationWrong(
            setting="team id", reason="use letters, digits, dot, hyphen and underscore, 64 at most"
        )
    if not title.strip():
        raise ConfigurationWrong(setting="title", reason="a team is called something")
    if connection.execute(select(teams.c.id).where(teams.c.id == team)).one_or_none():
        raise Conflict(reason=f"team {team} exists")
    if parent and not connection.execute(select(teams.c.id).where(teams.c.id == parent)).one_or_none():
        raise ConfigurationWrong(setting="parent", reason=f"there is no team {parent}")
    connection.execute(insert(teams).values(id=team, title=title, parent=parent))
    record(
        connection, node, Deed(act=Act.ACCOUNT_CHANGED, detail={"team": team, "change": "team added", **typed_by(by)})
    )


def add_person(
    connection: Connection,
    keys: KeyWrapper,
    node: str,
    *,
    username: str,
    name: str,
    role: Role,
    team: str,
    password: str = "",
    by: str = "",
) -> NewAccount:
    """Add an account. Without a ``password`` one is made, to be changed at first sign-in.

    ConfigurationWrong for a username that is none or a team that is not there, Conflict for one that is taken.
    """
    check_username(username)
    if not name.strip():
        raise ConfigurationWrong(setting="name", reason="others see a person by it")
    if not connection.execute(select(teams.c.id).where(teams.c.id == team)).one_or_none():
        raise ConfigurationWrong(setting="team", reason=f"there is no team {team}")
    if connection.execute(select(people.c.id).where(people.c.username == username)).one_or_none():
        raise Conflict(reason=f"username {username} is taken")
    account = _make_credentials(make_identifier(), username, password)
    connection.execute(
        insert(people).values(
            id=account.id,
            username=username,
            name=name,
            role=role.value,
            team=team,
            state=AccountState.ACTIVE.value,
            created_at=now(),
            **_store_credentials(keys, account, must_change=not password),
        )
    )
    record(
        connection,
        node,
        Deed(
            act=Act.ACCOUNT_CREATED,
            object_kind=ObjectKind.PERSON,
            object_id=account.id,
            detail={"username": username, "role": role.value, "team": team, **typed_by(by)},
        ),
    )
    _tell_security(connection, node, username, role.value, "made", by)
    return account


def check_username(username: str) -> None:
    """ConfigurationWrong for a username that is none."""
    if not _USERNAME.fullmatch(username):
        raise ConfigurationWrong(setting="username", reason="use a-z, 0-9, dot, hyphen and underscore, 64 at most")


def reset_person(connection: Connection, keys: KeyWrapper, node: str, username: str, by: str = "") -> NewAccount:
    """A new one-time password and TOTP secret; every session of the person ends.

    A locked account is open again; one that security froze, or that was closed, stays so.
    """
    person = find_person(connection, username)
    account = _make_credentials(person.id, username, "")
    state = AccountState.ACTIVE.value if person.state == AccountState.LOCKED.value else person.state
    connection.execute(
        update(people)
        .where(people.c.id == person.id)
        .values(**_store_credentials(keys, account, must_change=True), totp_step=0, wrong_proofs=0, state=state)
    )
    end_sessions_of(connection, person.id, "reset")
    _record_change(connection, node, Act.ACCOUNT_CHANGED, person.id, {"change": "reset", **typed_by(by)})
    _tell_security(connection, node, username, person.role, "reset", by)
    return account


def set_state(
    connection: Connection,
    node: str,
    person: Identifier,
    state: AccountState,
    reason: str,
    by: Caller | None = None,
    typed: str = "",
) -> None:
    """Put an account into ``state``; anything but ACTIVE ends its sessions at once and tells the person's desks.

    ``by`` is who decided it, where that was a caller; ``typed``: who typed the command, where one did it.
    """
    found = connection.execute(select(people.c.username, people.c.role, people.c.state).where(people.c.id == person))
    username, role, before = found.one()
    connection.execute(
        update(people).where(people.c.id == person).values(state=state.value, state_reason=reason, wrong_proofs=0)
    )
    if state is not AccountState.ACTIVE:
        end_sessions_of(connection, person, state.value)
    else:
        forget_person(connection, person)
    if state is AccountState.FROZEN:
        send_notice(connection, [person], InboxKind.ACCOUNT_FROZEN)
    act = Act.ACCOUNT_FROZEN if state is AccountState.FROZEN else Act.ACCOUNT_CHANGED
    if (before, state) == (AccountState.LOCKED.value, AccountState.ACTIVE):
        act = Act.ACCOUNT_UNLOCKED
    _record_change(connection, node, act, person, {"from": before, "to": state.value, "reason": reason}, by)
    if role == Role.SECURITY.value:
        _tell_security(connection, node, username, role, state.value, typed)


def _tell_security(connection: Connection, node: str, username: str, role: str, change: str, by: str) -> None:
    """Alert security where a command gave or took what watches and approves: nobody stood beside who typed it (A7)."""
    if by and role in _WATCHING:
        facts = {"who": username, "role": role, "change": change, "by": by}
        raise_alert(connection, node, "account-by-command", username, facts)


def find_person(connection: Connection, username: str) -> Row[tuple[object, ...]]:
    """The account of a username; ConfigurationWrong when there is none. For administrators, who may know."""
    row = connection.execute(select(people).where(people.c.username == username)).one_or_none()
    if row is None:
        raise ConfigurationWrong(setting="username", reason=f"there is no account {username}")
    return row


def _make_credentials(person: Identifier, username: str, password: str) -> NewAccount:
    secret = make_secret()
    return NewAccount(
        id=person,
        username=username,
        password=password or "-".join("".join(secrets.choice(_WORD) for _ in range(4)) for _ in range(4)),
        totp_secret=secret,
        totp_uri=write_uri(secret, username),
    )


def _store_credentials(keys: KeyWrapper, account: NewAccount, *, must_change: bool) -> dict[str, object]:
    recipe = make_recipe()
    key = derive_password_key(account.password.encode(), recipe)
    return {
        "recipe": msgspec.to_builtins(recipe),
        "public_key": key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
        "must_change_password": must_change,
        "totp_secret": TotpKeys(keys).seal(account.id, account.totp_secret),
    }


def _record_change(
    connection: Connection, node: str, act: Act, person: Identifier, detail: dict[str, str], by: Caller | None = None
) -> None:
    deed = Deed(
        act=act,
        actor=by.person.id if by else "",
        role=by.person.role if by else None,
        object_kind=ObjectKind.PERSON,
        object_id=person,
        detail=detail,
    )
    record(connection, node, deed, by.ip if by else "")
