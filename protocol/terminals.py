"""Names are Chinese, terminals are not always."""

from __future__ import annotations

import sys
from io import TextIOWrapper


def speak_on_any_terminal() -> None:
    """Have what standard output and error cannot show stand there as ``\\u5f20``, in place of an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")
