"""A Central that was made by its own command, on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.postgres import divide_roles
from tests.server.commands.console import LIMIT_S, Console, Said, give, start


@pytest.fixture(scope="module")
def made(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Said]:
    """A data folder, and what ``init`` said when it made it."""
    folder = tmp_path_factory.mktemp("commands") / "central"
    roles = {} if module_database_url.startswith("sqlite") else divide_roles(module_database_url)
    return folder, give("init", *(word for name, url in roles.items() for word in (f"--{name}", url)), data=folder)


@pytest.fixture(scope="module")
def console(made: tuple[Path, Said]) -> Console:
    """Commands on that data folder, where there are a team, an agent and a source."""
    console, paper = Console(made[0]), made[0].parent / "contract.pdf"
    paper.write_bytes(b"%PDF-1.7")
    console.done("team", "add", "sales", "Sales")
    console.done("user", "add", "li.qiang", "--name", "李强", "--role", "agent", "--team", "sales")
    facts = ("--kind", "web form", "--party", "us", "--legal-basis", "consent", "--approver", "Sun Jing")
    console.done("source", "add", "S-1", *facts, "--evidence", paper)
    return console


@pytest.fixture
def copy(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes a copy of a small SQLite Central to damage.

    A process of its own makes it: here a connection to its database would go at some time, and its WAL with it.
    """
    original = tmp_path_factory.getbasetemp() / "small-central"
    if not original.exists():
        init = start("init", data=original)
        said = init.communicate(timeout=LIMIT_S)
        assert init.returncode == 0, said
        assert not list(original.glob("*.db-*"))

    def make() -> Path:
        return Path(shutil.copytree(original, tmp_path / "central"))

    return make
