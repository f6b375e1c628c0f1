"""How a fault of our own is logged: by its kind and its place, since its message could quote a value (M1)."""

from __future__ import annotations


def name_fault(error: Exception) -> str:
    """The kind of ``error`` and the function that it came out of."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code if trace else None
    return f"{type(error).__name__} in {code.co_qualname if code else '?'}"
