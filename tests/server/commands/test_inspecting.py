"""Schemes of inspection from the console (U2)."""

from __future__ import annotations

import pytest

SCHEME = """
[[criteria]]
id = "consent"
title = "Consent read"
points = 20
fatal = true
[[criteria]]
id = "hello"
title = "Greeting"
points = 5
"""


@pytest.fixture(scope="module")
def module_database_url():
    """SQLite's, where ``init`` puts it: what the services do on PostgreSQL has tests of its own."""
    return "sqlite"


def test_a_scheme_is_put_in_force_shown_and_followed_by_the_next(console, tmp_path):
    file = tmp_path / "scheme.toml"
    file.write_text(SCHEME, "utf-8")
    assert "scheme /0" in console.done("scheme", "show")
    assert console.done("scheme", "put", file) == "Scheme /1: 2 criteria, 25 points.\n"
    assert console.done("scheme", "put", file) == "Scheme /2: 2 criteria, 25 points.\n"
    shown = console.done("scheme", "show", "--campaign", "spring")
    assert "scheme /2" in shown
    assert "Greeting" in shown
    assert "fatal" in shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('campaign = "nowhere"\n' + SCHEME, "there is no campaign nowhere"),
        (SCHEME + '[[criteria]]\nid = "hello"\ntitle = "again"\npoints = 1\n', "twice"),
        (SCHEME.replace("points = 5", "points = 0"), ">= 1"),
        ("criteria =", "Invalid"),
    ],
)
def test_a_file_that_is_no_scheme_is_refused_in_a_sentence(console, tmp_path, text, words):
    file = tmp_path / "scheme.toml"
    file.write_text(text, "utf-8")
    assert words in console.refused("scheme", "put", file)
