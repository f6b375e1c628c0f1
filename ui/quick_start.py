"""What must be so before the first window's modules are imported, for it to be there soon."""

from __future__ import annotations

import builtins
import gc
import linecache


def make_ready() -> None:
    """Collect no garbage until :func:`collect_again`, since there is none before the first window; and import as Python
    does.

    PySide takes the place of Python's import, to look through the source of every module, ours or not, for its own
    name, and keeps all that source: a fifth of the time that imports take, and 10 MiB. It serves ``from __feature__
    import``, which nothing here uses.
    """
    gc.disable()
    import PySide6.QtWidgets  # noqa: F401 - the hook comes with it

    linecache.clearcache()  # the source of what was imported before this
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original


def collect_again() -> None:
    """The first window is painted: what is here now stays for as long as the desk, the rest is looked after."""
    gc.freeze()
    gc.enable()
