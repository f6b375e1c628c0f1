"""The tables that demo customers are drawn from: places, names and words (``resources/demo``)."""

from __future__ import annotations

from functools import cache
from importlib import resources

from msgspec import Struct


class District(Struct, frozen=True):
    """A district with its GB/T 2260 code."""

    code: str
    name: str


class Place(Struct, frozen=True, kw_only=True):
    """A city as numbers know it: plate prefix, telephone area code and length of its local numbers."""

    province: str
    city: str
    plate: str
    area_code: str
    local_digits: int
    districts: tuple[District, ...]


@cache
def load_places() -> tuple[Place, ...]:
    """Every city of the table; a municipality has an empty ``city``."""
    return tuple(map(_read_place, _read_lines("places.txt")))


@cache
def load_names() -> dict[str, tuple[str, ...]]:
    """Family and given names by label; ``family`` is one text of one-character names, the most frequent first."""
    return _read_lists("names.txt")


@cache
def load_words() -> dict[str, tuple[str, ...]]:
    """Streets, estates, tags, ways of consent and sources."""
    return _read_lists("words.txt")


def _read_lists(file: str) -> dict[str, tuple[str, ...]]:
    return {label: tuple(words) for label, *words in map(str.split, _read_lines(file))}


def _read_place(line: str) -> Place:
    province, city, plate, area_code, local_digits, *districts = line.split()
    return Place(
        province=province,
        city=city.strip("-"),
        plate=plate,
        area_code=area_code,
        local_digits=int(local_digits),
        districts=tuple(District(district[:6], district[6:]) for district in districts),
    )


def _read_lines(file: str) -> list[str]:
    text = resources.files("resources").joinpath("demo", file).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
