"""Making a bundle of evidence: events, their proofs, a checkpoint, keys, and the program that checks them (U2, A7)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, and_, func, or_, select

from protocol.administration import ConfigurationWrong
from protocol.events import Act, Deed, Event, ObjectKind, decode_event, show_nul
from protocol.notes import name_key
from protocol.times import Instant, now
from protocol.trail import LogDamaged
from protocol.trail_search import TrailQuery
from server.log.pruning import read_minimum
from server.log.publication import find_cosigned, publish, read_note, read_published
from server.log.tree import Tree
from server.services.central import Central
from server.services.evidence.verifier import (
    EVIDENCE,
    FORMAT,
    README,
    STATEMENT,
    VERIFIER,
    Wrong,
    check_bundle,
    write_json,
)
from server.services.policy import load_policy
from server.services.trail import record
from server.services.trail_lines import CENTRAL
from server.services.trail_search import Search, write_conditions
from server.services.witnesses import read_demand
from server.store.blobs import read_blob
from server.store.database import read
from server.store.log_tables import signed_heads
from server.store.tables import customers, devices, events, people, teams

MOST = 20_000
"""Events in a bundle at most."""
_HERE = Path(__file__).parent


class EvidenceOrder(Struct, frozen=True, kw_only=True):
    """What is asked for, why, and for whom. ``customer``: a card's identifier; ``person``: identifier, username or
    name; empty ones do not narrow. From ``since`` on, before ``until``."""

    since: Instant
    until: Instant
    customer: str = ""
    person: str = ""
    purpose: str
    recipient: str
    by: str


class _Selected(Struct, frozen=True):
    index: int
    data: bytes
    event: Event


def export_evidence(central: Central, order: EvidenceOrder) -> tuple[dict[str, bytes], int]:
    """The bundle's files, by name, and how many events it holds. The export is on record before they are read.

    ConfigurationWrong when there is nothing, or too much, to export; LogDamaged when the record does not prove itself.
    """
    query = TrailQuery(since=order.since, until=min(order.until, now()), person=order.person, about=order.customer)
    search = Search(query=query, teams=None)
    with read(central.engine) as connection:
        count = _count(connection, search)
    asked = {name: value for name, value in msgspec.structs.asdict(order).items() if value}
    with central.engine.begin() as connection:
        detail = {name: value[:2000] for name, value in asked.items()} | {"events": str(count)}
        deed = Deed(act=Act.TRAIL_EXPORTED, object_id=order.customer[:200], detail=detail)
        record(connection, central.node, deed)
    with central.engine.begin() as connection:
        publish(connection, central.log_key)
    with read(central.engine) as connection:
        _count(connection, search)  # with what has come in since: nothing is cut off unsaid
        evidence = _gather(connection, central, search, order)
    files = _sign(central, evidence)
    try:
        check_bundle(files)
    except Wrong as error:
        raise LogDamaged(reason=str(error)) from error
    return files, len(evidence["events"])


def _count(connection: Connection, search: Search) -> int:
    found = select(func.count()).select_from(events).where(*write_conditions(connection, search))
    count = connection.execute(found).scalar_one()
    if not count:
        raise ConfigurationWrong(setting="export", reason="no event is found; see customer, person, from and until")
    if count > MOST:
        raise ConfigurationWrong(setting="export", reason=f"it finds {count:,} events; narrow it to {MOST:,}")
    return count


def _gather(connection: Connection, central: Central, search: Search, order: EvidenceOrder) -> dict[str, Any]:
    selected = _select(connection, search)
    note, witnesses = _choose_checkpoint(connection, selected[-1].index + 1)
    tree, size = Tree.read(connection), int(note.split("\n")[1])
    return {
        "format": FORMAT,
        "exported_at": now(),
        "by": order.by,
        "purpose": order.purpose,
        "recipient": order.recipient,
        "asked": {
            "customer": order.customer,
            "person": order.person,
            "since": search.query.since,
            "until": search.query.until,
        },
        "log_key": central.log_key.vkey,
        "checkpoint": note,
        "witness_keys": witnesses,
        "pruned_before": read_minimum(connection),
        "events": [
            {
                "index": one.index,
                "event": one.data.decode(),
                "proof": [b64encode(node).decode() for node in tree.prove_inclusion(one.index, size)],
            }
            for one in selected
        ],
        "signed_heads": _list_heads(connection, selected),
        "people": _list_people(connection, selected),
        "devices": _list_devices(connection, selected),
        "customer": _describe_customer(connection, order.customer),
    }


def _select(connection: Connection, search: Search) -> list[_Selected]:
    rows = connection.execute(
        select(events.c.log_index, events.c.bytes)
        .where(*write_conditions(connection, search))
        .order_by(events.c.log_index)
        .limit(MOST)
    )
    selected = []
    for index, stored in rows:
        data = read_blob(stored)
        try:
            selected.append(_Selected(index, data, show_nul(decode_event(data), data)))
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise LogDamaged(reason=f"event {index} cannot be read") from error
    return selected


def _choose_checkpoint(connection: Connection, at_least: int) -> tuple[str, list[str]]:
    """The newest that enough of policy's witnesses, or one at least, have cosigned; the newest where there is none."""
    policy = load_policy(connection).desk
    witnesses, needed = read_demand(policy).witnesses, max(1, policy.cosignatures_needed)
    size = find_cosigned(connection, at_least, needed, map(name_key, witnesses))
    return (read_published(connection) if size is None else read_note(connection, size)), list(policy.witnesses)


