"""Secrets in memory are pinned, unprintable and wiped (D3, A3, A4)."""

from __future__ import annotations

import copy
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secure_store.secret import Secret
from secure_store.wiping import wipe_bytes


@given(st.binary(max_size=10_000))
def test_a_secret_holds_what_it_took_and_the_source_is_wiped(value: bytes) -> None:
    source = bytearray(value)
    with Secret.take(source) as secret, secret.view() as view:
        assert bytes(view) == value
        assert len(secret) == len(value)
    assert source == bytes(len(value))


def test_nothing_prints_copies_or_pickles_a_secret() -> None:
    secret = Secret.take(bytearray(b"quiet"))
    assert "quiet" not in f"{secret} {secret!r}"
    for leak in (bytes, copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError):
            leak(secret)  # type: ignore[operator]


def test_a_wiped_secret_cannot_be_viewed() -> None:
    secret = Secret(8)
    secret.wipe()
    secret.wipe()
    assert secret.closed
    with pytest.raises(ValueError, match="wiped"), secret.view():
        pass


def test_a_view_lent_out_dies_with_the_secret() -> None:
    secret = Secret.take(bytearray(b"quiet"))
    with secret.view() as view:
        secret.wipe()
        with pytest.raises(ValueError, match="released"):
            bytes(view)


def test_a_slice_kept_past_a_wipe_shows_zeros() -> None:
    secret = Secret.take(bytearray(b"quiet"))
    with secret.view() as view:
        piece = view[1:3]
        secret.wipe()
        assert bytes(piece) == b"\0\0"
        piece.release()


def test_wipe_bytes_keeps_the_length() -> None:
    buffer = bytearray(b"password")
    wipe_bytes(buffer)
    assert buffer == bytes(8)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_pages_are_locked_and_left_out_of_cores_and_forks() -> None:
    secret = Secret(64)
    assert secret.pinned
    flags = [
        block
        for block in re.split(r"\n(?=[0-9a-f]+-[0-9a-f]+ )", Path("/proc/self/smaps").read_text())
        if re.search(r"VmFlags:.*\blo\b", block)
    ]
    assert any(re.search(r"VmFlags:.*\bdd\b.*", block) and re.search(r"VmFlags:.*\bwf\b", block) for block in flags)
    secret.wipe()


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_a_forked_child_sees_zeros() -> None:
    program = """
import os, sys
from secure_store.secret import Secret
secret = Secret.take(bytearray(b"quiet"))
child = os.fork()
if not child:
    with secret.view() as view:
        os._exit(any(view))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="prctl")
def test_a_hardened_process_leaves_no_core() -> None:
    program = """
import ctypes, resource, sys
from secure_store.process_limits import harden_process
agreed = harden_process()
sys.exit(not (agreed and ctypes.CDLL(None).prctl(3) == 0 and resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)))
"""
    assert subprocess.run([sys.executable, "-c", program], env=os.environ, check=False).returncode == 0
