"""What every command shares: the data folder, tables, and refusals as one sentence with exit code 1."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlalchemy.exc import SQLAlchemyError

from protocol.errors import VeildeskError, fill
from protocol.road import RecordsUnavailable
from server.services.central import open_central
from server.settings import FOLDER_VARIABLE, name_user
from server.store.database import name_cause

PARTLY = 3
"""Exit code: done, but some rows were refused."""
ALARM = 4
"""Exit code: Central's log is not the one that was seen before."""
_OURS = str(Path(__file__).parents[1])
_LOOK = "Look at its disk, rights and address, then try again."
_WIDTH_OF_A_FILE = 400
_LOGIN, _NOBODY_LOGGED_IN = Path("/proc/self/loginuid"), 2**32 - 1
_LONGEST_NAME = 64


def with_central(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--data`` and the opened Central as its first argument."""

    @data_option
    @wraps(command)
    def run(data: Path, **options: Any) -> Any:
        _require_text(options)
        with refusing():
            return command(open_central(data), **options)

    return run


def _require_text(options: Mapping[str, Any]) -> None:
    """BadParameter for words that are not UTF-8, which neither the database nor the trail could hold; the names of
    files may be anything."""
    for name, value in options.items():
        words = value if isinstance(value, tuple) else (value,)
        if any(isinstance(word, str) and not _is_text(word) for word in words):
            raise click.BadParameter("it is not UTF-8.", param_hint=f"'{name}'")


def _is_text(words: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in words)


def data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--data FOLDER``."""
    return click.option(
        "--data",
        envvar=FOLDER_VARIABLE,
        required=True,
        type=click.Path(file_okay=False, path_type=Path),
        help=f"The data folder (or set {FOLDER_VARIABLE}).",
    )(command)


class Words(click.ParamType[str]):
    """Something that a person says: UTF-8, not blank, and no longer than the trail keeps it."""

    name = "text"

    def __init__(self, longest: int = 200) -> None:
        self._longest = longest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """``value`` without outer space."""
        words = str(value).strip()
        if not words:
            self.fail("it is empty.", param, ctx)
        if len(words) > self._longest:
            self.fail(f"it is longer than {self._longest} characters.", param, ctx)
        if not _is_text(words):
            self.fail("it is not UTF-8.", param, ctx)
        return words


WORDS = Words()


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print ``rows`` under ``heads``; one line each where nobody's screen is too narrow for it."""
    table = Table(*heads, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))  # as they are: a name may hold what rich takes for markup
    Console(width=None if sys.stdout.isatty() else _WIDTH_OF_A_FILE).print(table)


class refusing:  # noqa: N801 - reads as a word: with refusing(): …
    """Turns what is refused or fails into one sentence and exit code 1, without a traceback."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: TracebackType | None) -> None:
        match error:
            case None | SystemExit() | KeyboardInterrupt() | BrokenPipeError():
                return
            case click.ClickException() | click.exceptions.Exit() | click.Abort():
                return
            # A statement's parameters may hold values, so only the driver's own words are shown.
            case RecordsUnavailable():
                refuse(f"{fill(error.what, error.facts)} The database says: {name_cause(error)}. {_LOOK}")
            case SQLAlchemyError():
                refuse(f"The database refuses: {name_cause(error)}. {_LOOK}")
            case VeildeskError():
                refuse(error.say())
            case PermissionError() if error.filename:
                denied = f"{error.filename}: {error.strerror} to {name_user()}."
                refuse(f"{denied} Run this as a user who may, or change its owner or mode.")
            case OSError() if error.strerror:
                refuse(f"{error.filename or 'A file'}: {error.strerror}. Put that right, then try again.")
            case _:
                refuse(
                    f"Something unexpected happened: {_locate(error, trace)}. Tell who looks after Veildesk this line."
                )


def refuse(sentence: str) -> NoReturn:
    """Say why, and stop with 1."""
    click.echo(sentence, err=True)
    sys.exit(1)


def whoami() -> str:
    """Who runs this command, for the trail: who logged in, as the kernel or else sudo says, and as whom he acts. The
    account that acts is never left out, for what sudo says stands in a variable that everybody may set."""
    acts, came = name_user(), _find_login() or os.environ.get("SUDO_USER", "")
    if came in ("", acts):
        return acts[:_LONGEST_NAME]
    return f"{came[: _LONGEST_NAME - len(acts) - 4]} as {acts}"


def _find_login() -> str:
    """Who logged in (Linux keeps it through sudo and su, and lets nobody but root change it); empty where unknown."""
    try:
        number = int(_LOGIN.read_text("ascii"))
    except (OSError, ValueError):
        return ""
    return "" if number == _NOBODY_LOGGED_IN else name_user(number)


def _locate(error: BaseException, trace: TracebackType | None) -> str:
    """Which error, and where in our own code; never its words, which may repeat a value."""
    ours = [frame for frame in traceback.extract_tb(trace) if frame.filename.startswith(_OURS)]
    place = f" in {Path(ours[-1].filename).relative_to(_OURS)}, line {ours[-1].lineno}" if ours else ""
    return type(error).__name__ + place
