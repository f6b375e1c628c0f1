"""Whoever edits the trail with a database tool is found out, and Central says so in a sentence (U2, A7)."""

from __future__ import annotations

import sqlite3
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
