"""The Markdown pages: what they point at is there, and what they tell people to type is understood."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from server.cli import main
from tests.docs.pages import ROOT, list_anchors, list_code, list_links, list_pages

_PROGRAM = re.compile(r"(?:^|[\s\\/;&|(])veildesk-central(?:\.exe)?(?=\s|$)")
_DECISION = re.compile(r"(\d{3})-[a-z0-9\-]+\.md")
_TEST = re.compile(r"(tests/[\w/]+\.py)::(test_\w+)")
_SOURCES = ("protocol", "server", "app", "ui")


def list_commands(code: str) -> Iterator[str]:
    """The words after ``veildesk-central`` in a piece of code, up to whatever ends a command of the shell."""
    for part in re.split(r"\s(?:[|;&<>]|&&)(?:\s|$)|(?<=\S)(?=\s#\s)", code):
        found = _PROGRAM.search(part)
        if found:
            yield part[found.end() :].strip()


def parse(words: list[str]) -> None:
    """Read a command as click would at a terminal, without running it; click.UsageError when it cannot be read.

    A command without words of its own is a mention, and nothing is missing in it.
    """
    command: click.Command = main
    context = click.Context(command, info_name="veildesk-central", **command.context_settings)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        name, found, words = command.resolve_command(context, words)
        assert found is not None
        command, context = found, click.Context(found, info_name=name, parent=context)
    given, left, _ = command.make_parser(context).parse_args(list(words))
    if left and not isinstance(command, click.Group):
        raise click.UsageError(f"too many words: {' '.join(left)}", context)
    for parameter in command.get_params(context):
        value = given.get(parameter.name or "")
        if isinstance(value, str) and not isinstance(parameter.type, click.Path):
            parameter.type.convert(value, parameter, context)
        if words and "help" not in given and parameter.required and not parameter.envvar and not isinstance(value, str):
            raise click.MissingParameter(ctx=context, param=parameter)


def quote_sentences() -> Iterator[tuple[str, str]]:
    """The commands that the programs' own sentences name, as people are told to type them."""
    for folder in _SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for words in re.findall(r"'(veildesk-central [^'\n]+)'", path.read_text("utf-8")):
                yield str(path.relative_to(ROOT)), words


PAGES = list_pages()
TYPED = [
    (str(page.relative_to(ROOT)), command)
    for page in PAGES
    for code in list_code(page)
    for command in list_commands(code)
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_and_picture_is_there(page: Path) -> None:
    missing = []
    for link in list_links(page):
        if re.match(r"[a-z][a-z+.\-]*:", link):
            continue
        target, _, anchor = unquote(link).partition("#")
        place = (page.parent / target).resolve() if target else page
        if not place.exists() or (anchor and anchor not in list_anchors(place)):
            missing.append(link)
    assert not missing


@pytest.mark.parametrize(("page", "command"), TYPED)
def test_every_command_of_the_pages_is_one(page: str, command: str) -> None:
    parse(shlex.split(command))


@pytest.mark.parametrize(("source", "words"), list(quote_sentences()))
def test_every_command_that_a_sentence_names_is_one(source: str, words: str) -> None:
    for command in list_commands(words):
        parse(shlex.split(command))


NAMED_TESTS = sorted(
    {
        (str(page.relative_to(ROOT)), named)
        for page in PAGES
        for code in list_code(page)
        for named in _TEST.findall(code)
    }
)


@pytest.mark.parametrize(("page", "named"), NAMED_TESTS)
def test_every_test_that_a_page_names_is_there(page: str, named: tuple[str, str]) -> None:
    file, name = named
    assert f"def {name}(" in (ROOT / file).read_text("utf-8")


def test_decisions_are_numbered_without_gaps() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").iterdir())
    numbers = [int(found[1]) for name in names if (found := _DECISION.fullmatch(name))]
    assert numbers == list(range(1, len(names) + 1)), names


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda page: page.name)
def test_a_decision_is_headed_by_its_number(page: Path) -> None:
    assert page.read_text("utf-8").startswith(f"# {page.name[:3]} · ")


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *ROOT.glob("docs/guides/*[!N].md")], ids=lambda page: str(page.relative_to(ROOT))
)
def test_what_everybody_reads_says_the_same_in_both_languages(page: Path) -> None:
    chinese = page.with_suffix(".zh-CN.md")
    assert len(list(list_links(page))) == len(list(list_links(chinese)))
    assert _list_programs(page) == _list_programs(chinese)


def _list_programs(page: Path) -> list[str]:
    """What a page tells people to type, as far as no language is in it."""
    return [re.split(r"[\"“]", command)[0] for code in list_code(page) for command in list_commands(code)]


def test_strongswan_s_settings_stand_one_a_line():
    """A value ends with its line: what a semicolon seems to part is lost in silence (strongswan.conf(5))."""
    page = (ROOT / "docs" / "operations" / "vpn.md").read_text("utf-8")
    blocks = [block for block in page.split("```") if block.lstrip().startswith("connections {")]
    assert len(blocks) == 2
    assert [line for block in blocks for line in block.splitlines() if ";" in line] == []
