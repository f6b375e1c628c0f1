"""The scanner finds what it is there to find, in every shape; a scan that finds nothing says something then."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.leaks.needles import Needle, draw_mobile, draw_word, make_needle
from tests.leaks.scanner import scan_bytes, scan_files, scan_folder, scan_process

NUMBER, WORDS = b"13800138000", "欧阳娜娜"


@pytest.mark.parametrize(
    "data",
    [
        b"13800138000",
        b"138 0013 8000",
        b"138-0013-8000",
        b"(138) 001.38000",
        "13800138000".encode("utf-16-le"),
        "138 0013 8000".encode("utf-16-be"),
        "13800138000".encode("utf-32-le"),
        "１３８００１３８０００".encode(),
        "１３８００１３８０００".encode("gb18030"),
        base64.b64encode(b"13800138000"),
        base64.b64encode(b"+13800138000x"),
        base64.urlsafe_b64encode(b"ab13800138000xyz"),
        base64.b64encode("13800138000".encode("utf-16-le")),
        b"13800138000".hex().encode(),
        "13800138000".encode("utf-16-le").hex().upper().encode(),
    ],
)
def test_a_number_is_found_in_every_shape(data: bytes) -> None:
    needle = make_needle("number", bytearray(NUMBER))
    assert scan_bytes(b"\x07noise" + data + b"noise", "here", [needle]).hits


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_words_are_found_in_every_encoding(codec: str) -> None:
    needle, data = make_needle("name", bytearray(WORDS.encode())), WORDS.encode(codec)
    for shape in (data, base64.b64encode(b"x" + data)) if codec in ("utf-8", "gb18030") else (data,):
        assert scan_bytes(b"\x00\x00" + shape, "here", [needle]).hits


def test_what_is_not_there_is_not_found() -> None:
    needle = make_needle("number", bytearray(NUMBER))
    assert not scan_bytes(b"138****8000 1380013800 " * 99 + os.urandom(10**6), "here", [needle]).hits


def test_a_needle_across_two_chunks_is_found_once(tmp_path: Path) -> None:
    needle = make_needle("word", draw_word())
    for before in (8 * 1024 * 1024 - 3, 8 * 1024 * 1024, 8 * 1024 * 1024 + 3):
        file = tmp_path / "large"
        file.write_bytes(bytes(before) + needle.plain + bytes(99))
        (hit,) = scan_files([file], [needle]).hits
        assert hit.at == before


def test_a_file_is_found_by_its_name_too(tmp_path: Path) -> None:
    needle = make_needle("number", bytearray(NUMBER))
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "138-0013-8000.txt").touch()
    assert scan_folder(tmp_path, [needle]).hits


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root reads another process's memory")
def test_another_process_is_looked_through(kept: Needle, tmp_path: Path) -> None:
    """On its stack, in its heap and in a thread's stack, and nothing of what it never had."""
    program = "import os, sys; text = os.environ['KEPT'].encode('utf-16-le'); print(flush=True); sys.stdin.read()"
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        env={"KEPT": kept.plain.decode()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    process.stdout.readline()
    scan = scan_process(process.pid, [kept, make_needle("never", draw_mobile())])
    process.stdin.close()
    process.wait(60)
    assert {hit.needle for hit in scan.hits} == {kept.name}
    assert "[stack]" in {hit.where for hit in scan.hits}
    assert {"utf-8", "utf-16"} <= {hit.shape.removesuffix("-le") for hit in scan.hits}


@pytest.fixture
def kept() -> Needle:
    """What a process keeps."""
    return make_needle("kept", draw_word())
