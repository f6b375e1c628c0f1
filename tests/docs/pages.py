"""The Markdown pages of the project, and what can be read out of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"!?\[[^\]\n]*\]\(([^)\s]+)(?:\s\"[^\"]*\")?\)")
_IMAGE = re.compile(r"<(?:img|source)\s[^>]*?(?:src|srcset)=\"([^\"]+)\"")
_HEADING = re.compile(r"^#+\s+(.+?)\s*$", re.MULTILINE)


def list_pages() -> tuple[Path, ...]:
    """Every page, in a stable order."""
    return (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))


def read_prose(page: Path) -> str:
    """A page without its code blocks."""
    return _FENCE.sub("", page.read_text("utf-8"))


def list_links(page: Path) -> Iterator[str]:
    """Where a page's links and pictures point, in the order of the page."""
    prose = _CODE.sub("", read_prose(page))
    yield from _LINK.findall(prose)
    yield from _IMAGE.findall(prose)


def list_anchors(page: Path) -> frozenset[str]:
    """What a link may name behind ``#``: the headings as GitHub writes them."""
    return frozenset(map(_write_anchor, _HEADING.findall(read_prose(page))))


def list_code(page: Path) -> Iterator[str]:
    """The lines of a page's code blocks, and its code within sentences."""
    text = page.read_text("utf-8")
    for fence in _FENCE.findall(text):
        yield from fence.replace("\\\n", " ").splitlines()[1:-1]
    yield from (piece.strip("`") for piece in _CODE.findall(_FENCE.sub("", text)))


def _write_anchor(heading: str) -> str:
    plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
    kept = (character for character in plain if character in " -_" or unicodedata.category(character)[0] in "LNM")
    return "".join(kept).replace(" ", "-")
