"""docs/protocol.md says what the code does: its routes, its problem types."""

from __future__ import annotations

import pytest

from tests.docs.tables import TABLES, read_table


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_the_code_says(name: str) -> None:
    assert read_table(name) == TABLES[name](), "write it anew: .venv/bin/python -m tests.docs.tables"
