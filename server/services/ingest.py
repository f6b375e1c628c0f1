"""Taking devices' events: hashed as they were sent, decoded once, appended once (D7, U2, T3)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, insert, select

from protocol.delivery import ChainHead, EventBatch, Receipt
from protocol.errors import VeildeskError
from protocol.events import (
    Act,
    Deed,
    Event,
    ObjectKind,
    Outcome,
    decode_event,
    decode_next,
    find_misshapen,
    hash_event,
    show_nul,
)
from protocol.following import Demand
from protocol.identifiers import Identifier
from protocol.refusals import Forbidden
from protocol.tiles import TILE_WIDTH
from protocol.times import now
from protocol.trail import BatchInvalid, ChainForked, ChainGap
from server.log.append import Arrival, advance, ask_heads, insert_arrivals, read_heads, read_known
from server.log.signed_heads import SignedHead, keep_heads
from server.log.tree import LOCKED_HEAD, Tree, ask_tile
from server.services.callers import Device
from server.services.central import Central
from server.services.devices import freeze_device
from server.services.effects import Effects
from server.services.flooding import note_volume
from server.services.inquiry import Inquiry, Told
from server.services.notices import raise_alert
from server.services.policy import NEWEST, Policy, read_policy
from server.services.receipts import Draft, Plan, draft_receipt, plan_receipt, sign_receipt
from server.services.trail import record
from server.services.witnesses import read_demand
from server.store.database import SteadyWriter
from server.store.pipelines import together
from server.store.statements import Found, ask_together
from server.store.tables import forks

Placed = tuple[Event, bytes]


class CheckedBatch(Struct, frozen=True):
    """A batch whose events can be read and stand at their places; where its chain goes on is not known yet.

    ``is_proven``: that it is one chain, and signed by its desk. Where it is not, :func:`take_batches` proves it while
    the database takes the events, and undoes them where it does not hold.
    """

    device: Device
    ip: str
    placed: tuple[Placed, ...]
    head: SignedHead
    log_size: int
    is_proven: bool = False

    @property
    def first_seq(self) -> int:
        """The first event's place."""
        return self.placed[0][0].seq


class Fork(Struct, frozen=True):
    """An event that differs from the one at its place."""

    device: Device
    other: Placed


class _Joining(Struct, frozen=True):
    """A batch on its way into the log: the indexes of what is known already, and what is new."""

    batch: CheckedBatch
    indexes: list[int]
    fresh: Sequence[Placed]


def check_batch(device: Device, batch: EventBatch, ip: str) -> CheckedBatch:
    """Everything that can be said of a batch without the log; Forbidden for another desk's, BatchInvalid."""
    return prove_batch(read_batch(device, batch, ip))


def read_batch(device: Device, batch: EventBatch, ip: str) -> CheckedBatch:
    """The part of :func:`check_batch` that is needed to store the events."""
    if batch.device != device.id:
        raise Forbidden
    placed = _read_events(batch)
    head = SignedHead(device.id, batch.first_seq, placed[-1][0].seq, batch.head, batch.signature)
    return CheckedBatch(device, ip, placed, head, batch.log_size)


def prove_batch(batch: CheckedBatch) -> CheckedBatch:
    """The rest of it: ``batch`` is one chain that its desk has signed, or BatchInvalid."""
    if batch.is_proven:
        return batch
    hashes = [hash_event(data) for _, data in batch.placed]
    for (event, _), before in zip(batch.placed[1:], hashes, strict=False):
        if event.prev != before:
            raise BatchInvalid(reason=f"event {event.seq} does not follow the one before it")
    if hashes[-1] != batch.head.head or not batch.head.holds(batch.device.public_key):
        raise BatchInvalid(reason="its head is not the last event's, or not signed by this desk")
    return msgspec.structs.replace(batch, is_proven=True)


