"""Telephones on tables: whose each one is, by its name at the office's switch; on record (D1, U2)."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from protocol.administration import ConfigurationWrong
from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier
from protocol.table_calls import EXTENSION_PATTERN
from protocol.times import now
from server.services.accounts import find_person
from server.services.calling.presence import CALLERS
from server.services.trail import record
from server.store.call_tables import extensions
from server.store.tables import people


def bind(connection: Connection, node: str, extension: str, username: str, by: str) -> None:
    """``extension`` is ``username``'s from now on. ConfigurationWrong where it could be a number that the trunk dials,
    is somebody's already, or where the person makes no calls or has another one."""
    if not re.fullmatch(EXTENSION_PATTERN, extension):
        reason = (
            "a trunk could take it for a number to call: an extension has two to six digits and begins with 2 to 8,"
            " or is a word that begins with a letter"
        )
        raise ConfigurationWrong(setting="extension", reason=reason)
    person = find_person(connection, username)
    if person.role not in {role.value for role in CALLERS}:
        raise ConfigurationWrong(setting="username", reason=f"{username} makes no calls")
    for row in list_bound(connection):
        if row.extension == extension:
            reason = f"it is {row.username}'s; take it back first ('extension take-back {extension}')"
            raise ConfigurationWrong(setting="extension", reason=reason)
        if row.username == username:
            reason = f"{username} has {row.extension}; take that one back first"
            raise ConfigurationWrong(setting="username", reason=reason)
    connection.execute(insert(extensions).values(extension=extension, person=person.id, bound_at=now()))
    _record(connection, node, Act.EXTENSION_BOUND, extension, person.id, by)


def take_back(connection: Connection, node: str, extension: str, by: str) -> str:
    """``extension`` is nobody's from now on; whose it was, by username. A call that is on goes on. ConfigurationWrong
    when it is nobody's."""
    row = next((row for row in list_bound(connection) if row.extension == extension), None)
    if row is None:
        raise ConfigurationWrong(setting="extension", reason=f"{extension} is nobody's; see 'extension list'")
    connection.execute(delete(extensions).where(extensions.c.extension == extension))
    _record(connection, node, Act.EXTENSION_TAKEN_BACK, extension, row.person, by)
    return str(row.username)


def list_bound(connection: Connection) -> list[Row[Any]]:
    """Every extension, with its ``person``, ``username``, ``name`` and ``bound_at``."""
    rows = connection.execute(
        select(extensions, people.c.username, people.c.name)
        .join(people, people.c.id == extensions.c.person)
        .order_by(extensions.c.extension)
    )
    return list(rows)


def find_extension(connection: Connection, person: Identifier) -> str | None:
    """A person's; None where none is bound to him."""
    found = select(extensions.c.extension).where(extensions.c.person == person)
    return connection.execute(found).scalar_one_or_none()


def _record(connection: Connection, node: str, act: Act, extension: str, person: Identifier, by: str) -> None:
    facts = {"extension": extension, "person": person, "by": by}
    record(connection, node, Deed(act=act, object_kind=ObjectKind.PERSON, object_id=person, detail=facts))
