"""On PostgreSQL the role that serves can add to the trail and no more; the owner's address is needed for no day's work
(U2)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from psycopg import sql
from psycopg.errors import InsufficientPrivilege, RaiseException
from sqlalchemy import create_engine, text

from protocol.administration import ConfigurationWrong
from protocol.road import RecordsUnavailable
from protocol.times import after, now
from server.cli import main
from server.log import append
from server.services.accounts import add_team
from server.services.central import make_central, upgrade_central
from server.services.doctor import examine
from server.store import guards
from server.store.privileges import find_excess
from tests.postgres import ROLE, SERVICE, PostgresServer, divide_roles
from tests.server.house import House
from tests.server.log.desks import Chain, deliver

pytestmark = pytest.mark.postgres
TRAIL = (*guards.APPENDED, *guards.GROWING)


@pytest.fixture(scope="module")
def house(postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A company that is served by a role of its own; what is in its log is four years old. Tests leave it as it is."""
    name = postgres_server.make_database()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(append, "now", lambda: after(now(), days=-4 * 365))
        made = make_house(postgres_server.url(name), tmp_path_factory.mktemp("old"))
    yield made
    made.central.engine.dispose()
    postgres_server.drop_database(name)


@pytest.fixture
def fresh_house(postgres_url: str, tmp_path: Path) -> Iterator[House]:
    """One of a test's own."""
    made = make_house(postgres_url, tmp_path)
    yield made
    made.central.engine.dispose()


def make_house(url: str, folder: Path) -> House:
    central = make_central(
        folder / "central", host="127.0.0.1", port=8443, hosts=("127.0.0.1",), url="", **divide_roles(url)
    )
    house = House(central).furnish()
    chain = Chain(house.place_desk())
    deliver(house, chain, chain.write_batch(300))
    return house


@contextmanager
def connect(house: House) -> Iterator[psycopg.Connection]:
    """A connection as Central itself has it, without Central's code; nothing is committed."""
    with psycopg.connect(house.central.settings.database.replace("+psycopg", "")) as own:
        assert own.execute("SELECT current_user").fetchone() == (SERVICE,)
        yield own
        own.rollback()


@pytest.mark.parametrize("way", ["in the trail", "around the guards", "beside the log"])
def test_the_serving_role_cannot_change_the_trail(house: House, way: str) -> None:
    statements = {
        "in the trail": [
            *(f"{act} {table}" for table in TRAIL for act in ("DELETE FROM", "TRUNCATE")),
            *(f"UPDATE {table} SET {column} = {column}" for table, column in _COLUMNS.items()),  # noqa: S608
        ],
        "around the guards": [
            *(f"DROP TABLE {table}" for table in TRAIL),
            *(f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in TRAIL),
            "DROP TRIGGER events_is_fixed ON events",
            "DROP TRIGGER events_stay_their_time ON events",
            "DROP FUNCTION refuse_change() CASCADE",
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'",
            "CREATE TRIGGER mine BEFORE INSERT ON events EXECUTE FUNCTION refuse_change()",
            "CREATE TABLE beside (id integer)",
            "SET session_replication_role = replica",
            f"SET ROLE {ROLE}",
            "UPDATE alembic_version SET version_num = '0'",
        ],
        "beside the log": [
            "INSERT INTO log_head (one, size, edge) VALUES (1, 0, '')",
            "UPDATE log_head SET one = one",
            "UPDATE tiles SET level = level",
            "UPDATE chain_heads SET device = device",
        ],
    }[way]
    for statement in statements:
        with connect(house) as own, pytest.raises(InsufficientPrivilege):
            own.execute(statement.encode())


_COLUMNS = {
    "events": "actor",
    "forks": "hash",
    "checkpoints": "note",
    "cosignatures": "line",
    "signed_heads": "head",
    "prunings": "upto",
    "pruned_events": "hash",
}


def test_tables_of_the_roles_own_do_not_deceive_the_guards(house: House) -> None:
    """Temporary tables come first in a search path: the guards look at Central's nevertheless."""
    with connect(house) as own:
        own.execute("CREATE TEMPORARY TABLE prunings (upto bigint)")
        own.execute("INSERT INTO prunings VALUES (256)")
        own.execute("CREATE TEMPORARY TABLE pruned_events AS SELECT log_index, device, seq FROM events")
        with pytest.raises(RaiseException, match="append-only"):
            own.execute("SELECT drop_pruned_events(0, 255)")


def test_all_that_is_guarded_is_the_roles_to_add_to_alone(house: House) -> None:
    """A table that somebody guards later is not forgotten when privileges are given."""
    with house.reading() as connection:
        guarded = connection.execute(
            text(
                "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'refuse_change'"
            )
        ).scalars()
        assert set(guarded) == set(TRAIL)
        assert find_excess(connection) == []
        assert guards.find_missing(connection) == []


