"""A code of six digits is found wherever it stands alone, and not inside of what is longer."""

from __future__ import annotations

import base64

import pytest

from tests.leaks.needles import make_code_needle

CODE = b"774331"


@pytest.mark.parametrize(
    ("memory", "is_hit"),
    [
        (b'{"code":"774331"}', True),
        ("x774331y".encode("utf-16-le"), True),
        ("x774331y".encode("utf-16-be"), True),
        ("x774331y".encode("utf-32-le"), True),
        (base64.b64encode(b"code=774331;"), True),
        (b"code=774331;".hex().encode(), True),
        (b"1774331", False),
        (b"7743310", False),
        ("17743310".encode("utf-16-le"), False),
        (b"7-7-4-3-3-1", False),
    ],
)
def test_a_code_counts_where_it_stands_alone(memory: bytes, is_hit: bool) -> None:
    assert any(pattern.search(memory) for _, pattern in make_code_needle("code", CODE).shapes) is is_hit
