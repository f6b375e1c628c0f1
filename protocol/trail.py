"""Faults in the trail of events (D7, U2)."""

from __future__ import annotations

from protocol.errors import VeildeskError
from protocol.problems import ProblemType


class ChainGap(VeildeskError):
    """Events are missing before this batch."""

    problem, status = ProblemType.CHAIN_GAP, 409
    what = "Events are missing before this batch."
    meaning = "It was not taken; nothing is lost."
    next_step = "Send on from event {next_seq}."


class ChainForked(VeildeskError):
    """Event {seq} is already on record with other content."""

    problem, status = ProblemType.CHAIN_FORKED, 409
    what = "Event {seq} is already on record with other content."
    meaning = "Both versions are kept and the desk is frozen."
    next_step = "Call security."


class BatchInvalid(VeildeskError):
    """The batch of events is not whole: {reason}."""

    problem, status = ProblemType.BATCH_INVALID, 400
    what = "The batch of events is not whole: {reason}."
    meaning = "It was not taken; nothing is lost."
    next_step = "It is sent again; if this repeats, tell your administrator."


class ReceiptInvalid(VeildeskError):
    """Central's receipt for the events does not hold."""

    problem, status = ProblemType.RECEIPT_INVALID, 502
    what = "Central's receipt for the events does not hold."
    meaning = "They stay on this desk as not delivered."
    next_step = "Tell security: the trail must be checked."


class TrailOverdue(VeildeskError):
    """{waiting} events wait for Central, the oldest for {hours} hours."""

    problem, status = ProblemType.TRAIL_OVERDUE, 409
    what = "{waiting} events wait for Central, the oldest for {hours} hours."
    meaning = "Nothing is lost; no value is shown until Central has them."
    next_step = "Connect this desk to Central; it sends them by itself."
