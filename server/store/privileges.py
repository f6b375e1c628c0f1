"""Two roles on PostgreSQL: one owns the tables and makes them, the other serves, and can add to the trail alone (U2).

A trigger stops whoever may not take it away. The service role owns nothing, so that neither a mistake nor a stolen
address of the database can change the trail, drop a guard, or switch it off.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import URL, Connection, Engine, make_url, text
from sqlalchemy.exc import ArgumentError

from protocol.administration import ConfigurationWrong
from server.store.database import read
from server.store.guards import APPENDED
from server.store.tables import metadata

_GROWING = {"tiles": "hashes", "log_head": "size, edge", "chain_heads": "next_seq, head"}
"""The columns that change, as a guard lets them."""
_ONE_ROW = "log_head"
_VERSION = "alembic_version"
_BEYOND = text(
    """
    SELECT c.relname, p.privilege
    FROM pg_class c CROSS JOIN unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) AS p(privilege)
    WHERE c.oid = to_regclass(:name) AND has_table_privilege(c.oid, p.privilege)
    UNION ALL
    SELECT c.relname, 'OWNER' FROM pg_class c WHERE c.oid = to_regclass(:name)
    AND pg_has_role(c.relowner, 'MEMBER')
    """
)
_COLUMNS_BEYOND = text("SELECT has_any_column_privilege(to_regclass(:name), 'UPDATE')")
_ROLE_BEYOND = text(
    """
    SELECT 'it is a superuser' FROM pg_roles WHERE rolname = current_user AND rolsuper
    UNION ALL SELECT 'it may switch triggers off'
    WHERE has_parameter_privilege('session_replication_role', 'SET')
    UNION ALL SELECT 'it may make tables beside Central''s' WHERE has_schema_privilege(current_schema(), 'CREATE')
    """
)


def require_service(connection: Connection, role: str) -> None:
    """ConfigurationWrong for a role that is not there, or that is the owner's own; ``connection`` is the owner's."""
    known = connection.execute(
        text("SELECT pg_has_role(oid, current_user, 'MEMBER') FROM pg_roles WHERE rolname = :role"), {"role": role}
    ).scalar_one_or_none()
    if known is None:
        raise ConfigurationWrong(setting="database", reason=f"there is no role {role}; make it with CREATE ROLE")
    if known:
        raise ConfigurationWrong(setting="database", reason=f"the role {role} is the owner's, or may become it")


def grant_service(connection: Connection, role: str) -> None:
    """Give ``role`` what serving needs and take everything else; ``connection`` is the owner's."""
    for statement in _write_grants(connection, role):
        connection.exec_driver_sql(statement)


def find_excess(connection: Connection) -> list[str]:
    """What the role of ``connection`` can do to the trail beyond adding to it, one sentence each."""
    found = [str(words) for words in connection.execute(_ROLE_BEYOND).scalars()]
    for name in (*APPENDED, *_GROWING):
        beyond = [row.privilege for row in connection.execute(_BEYOND, {"name": name})]
        if "OWNER" in beyond:
            found.append(f"it owns {name}")
        elif beyond:
            found.append(f"it may {', '.join(sorted(beyond))} {name}")
        elif name in APPENDED and connection.execute(_COLUMNS_BEYOND, {"name": name}).scalar_one():
            found.append(f"it may UPDATE columns of {name}")
    return found


def require_owner(engine: Engine) -> None:
    """ConfigurationWrong when the tables are there, and are another role's to change."""
    if engine.dialect.name != "postgresql":
        return
    with read(engine) as connection:
        owns = text("SELECT pg_has_role(relowner, 'MEMBER') FROM pg_class WHERE oid = to_regclass('events')")
        if connection.execute(owns).scalar_one_or_none() is False:
            reason = "another role owns the tables; name its address of the database with --owner"
            raise ConfigurationWrong(setting="owner", reason=reason)


def read_role(url: str, owner: str) -> str:
    """The role in ``url``; ConfigurationWrong unless ``url`` and ``owner`` are of one PostgreSQL database."""
    service, other = _parse(url), _parse(owner)
    if {service.get_backend_name(), other.get_backend_name()} != {"postgresql"} or not service.username:
        raise ConfigurationWrong(setting="owner", reason="it goes with a postgresql:// address that names a role")
    if service.database != other.database:
        raise ConfigurationWrong(setting="owner", reason="it is another database's")
    return service.username


def _parse(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError as error:
        raise ConfigurationWrong(setting="owner", reason="it is not a database URL") from error


def _write_grants(connection: Connection, role: str) -> Iterator[str]:
    quote = connection.dialect.identifier_preparer.quote
    schema, to = quote(str(connection.scalar(text("SELECT current_schema()")))), quote(role)
    yield f"REVOKE ALL ON SCHEMA {schema} FROM {to}"
    yield f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {to}"
    for name in (*sorted(metadata.tables), _VERSION):
        table = f"{schema}.{quote(name)}"
        yield f"REVOKE ALL ON {table} FROM PUBLIC, {to}"
        yield f"GRANT {_choose_privileges(name)} ON {table} TO {to}"
    yield f"GRANT EXECUTE ON FUNCTION {schema}.drop_pruned_events(bigint, bigint) TO {to}"


def _choose_privileges(table: str) -> str:
    if table == _VERSION:
        return "SELECT"
    if table in APPENDED:
        return "SELECT, INSERT"
    if table in _GROWING:
        return f"SELECT, {'' if table == _ONE_ROW else 'INSERT, '}UPDATE ({_GROWING[table]})"
    return "SELECT, INSERT, UPDATE, DELETE"
