"""Delivering the journal: batches out, receipts in; delivered is what Central's log is proven to hold (D7, A7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn
from weakref import WeakKeyDictionary

import msgspec

from protocol.delivery import DeskHead, EventBatch, Receipt, write_head_message
from protocol.errors import VeildeskError
from protocol.events import Act, Deed, Outcome, hash_event
from protocol.following import Demand
from protocol.notes import read_key
from protocol.road import CentralNonsense, CentralUnreachable
from protocol.trail import ChainForked, ChainGap, CosignaturesMissing, JournalSetBack, LogInconsistent, ReceiptInvalid

if TYPE_CHECKING:
    from app.central import CentralClient
    from protocol.sessions import DeskPolicy
    from secure_store.device import DeviceIdentity
    from secure_store.journal import Journal

MAX_BATCH_BYTES = 2 * 1024 * 1024
"""Well under Central's limit for a body."""
TIMEOUT_S = 20
_taken: WeakKeyDictionary[Journal, int] = WeakKeyDictionary()
"""The last event of the batch that Central has taken, and could not prove for want of witnesses. A batch that
grew with every new event would never be proven: the newest one is always younger than the witnesses' last look."""


def push_events(identity: DeviceIdentity, central: CentralClient, journal: Journal) -> int:
    """Deliver all that waits, oldest first; how many events. With nothing to deliver, Central is asked for the head it
    has, which also shows that it is there.

    Needs no session. Raises what the road raises; ChainForked, BatchInvalid; ReceiptInvalid, CheckpointInvalid;
    CentralNonsense; JournalSetBack when Central has more of this desk than its journal. After LogInconsistent nothing
    is sent until Central shows the log of before.

    Where policy wants witnesses, Central cannot prove at once what it takes. The call is then over, and the next one
    asks for the proof of the same events: CosignaturesMissing when there is none even then.
    """
    delivered = 0
    if journal.evidence():
        _look(identity, central, journal)
    while True:
        first, events = journal.undelivered()
        if not events:
            break
        taken = _taken.get(journal, 0)
        try:
            delivered += _push_batch(identity, central, journal, first, events[: max(0, taken - first + 1)] or events)
        except CosignaturesMissing:
            if not taken:
                return delivered
            _push_rest(identity, central, journal, taken + 1)
            raise
        except CentralUnreachable as error:
            if error.facts.get("cut"):  # whoever is refused at the door hears why only where he sends no body
                _look(identity, central, journal)
            raise
        except ChainGap as error:
            _look(identity, central, journal)
            raise CentralNonsense from error  # it names a gap that its own log does not have
        except ChainForked:
            _look_whose_fault(identity, central, journal)
            raise
    if not delivered:
        _look(identity, central, journal)
    return delivered


def awaits_witnesses(journal: Journal) -> bool:
    """Whether Central has taken events that it could not prove yet."""
    return journal in _taken


def demand_witnesses(journal: Journal, policy: DeskPolicy) -> None:
    """Put policy's demand for cosignatures in force, also for when nobody is signed in; CheckpointInvalid for a witness
    that is no key."""
    witnesses = tuple(read_key(vkey) for vkey in policy.witnesses)
    journal.demand_cosignatures(Demand(policy.cosignatures_needed, witnesses))


def _look(identity: DeviceIdentity, central: CentralClient, journal: Journal) -> None:
    """Ask for the log as it is, and hold to it.

    LogInconsistent also when it lacks what it had proven to hold: a Central that was set back may be a history that
    somebody rewrites, so it does not get again what it lost.
    """
    head = central.call("GET", f"/v1/events/head?log_size={journal.log_size()}", DeskHead)
    journal.follow_log(head.log, identity.log)
    if head.next_seq <= journal.delivered_upto():
        error = LogInconsistent(reason=f"it wants event {head.next_seq} again, which it had proven to hold")
        journal.accuse(head.log, error)
        raise error
    own = journal.delivered_hash(head.next_seq - 1)
    if own is not None and own != head.head:
        error = LogInconsistent(reason=f"it has another event {head.next_seq - 1} than it had proven to hold")
        journal.accuse(head.log, error)
        raise error
    present = journal.head().seq
    if head.next_seq > present + 1:
        refuse_set_back(journal, JournalSetBack(present=str(present), known=str(head.next_seq - 1)))


def _look_whose_fault(identity: DeviceIdentity, central: CentralClient, journal: Journal) -> None:
    """A fork is a copied desk's, or it is Central's log that was rewritten: LogInconsistent then."""
    try:
        _look(identity, central, journal)
    except LogInconsistent:
        raise
    except VeildeskError:
        return  # it says no more than the fork did


def refuse_set_back(journal: Journal, error: JournalSetBack) -> NoReturn:
    """Write that this journal is an older copy, and raise ``error``.

    The event takes a place at which Central has another one already: delivering it shows the fork, and Central freezes
    the desk and keeps both versions.
    """
    journal.append(Deed(act=Act.JOURNAL_SET_BACK, outcome=Outcome.REFUSED, detail=error.facts))
    raise error


def _push_batch(
    identity: DeviceIdentity, central: CentralClient, journal: Journal, first: int, events: list[bytes]
) -> int:
    batch = _make_batch(identity, first, _cut(events), journal.log_size())
    receipt = central.call("POST", "/v1/events", Receipt, batch, timeout_s=TIMEOUT_S)
    last = first + len(batch.events) - 1
    if (receipt.first_seq, receipt.last_seq) != (first, last):
        raise ReceiptInvalid
    try:
        journal.mark_delivered(receipt, identity.log)
    except CosignaturesMissing:
        _taken[journal] = last
        raise
    _taken.pop(journal, None)
    return len(batch.events)


def _push_rest(identity: DeviceIdentity, central: CentralClient, journal: Journal, first: int) -> None:
    """Let Central take what came since, too. Its answer proves nothing yet, so nothing is marked by it."""
    events = journal.events_from(first)
    if events:
        batch = _make_batch(identity, first, _cut(events), journal.log_size())
        central.call("POST", "/v1/events", Receipt, batch, timeout_s=TIMEOUT_S)


def _make_batch(identity: DeviceIdentity, first: int, events: list[bytes], log_size: int) -> EventBatch:
    device, head = identity.card.id, hash_event(events[-1])
    message = write_head_message(device, first, first + len(events) - 1, head)
    return EventBatch(
        device=device,
        first_seq=first,
        events=tuple(msgspec.Raw(event) for event in events),
        head=head,
        signature=identity.key.sign(message),
        log_size=log_size,
    )


def _cut(events: list[bytes]) -> list[bytes]:
    size = 0
    for place, event in enumerate(events):
        size += len(event) + 1
        if size > MAX_BATCH_BYTES and place:
            return events[:place]
    return events
