"""Faults in the trail of events (D7, U2)."""

from __future__ import annotations

from protocol.errors import VeildeskError
from protocol.problems import ProblemType

WITNESS_UNNAMED = "policy names no witness with this key"
"""Central's reason for a cosignature that it does not take yet: an administrator has still to name the key."""


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


class JournalSetBack(VeildeskError):
    """This desk's journal ends at event {present}, but it had held event {known}."""

    problem, status = ProblemType.JOURNAL_SET_BACK, 409
    what = "This desk's journal ends at event {present}, but it had held event {known}."
    meaning = "It is an older copy, so nobody works here; security is told."
    next_step = "Call security; do not delete the desk's folder."


class TrailOverdue(VeildeskError):
    """{waiting} events wait for Central, the oldest for {hours} hours."""

    problem, status = ProblemType.TRAIL_OVERDUE, 409
    what = "{waiting} events wait for Central, the oldest for {hours} hours."
    meaning = "Nothing is lost; no value is shown until Central has them."
    next_step = "Connect this desk to Central; it sends them by itself."


class CheckpointInvalid(VeildeskError):
    """The log's checkpoint does not hold: {reason}."""

    problem, status = ProblemType.CHECKPOINT_INVALID, 502
    what = "The log's checkpoint does not hold: {reason}."
    meaning = "It was not accepted, and nothing was marked as delivered."
    next_step = "Tell security: the trail must be checked."


class LogInconsistent(VeildeskError):
    """Central's log is not the one that was seen before: {reason}."""

    problem, status = ProblemType.LOG_INCONSISTENT, 502
    what = "Central's log is not the one that was seen before: {reason}."
    meaning = "Somebody may have changed the record. Both versions are kept as evidence, and nothing is delivered."
    next_step = "Call security now; they compare the evidence."


class CosignaturesMissing(VeildeskError):
    """The log's checkpoint has {found} of {needed} witnesses' signatures."""

    problem, status = ProblemType.COSIGNATURES_MISSING, 503
    what = "The log's checkpoint has {found} of {needed} witnesses' signatures."
    meaning = "The events wait on this desk until witnesses have signed."
    next_step = "Wait; if this lasts longer than a few minutes, tell security."


class LogDamaged(VeildeskError):
    """Central's log does not fit together: {reason}."""

    problem, status = ProblemType.LOG_DAMAGED, 500
    what = "Central's log does not fit together: {reason}."
    meaning = "Central does not serve, so that nothing is added to a record that was changed."
    next_step = "Keep the database as it is and call security; 'veildesk-central audit verify' says more."


class EventsPruned(VeildeskError):
    """The events before index {minimum} are not kept any longer."""

    problem, status = ProblemType.EVENTS_PRUNED, 410
    what = "The events before index {minimum} are not kept any longer."
    meaning = "Their time was over by policy; the log keeps their hashes, so that every proof still holds."
    next_step = "Ask for later ones."
