"""Past a thousand tiles a path has more than one part (C2SP tlog-tiles): "x001/003" is the tile after "x001/002"."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256

import pytest

from protocol.refusals import NotFound
from server.log.serving import serve_tile
from server.log.tree import Tree
from server.services.central import Central, make_central
from server.store.database import read

WHOLE, REST = 1_003, 91
LEAVES = [os.urandom(32) for _ in range(256 * WHOLE + REST)]
"""Leaf hashes, of which a log need not have the events to show them."""


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Central]:
    """A Central with a log of more than a quarter of a million leaves."""
    place = tmp_path_factory.mktemp("long") / "central"
    made = make_central(place, host="127.0.0.1", port=1, hosts=("localhost",), url="", database="")
    with made.engine.begin() as connection:
        tree = Tree.read(connection, lock=True)
        tree.add(LEAVES)
        tree.write()
    yield made
    made.engine.dispose()


@pytest.mark.parametrize(
    ("path", "place", "width"),
    [
        ("000", 0, 256),
        ("999", 999, 256),
        ("x001/000", 1000, 256),
        ("x001/002.p/1", 1002, 1),
        ("x001/003.p/91", 1003, 91),
    ],
)
def test_a_tile_is_served_by_its_one_path(central: Central, path: str, place: int, width: int) -> None:
    with read(central.engine) as connection:
        assert serve_tile(connection, 0, path) == b"".join(LEAVES[256 * place : 256 * place + width])


@pytest.mark.parametrize(
    "path",
    [
        "1000",
        "x001/003",
        "x001/003.p/92",
        "x001/003.p/091",
        "x001/003.p/0",
        "x001/002.p/256",
        "x001/004.p/1",
        "x000/001",
        "X001/000",
        "x001/x000",
        "001/000",
        "x1/000",
        "x001//000",
        "x001/٠٠٠",
    ],
)
def test_no_other_spelling_and_nothing_beyond_the_log_is_served(central: Central, path: str) -> None:
    with read(central.engine) as connection, pytest.raises(NotFound):
        serve_tile(connection, 0, path)


def test_the_level_above_is_made_of_the_whole_tiles_alone(central: Central) -> None:
    with read(central.engine) as connection:
        above = serve_tile(connection, 1, f"003.p/{WHOLE % 256}")
    assert above[-32:] == _fold(LEAVES[256 * (WHOLE - 1) : 256 * WHOLE])


def _fold(nodes: list[bytes]) -> bytes:
    while len(nodes) > 1:
        nodes = [sha256(b"\x01" + left + right).digest() for left, right in zip(nodes[::2], nodes[1::2], strict=True)]
    return nodes[0]
