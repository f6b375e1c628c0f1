"""What every command shares: the data folder, and refusals as one sentence with exit code 1."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click
from sqlalchemy.exc import SQLAlchemyError

from protocol.errors import VeildeskError
from server.services.central import open_central
from server.settings import FOLDER_VARIABLE

PARTLY = 3
"""Exit code: done, but some rows were refused."""
ALARM = 4
"""Exit code: Central's log is not the one that was seen before."""


def with_central(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--data`` and the opened Central as its first argument."""

    @data_option
    @wraps(command)
    def run(data: Path, **options: Any) -> Any:
        with refusing():
            return command(open_central(data), **options)

    return run


def data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--data FOLDER``."""
    return click.option(
        "--data",
        envvar=FOLDER_VARIABLE,
        required=True,
        type=click.Path(file_okay=False, path_type=Path),
        help=f"The data folder (or set {FOLDER_VARIABLE}).",
    )(command)


class refusing:  # noqa: N801 - reads as a word: with refusing(): …
    """Turns what is refused into one sentence and exit code 1, without a traceback."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, VeildeskError):
            refuse(error.say())
        if isinstance(error, SQLAlchemyError):
            # The statement's parameters may hold values, so only the driver's own words are shown.
            cause = str(getattr(error, "orig", None) or type(error).__name__).splitlines()[0]
            refuse(f"The database refuses: {cause}. Nothing was changed. Look at its disk, rights and address.")
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            refuse(f"{error.filename or 'A file'}: {error.strerror}. Nothing was changed.")


def refuse(sentence: str) -> NoReturn:
    """Say why, and stop with 1."""
    click.echo(sentence, err=True)
    sys.exit(1)


def whoami() -> str:
    """Who runs this command, for the trail: the operating system's user."""
    return os.environ.get("SUDO_USER") or os.environ.get("USER") or os.environ.get("USERNAME") or "console"