def _list_heads(connection: Connection, selected: Iterable[_Selected]) -> list[dict[str, Any]]:
    """The desks' signatures over events of the bundle."""
    chosen = {(one.event.device, one.event.seq) for one in selected}
    spans = {device: [seq for each, seq in chosen if each == device] for device, _ in chosen}
    wanted = or_(
        *(
            and_(signed_heads.c.device == device, signed_heads.c.last_seq.between(min(seqs), max(seqs)))
            for device, seqs in spans.items()
        )
    )
    rows = connection.execute(select(signed_heads).where(wanted).order_by(*signed_heads.primary_key))
    return [
        {
            "device": row.device,
            "first_seq": row.first_seq,
            "last_seq": row.last_seq,
            "head": row.head,
            "signature": b64encode(read_blob(row.signature)).decode(),
        }
        for row in rows
        if (row.device, row.last_seq) in chosen
    ]


def _list_people(connection: Connection, selected: Iterable[_Selected]) -> dict[str, dict[str, str]]:
    acted = {one.event.actor for one in selected}
    named = {one.event.object_id for one in selected if one.event.object_kind is ObjectKind.PERSON}
    rows = connection.execute(
        select(people.c.id, people.c.username, people.c.name, people.c.role, teams.c.title.label("team"))
        .join(teams, teams.c.id == people.c.team)
        .where(people.c.id.in_(sorted(acted | named)))
    )
    return {row.id: {name: getattr(row, name) for name in ("username", "name", "role", "team")} for row in rows}


def _list_devices(connection: Connection, selected: Iterable[_Selected]) -> dict[str, dict[str, str]]:
    wanted = {one.event.device for one in selected}
    rows = connection.execute(
        select(devices.c.id, devices.c.name, devices.c.public_key).where(devices.c.id.in_(sorted(wanted)))
    )
    known = {row.id: {"name": row.name, "public_key": b64encode(read_blob(row.public_key)).decode()} for row in rows}
    return {device: known.get(device, {"name": CENTRAL, "public_key": ""}) for device in wanted}


def _describe_customer(connection: Connection, customer: str) -> dict[str, Any] | None:
    row = connection.execute(
        select(customers.c.id, customers.c.campaign, customers.c.source, customers.c.fields).where(
            customers.c.id == customer
        )
    ).one_or_none()
    if row is None:
        return None
    fields = [[kind, masked] for kind, masked in row.fields]
    return {"id": row.id, "campaign": row.campaign, "source": row.source, "fields": fields}


def _sign(central: Central, evidence: dict[str, Any]) -> dict[str, bytes]:
    files = {
        EVIDENCE: write_json(evidence),
        README: (_HERE / "README.txt").read_bytes(),
        VERIFIER: (_HERE / "verifier.py").read_bytes(),
    }
    lines = [f"sha256 {name} {sha256(files[name]).hexdigest()}" for name in (EVIDENCE, README, VERIFIER)]
    statement = "\n".join([FORMAT, central.log_key.public.name, *lines, ""])
    return {**files, STATEMENT: central.log_key.state(statement).encode()}