def take_batches(
    central: Central, batches: Sequence[CheckedBatch], writer: SteadyWriter | None = None
) -> list[Receipt | VeildeskError]:
    """Append what is new of several devices' batches in one transaction; for each its receipt, or its refusal.

    One batch a device. ``writer`` opens the transaction where the caller has one of its own. The same batch again gets
    the same receipt, apart from a newer checkpoint. ChainGap names the ``seq`` wanted; ChainForked when an event at a
    known place differs: the device is frozen, security alerted, both versions kept. BatchInvalid is raised, and nothing
    of any batch kept, where one that was not proven does not hold.
    """
    if writer is None:
        with central.engine.begin() as connection:
            drafts = append_batches(connection, central, batches)
    else:
        first = _First(batches)
        with writer.begin_asking(first.questions) as (connection, told):
            drafts = _append(connection, central, batches, first.read(connection, told))
    return [_answer(central, draft) for draft in drafts]


def append_batches(
    connection: Connection, central: Central, batches: Sequence[CheckedBatch]
) -> list[Draft | ChainGap | Fork]:
    """The part of :func:`take_batches` that one transaction does; what it drafts holds once that is committed."""
    first = _First(batches)
    return _append(connection, central, batches, first.read(connection, ask_together(connection, first.questions)))


class _Known(Struct, frozen=True):
    """What a transaction knows before it takes batches: how far their chains are by device, policy, tree, and what was
    told of their events."""

    heads: dict[Identifier, ChainHead]
    policy: Policy
    tree: Tree
    told: Told