def test_doctor_tells_a_role_that_may_more_and_a_guard_that_is_gone(fresh_house: House, postgres_url: str) -> None:
    def advice(subject: str) -> str:
        (found,) = [finding for finding in examine(fresh_house.central) if finding.subject == subject]
        return f"{found.fact}: {found.advice}"

    assert advice("role") == "it can add to the trail, and no more: "
    assert advice("guards") == "all triggers are in place: "
    owner = create_engine(postgres_url)
    with owner.begin() as connection:
        connection.execute(text("ALTER TABLE tiles DISABLE TRIGGER tiles_only_grows"))
        connection.execute(text(f"GRANT DELETE ON events TO {SERVICE}"))
        connection.execute(text(f"GRANT UPDATE (note) ON checkpoints TO {SERVICE}"))
    assert "it may DELETE events; it may UPDATE columns of checkpoints" in advice("role")
    assert "docs/operations/central.md" in advice("role")
    assert "tiles_only_grows" in advice("guards")
    upgrade_central(fresh_house.central.place.path, postgres_url)
    assert advice("role") == "it can add to the trail, and no more: ", "an upgrade gives what is needed, and no more"
    owner.dispose()


@pytest.fixture
def alone(postgres_server: PostgresServer) -> Iterator[str]:
    """The address of a database whose role does everything; there is a second one, ``second``, that owns nothing."""
    for role in ("alone", "second"):
        postgres_server.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
    name = postgres_server.make_database()
    postgres_server.execute(sql.SQL("ALTER DATABASE {} OWNER TO alone").format(sql.Identifier(name)))
    yield postgres_server.url(name).replace(f"//{ROLE}@", "//alone@")
    postgres_server.drop_database(name)
    for role in ("alone", "second"):
        postgres_server.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


def test_one_role_for_all_is_told_by_doctor_and_can_be_divided(alone: str, tmp_path: Path) -> None:
    """The way that docs/operations/central.md tells."""
    central = make_central(
        tmp_path / "central", host="127.0.0.1", port=8443, hosts=("127.0.0.1",), url="", database=alone
    )

    def look() -> tuple[str, str]:
        (found,) = [finding for finding in examine(central) if finding.subject == "role"]
        return found.fact, found.advice

    assert "it owns events" in look()[0]
    assert look()[1]
    with psycopg.connect(alone.replace("+psycopg", "").replace("//alone@", "//postgres@")) as administrator:
        administrator.execute("REASSIGN OWNED BY alone TO second")
    upgrade_central(tmp_path / "central", alone.replace("//alone@", "//second@"))
    assert look() == ("it can add to the trail, and no more", "")
    with central.engine.begin() as connection:
        add_team(connection, central.node, "sales", "Sales")
    central.engine.dispose()


def test_the_command_makes_tables_as_the_owner_and_serves_as_the_other(postgres_url: str, tmp_path: Path) -> None:
    folder, roles = tmp_path / "central", divide_roles(postgres_url)
    environment = {"VEILDESK_CENTRAL_OWNER": roles["owner"], "VEILDESK_CENTRAL_DATABASE": roles["database"]}

    def run(*words: str, **variables: str) -> str:
        result = CliRunner().invoke(main, [*words, "--data", str(folder)], env=variables)
        assert result.exit_code == 0, result.output
        return result.output

    run("init", **environment)
    run("team", "add", "sales", "Sales")
    run("audit", "verify")
    assert ROLE + "@" not in (folder / "central.toml").read_text(), "the owner's address is not kept"
    assert "it can add to the trail, and no more" in " ".join(run("doctor").split())
    assert run("init", "--upgrade", **environment) == "The database is up to date.\n"
    assert run("init", "--upgrade") == "The database is up to date.\n", "there was nothing to do"


WRONG = {
    "the owner's own role": ("postgresql://veildesk@h/one", "postgresql://veildesk@h/one"),
    "another database": ("postgresql://veildesk_service@h/one", "postgresql://veildesk@h/two"),
    "SQLite": ("", "postgresql://veildesk@h/one"),
    "nobody": ("postgresql://h/one", "postgresql://veildesk@h/one"),
}


@pytest.mark.parametrize(("database", "owner"), WRONG.values(), ids=WRONG)
def test_addresses_that_do_not_go_together_are_refused(
    postgres_url: str, tmp_path: Path, database: str, owner: str
) -> None:
    def place(url: str) -> str:
        return url.replace("h/one", postgres_url.split("@")[1]).replace("h/two", f"{postgres_url.split('@')[1]}x")

    with pytest.raises(ConfigurationWrong):
        make_central(
            tmp_path / "central",
            host="127.0.0.1",
            port=8443,
            hosts=("127.0.0.1",),
            url="",
            database=place(database),
            owner=place(owner),
        )


def test_the_serving_role_upgrades_nothing(fresh_house: House, postgres_url: str) -> None:
    owner = create_engine(postgres_url)
    with owner.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
    owner.dispose()
    with pytest.raises(ConfigurationWrong) as told:
        upgrade_central(fresh_house.central.place.path)
    assert "--owner" in told.value.say()


def test_a_missing_privilege_is_a_fault_of_the_records(house: House) -> None:
    with pytest.raises(RecordsUnavailable, match="permission is missing"), house.writing() as connection:
        connection.execute(text("UPDATE events SET actor = ''"))
