"""Overwriting what was secret; apart from :mod:`secure_store.secret`, so that a password field needs nothing else."""

from __future__ import annotations


def wipe_bytes(buffer: bytearray) -> None:
    """Overwrite ``buffer`` with zeros in place; its length stays."""
    buffer[:] = bytes(len(buffer))
