"""The few answers that a caller is given, whatever the called side said and however it put it (RFC 3261, 21)."""

from __future__ import annotations

Answer = tuple[int, str]

RINGING: Answer = (180, "Ringing")
PROGRESS: Answer = (183, "Session Progress")
TAKEN: Answer = (200, "OK")
REFUSED: Answer = (403, "Forbidden")
NOBODY: Answer = (480, "Temporarily Unavailable")
NOT_LIKE_THIS: Answer = (488, "Not Acceptable Here")
PENDING: Answer = (491, "Request Pending")
UNREACHABLE: Answer = (502, "Bad Gateway")
OUT_OF_ORDER: Answer = (503, "Service Unavailable")
NOT_NOW: Answer = (504, "Server Time-out")
"""Central cannot say now whom to call."""

_PLAIN: dict[int, Answer] = {
    404: (404, "Not Found"),
    408: NOBODY,
    410: (404, "Not Found"),
    480: NOBODY,
    484: (404, "Not Found"),
    486: (486, "Busy Here"),
    487: NOBODY,
    488: NOT_LIKE_THIS,
    600: (486, "Busy Here"),
    603: (603, "Decline"),
    604: (404, "Not Found"),
    606: NOT_LIKE_THIS,
}


def simplify(code: int) -> Answer:
    """What a caller is told for a final answer that is no yes. A refusal by the trunk is not ours: it is a far end that
    cannot be reached, and so is a redirection, which nobody follows."""
    return _PLAIN.get(code, UNREACHABLE)
