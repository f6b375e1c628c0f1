"""What people type, made fit to be kept (M2)."""

from __future__ import annotations

from protocol.refusals import InvalidRequest


def mask_typed(text: str) -> str:
    """``text`` without outer space, every number or address in it masked."""
    from protocol.masking import mask_free_text  # its patterns are compiled when somebody has typed, not at the start

    return mask_free_text(text.strip())


def mask_reason(text: str) -> str:
    """Why somebody wants to see or hear something, masked; InvalidRequest unless it has 2 to 200 characters then."""
    masked = mask_typed(text)
    if not 2 <= len(masked) <= 200:
        raise InvalidRequest(reason="a reason has 2 to 200 characters")
    return masked
