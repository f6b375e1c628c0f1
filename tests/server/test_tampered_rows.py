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
