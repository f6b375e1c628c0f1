"""What people type, made fit to be kept (M2)."""

from __future__ import annotations


def mask_typed(text: str) -> str:
    """``text`` without outer space, every number or address in it masked."""
    from protocol.masking import mask_free_text  # its patterns are compiled when somebody has typed, not at the start

    return mask_free_text(text.strip())
