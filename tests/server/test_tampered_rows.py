"""Whoever edits the trail with a database tool is found out, and Central says so in a sentence (U2, A7)."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from server.cli import main

EDITS = {
    "text in place of bytes": "UPDATE events SET bytes = replace(bytes, 'team', 'tean') WHERE log_index = 1",
    "other bytes": "UPDATE events SET bytes = CAST(replace(bytes, 'team', 'tean') AS BLOB) WHERE log_index = 1",
    "a dropped row": "DELETE FROM events WHERE log_index = 1",
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edited_event_is_reported_and_central_does_not_serve(tmp_path: Path, edit: str) -> None:
    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, [*words, "--data", str(tmp_path / "central")])
        return result.exit_code, result.output

    assert run("init")[0] == 0
    assert run("team", "add", "sales", "Sales")[0] == 0
    assert run("audit", "verify")[0] == 0
    with sqlite3.connect(tmp_path / "central" / "central.db") as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute(edit)
    database.close()
    code, said = run("audit", "verify")
    assert code == 1
    assert "The trail is NOT whole" in said
    code, said = run("serve")
    assert code == 1
    assert "Central's log does not fit together" in said


NO_EVENTS = {"other letters": b'{"id":"\xff\xfe"}', "very deep": b'{"x":' + b"[" * 100_000, "nothing": b""}


@pytest.mark.parametrize("content", NO_EVENTS.values(), ids=NO_EVENTS)
def test_a_row_that_is_no_event_is_named_whatever_it_holds(tmp_path: Path, content: bytes) -> None:
    place = ("--data", str(tmp_path / "central"))
    assert CliRunner().invoke(main, ["init", *place]).exit_code == 0
    with sqlite3.connect(tmp_path / "central" / "central.db") as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("UPDATE events SET bytes = ? WHERE log_index = 1", (content,))
    database.close()
    said = CliRunner().invoke(main, ["audit", "verify", *place])
    assert said.exit_code == 1
    assert "event 2: its bytes are not an event" in said.output


HIDDEN = {
    "actor": "UPDATE events SET actor = 'nobody' WHERE log_index = 1",
    "act": "UPDATE events SET act = 'card.opened' WHERE log_index = 1",
    "object_kind": "UPDATE events SET object_kind = 'none' WHERE log_index = 1",
    "object_id": "UPDATE events SET object_id = 'nobody' WHERE log_index = 1",
    "outcome": "UPDATE events SET outcome = 'refused' WHERE log_index = 1",
    "at": "UPDATE events SET at = '2020-01-01T00:00:00.000Z' WHERE log_index = 1",
    "address": "UPDATE events SET received_from = '10.9.9.9' WHERE log_index = 1",
}


@pytest.mark.parametrize("column", HIDDEN)
def test_an_event_that_was_hidden_from_searches_is_reported(tmp_path: Path, column: str) -> None:
    """Its bytes and the log are as they were; what searches and exports of evidence look at is not."""
    place = ("--data", str(tmp_path / "central"))
    assert CliRunner().invoke(main, ["init", *place]).exit_code == 0
    assert CliRunner().invoke(main, ["audit", "verify", *place]).exit_code == 0
    with sqlite3.connect(tmp_path / "central" / "central.db") as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute(HIDDEN[column])
    database.close()
    said = CliRunner().invoke(main, ["audit", "verify", *place])
    assert said.exit_code == 1
    assert f"event 2: searches see another {column} than its bytes say" in said.output


INDEX = "ix_events_actor_at_log_index_outcome"


def test_an_index_that_lacks_an_event_is_reported(tmp_path: Path) -> None:
    """Row and log are as they were; a search that goes by the index does not find it."""
    place = ("--data", str(tmp_path / "central"))
    assert CliRunner().invoke(main, ["init", *place]).exit_code == 0
    file = tmp_path / "central" / "central.db"
    (schema,) = alter(file, "SELECT * FROM sqlite_master WHERE name = ?", (INDEX,))
    (row,) = alter(file, "SELECT * FROM events WHERE log_index = 1")
    alter(file, "DROP TRIGGER events_stay_their_time")
    alter(file, "DELETE FROM events WHERE log_index = 1")
    alter(file, "DELETE FROM sqlite_master WHERE name = ?", (INDEX,))
    alter(file, "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    alter(file, "INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", schema)
    said = CliRunner().invoke(main, ["audit", "verify", *place])
    assert said.exit_code == 1
    assert f"SQLite, of the events and their indexes: row 2 missing from index {INDEX}" in said.output


def alter(file: Path, statement: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """By a connection of its own, which may write SQLite's own table of what there is."""
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA writable_schema = ON")
        return database.execute(statement, values).fetchall()


def test_a_log_head_that_is_none_is_reported_beside_what_a_desk_remembers(tmp_path: Path) -> None:
    place = ("--data", str(tmp_path / "central"))
    assert CliRunner().invoke(main, ["init", *place]).exit_code == 0
    file, seen = tmp_path / "central" / "central.db", tmp_path / "checkpoint"
    export = ("audit", "export", str(tmp_path / "case"), "--purpose", "p", "--recipient", "r")
    assert CliRunner().invoke(main, [*export, *place]).exit_code == 0, "it publishes a checkpoint"
    ((note,),) = alter(file, "SELECT note FROM checkpoints ORDER BY size DESC LIMIT 1")
    seen.write_text(str(note))
    alter(file, "DROP TRIGGER log_head_only_grows")
    alter(file, "UPDATE log_head SET size = size - 1")
    said = CliRunner().invoke(main, ["audit", "verify", "--json", "--from-desk", str(seen), *place])
    assert said.exit_code == 1
    found = json.loads(said.stdout)
    assert found["faults"] == [
        "the log's head is not that of its 3 events",
        f"{seen}: it cannot be compared with this log: its head is not one of a tree",
    ]


def test_a_desk_that_forked_is_named(tmp_path: Path) -> None:
    place = ("--data", str(tmp_path / "central"))
    assert CliRunner().invoke(main, ["init", *place]).exit_code == 0
    kept = ("a-desk", 7, "0" * 64, b"{}", "2026-11-28T06:00:00.000Z")
    alter(tmp_path / "central" / "central.db", "INSERT INTO forks VALUES (?, ?, ?, ?, ?)", kept)
    said = CliRunner().invoke(main, ["audit", "verify", *place])
    assert said.exit_code == 1
    assert "device a-desk, event 7: another version of it came too, at 2026-11-28T06:00:00.000Z" in said.output
    assert "0 faults, 1 fork" in said.output
