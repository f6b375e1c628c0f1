"""The tables of docs/protocol.md that the code dictates. ``python -m tests.docs.tables`` writes them anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from litestar.handlers import HTTPRouteHandler

from protocol import problem_details
from protocol.errors import VeildeskError
from protocol.problems import ProblemType
from protocol.roles import Role
from server.api import application
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "protocol.md"
_WORDS = {
    "ticket": "a ticket",
    "device": "an enrolled desk",
    "witness": "a witness, or security",
    "witness alone": "a witness",
    "pbx": "a PBX",
    "certificate": "any client certificate",
}
"""How each of :mod:`server.api.access`'s declarations reads."""
_KIND = re.compile(r":\w+(?=})")


def write_problems() -> str:
    """Every problem type with its status and what it says."""
    assert problem_details.HIERARCHY
    rows = ["| Type | Status | What it says |", "|---|---|---|"]
    for problem in ProblemType:
        kind = VeildeskError if problem is ProblemType.UNEXPECTED else VeildeskError.registry[problem]
        rows.append(f"| `{problem.value}` | {kind.status} | {kind.what} |")
    return "\n".join(rows)


def write_routes() -> str:
    """Every route with who may use it and its promise."""
    rows = ["| Request | Who | What |", "|---|---|---|"]
    for handler in list_routes():
        promise = (handler.fn.__doc__ or "").strip().splitlines()[0].replace("``", "`")
        rows += [
            f"| `{method} {_KIND.sub('', path)}` | {_name_access(handler)} | {promise} |"
            for path in sorted(handler.paths)
            for method in sorted(handler.http_methods)
        ]
    return "\n".join(rows)


def list_routes() -> Iterator[HTTPRouteHandler]:
    """The routes, in the order in which Central takes them up."""
    for module in application.ROUTE_MODULES:
        yield from module.ROUTES
    yield application.show_openapi


TABLES: dict[str, Callable[[], str]] = {"problems": write_problems, "routes": write_routes}


def read_table(name: str) -> str:
    """A table as it stands in the page."""
    _, table, _ = _cut(name)
    return table


def main() -> None:
    """Write every table into the page."""
    for name, write in TABLES.items():
        before, _, after = _cut(name)
        PAGE.write_text(before + write() + after, "utf-8")


def _cut(name: str) -> tuple[str, str, str]:
    """The page before a table, the table, and the page after it."""
    mark = f"<!-- {name}: written by tests/docs/tables.py -->\n"
    before, found, rest = PAGE.read_text("utf-8").partition(mark)
    assert found, f"{PAGE.name} has no place for the table of {name}"
    table, end, after = rest.partition("\n<!-- end -->")
    assert end, f"{PAGE.name}: the table of {name} has no end"
    return before + mark, table, end + after


def _name_access(handler: HTTPRouteHandler) -> str:
    access = handler.opt["access"]
    if isinstance(access, str):
        return _WORDS[access]
    return "anybody signed in" if access == frozenset(Role) else ", ".join(role for role in Role if role in access)


if __name__ == "__main__":
    main()
