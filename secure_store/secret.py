"""Secrets in memory: pinned, never printed, wiped (D3, A3, A4).

A :class:`Secret` lives in anonymous pages of its own. Python copies ``bytes`` and ``str`` where it likes and never
clears them; these pages are lent out as a ``memoryview`` only, for as long as a ``with`` block lasts.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import sys
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import NoReturn

from secure_store.memory_lock import lock_pages, unlock_pages
from secure_store.wiping import wipe_bytes


class Secret:
    """``size`` bytes of pinned memory, zero at first.

    ``pinned`` tells whether the system keeps it out of swap. A wiped secret raises ValueError when viewed. It has no
    text, no bytes, no copy and no pickle.
    """

    __slots__ = ("__weakref__", "_finalizer", "_pages", "_size", "_views", "pinned")

    def __init__(self, size: int) -> None:
        if size < 0:
            raise ValueError("a secret has no negative size")
        self._size = size
        self._views: dict[int, memoryview] = {}
        self._pages = _map_pages(max(1, size))
        address = _address_of(self._pages)
        self.pinned = lock_pages(address, len(self._pages))
        self._finalizer = weakref.finalize(self, _wipe_pages, self._pages, address, self._views)

    @classmethod
    def random(cls, size: int) -> Secret:
        """A secret of ``size`` bytes from the system's generator."""
        secret = cls(size)
        fresh = bytearray(os.urandom(size))
        with secret.view() as view:
            view[:] = fresh
        wipe_bytes(fresh)
        return secret

    @classmethod
    def take(cls, source: bytearray) -> Secret:
        """Move ``source`` into a secret; the source is wiped."""
        secret = cls(len(source))
        with secret.view() as view:
            view[:] = source
        wipe_bytes(source)
        return secret

    @contextmanager
    def view(self) -> Iterator[memoryview]:
        """Lend the bytes out, writable; the view is dead after the block. ValueError once wiped."""
        if self.closed:
            raise ValueError("the secret was wiped")
        view = memoryview(self._pages)[: self._size]
        self._views[id(view)] = view
        try:
            yield view
        finally:
            self._views.pop(id(view), None)
            view.release()

    def wipe(self) -> None:
        """Overwrite and give back the memory, views that are still lent out included; safe to call twice."""
        self._finalizer()

    @property
    def closed(self) -> bool:
        """Whether the secret was wiped."""
        return not self._finalizer.alive

    def __len__(self) -> int:
        return self._size

    def __enter__(self) -> Secret:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()

    def __repr__(self) -> str:
        return "Secret(wiped)" if self.closed else "Secret(…)"

    def __bytes__(self) -> NoReturn:
        raise TypeError("a secret has no bytes; use view()")

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        raise TypeError("a secret is neither copied nor pickled")


def _map_pages(size: int) -> mmap.mmap:
    if sys.platform == "win32":
        return mmap.mmap(-1, size)
    return mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)  # a shared one cannot be wiped on fork


def _address_of(pages: mmap.mmap) -> int:
    return ctypes.addressof(ctypes.c_char.from_buffer(pages))


def _wipe_pages(pages: mmap.mmap, address: int, views: dict[int, memoryview]) -> None:
    ctypes.memset(address, 0, len(pages))
    unlock_pages(address, len(pages))
    with suppress(BufferError):  # a slice of a view is still about: zeros, freed when it goes
        for view in views.values():
            view.release()
        pages.close()