class _First:
    """What the transaction that takes ``batches`` asks first: also for the leaf tiles in which the checkpoints end that
    their desks hold, since a proof goes on from there."""

    def __init__(self, batches: Sequence[CheckedBatch]) -> None:
        self._devices = [batch.device.id for batch in batches]
        self._inquiry = Inquiry([event for batch in batches for event, _ in batch.placed])
        self._tiles = sorted({(0, batch.log_size // TILE_WIDTH) for batch in batches if batch.log_size})
        self.questions = [
            *((NEWEST, {}), (LOCKED_HEAD, {})),
            *map(ask_tile, self._tiles),
            *ask_heads(self._devices),
            *self._inquiry.questions(),
        ]

    def read(self, connection: Connection, told: Sequence[Sequence[Found]]) -> _Known:
        """What it was answered."""
        answers = iter(told)
        policy, locked = read_policy(next(answers)), next(answers)
        tree = Tree.read_found(connection, locked, {name: next(answers) for name in self._tiles})
        heads = read_heads(connection, self._devices, [next(answers) for _ in self._devices])
        return _Known(heads, policy, tree, self._inquiry.read(list(answers)))


def _append(
    connection: Connection, central: Central, batches: Sequence[CheckedBatch], known: _Known
) -> list[Draft | ChainGap | Fork]:
    policy, tree = known.policy, known.tree
    joining = [_join(connection, known.heads[batch.device.id], batch) for batch in batches]
    welcome = [one for one in joining if isinstance(one, _Joining)]
    fresh = [one for one in welcome if one.fresh]
    size = _give_places(tree.size, fresh)
    plans = _plan(connection, size, welcome, read_demand(policy.desk))
    tree.make_ready([proof for plan in plans for proof in plan.list_proofs()])
    effects = Effects(central, policy, [event for one in fresh for event, _ in one.fresh], known.told)
    drafts: list[Draft] = []

    def beside() -> None:
        for one in fresh:
            prove_batch(one.batch)
        effects.see()
        drafts.extend(draft_receipt(tree, plan) for plan in plans)

    inserted = insert_arrivals(connection, tree, [Arrival(one.fresh, one.batch.ip) for one in fresh], beside)
    effects.complete(connection)
    with together(connection):
        advance(connection, tree, inserted)
        keep_heads(connection, [one.batch.head for one in fresh])
        effects.count(connection, few=True)
        effects.stand(connection)
    effects.count(connection, few=False)
    effects.act(connection)
    for one in fresh:
        note_volume(connection, central.node, policy.desk, one.batch.device, len(one.fresh))
    given = iter(drafts)
    return [next(given) if isinstance(one, _Joining) else one for one in joining]


def _read_events(batch: EventBatch) -> tuple[Placed, ...]:
    written = [bytes(raw) for raw in batch.events]
    events = _decode(batch, written)
    for place, event in enumerate(events):
        if event.device != batch.device or event.seq != batch.first_seq + place:
            raise BatchInvalid(reason=f"event {batch.first_seq + place} is not at its place")
    misshapen = find_misshapen(events)
    if misshapen is not None:
        raise BatchInvalid(reason=f"event {batch.first_seq + misshapen} cannot be read")
    if b"\\" in b"".join(written):  # seldom, and soon found
        events = [show_nul(event, data) for event, data in zip(events, written, strict=True)]
    return tuple(zip(events, written, strict=True))


def _decode(batch: EventBatch, written: Sequence[bytes]) -> list[Event]:
    events: list[Event] = []
    try:
        events.append(decode_event(written[0]))
        events.extend(map(decode_next, written[1:]))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BatchInvalid(reason=f"event {batch.first_seq + len(events)} cannot be read") from error
    return events


def _join(connection: Connection, head: ChainHead, batch: CheckedBatch) -> _Joining | ChainGap | Fork:
    """Find out what is new. What does not simply go on is looked at for what it is, and so is proven first."""
    if batch.first_seq == head.next_seq and batch.placed[0][0].prev == head.head:
        return _Joining(batch, [], batch.placed)
    prove_batch(batch)
    if batch.first_seq > head.next_seq:
        return ChainGap(next_seq=str(head.next_seq))
    known = batch.placed[: head.next_seq - batch.first_seq]
    fresh = batch.placed[len(known) :]
    last_known = batch.first_seq + len(known) - 1
    rows = list(read_known(connection, batch.device.id, batch.first_seq, last_known).values()) if known else []
    for placed, row in zip(known, rows, strict=True):
        if hash_event(placed[1]) != row[1]:
            return Fork(batch.device, placed)
    if fresh and fresh[0][0].prev != head.head:
        return Fork(batch.device, fresh[0])
    return _Joining(batch, [index for index, _ in rows], fresh)


def _give_places(size: int, fresh: Sequence[_Joining]) -> int:
    """Note where in the log, which has ``size`` events, the new ones will stand; its size with them."""
    for one in fresh:
        one.indexes.extend(range(size, size + len(one.fresh)))
        size += len(one.fresh)
    return size


def _plan(connection: Connection, size: int, welcome: Sequence[_Joining], demand: Demand) -> list[Plan]:
    spans = [(one.batch.placed[0][0].seq, one.batch.placed[-1][0].seq) for one in welcome]
    return [
        plan_receipt(connection, size, seqs, one.indexes, one.batch.log_size, demand)
        for seqs, one in zip(spans, welcome, strict=True)
    ]


def _answer(central: Central, draft: Draft | ChainGap | Fork) -> Receipt | VeildeskError:
    if isinstance(draft, Fork):
        return _report_fork(central, draft)
    return sign_receipt(central.log_key, draft) if isinstance(draft, Draft) else draft


def _report_fork(central: Central, fork: Fork) -> ChainForked:
    device, (event, data) = fork.device, fork.other
    seq, kept = str(event.seq), {"device": device.id, "seq": event.seq, "hash": hash_event(data)}
    with central.engine.begin() as connection:
        if connection.execute(select(forks.c.seq).filter_by(**kept)).first() is not None:
            return ChainForked(seq=seq)  # sent again before the desk heard that it is frozen
        connection.execute(insert(forks).values(**kept, bytes=data, received_at=now()))
        deed = Deed(
            act=Act.EVENTS_FORKED,
            object_kind=ObjectKind.DEVICE,
            object_id=device.id,
            outcome=Outcome.REFUSED,
            detail={"seq": seq},
        )
        record(connection, central.node, deed)
        freeze_device(connection, central, device.id, f"another version of event {seq}")
        raise_alert(connection, central.node, "events-forked", device.id, {"desk": device.name, "seq": seq})
    return ChainForked(seq=seq)
