"""Looking a Central over: what is right, what is not, what to do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from cryptography import x509
from msgspec import Struct
from sqlalchemy import Connection, func, select

from protocol.administration import ConfigurationWrong, DataFolderWrong
from protocol.notes import name_key
from protocol.oversight import AccountState, DeviceKind, DeviceState
from protocol.roles import Role
from protocol.signing import CLOCK_SKEW
from protocol.times import after, now
from server.keys.authority import RENEW
from server.log.pruning import count_waiting, read_minimum
from server.services.call_policy import check_calling
from server.services.calling.incoming import UNKNOWN, count_incoming
from server.services.central import Central
from server.services.counting import say_count
from server.services.do_not_call import read_lists
from server.services.policy import load_policy
from server.services.registry import list_campaigns
from server.services.rotation import count_outdated, require_keys
from server.services.verification import verify_trail
from server.services.witnesses import find_newest_cosigned, read_demand
from server.store.database import read, read_value
from server.store.guards import find_missing
from server.store.privileges import find_excess
from server.store.tables import customers, devices, events, people

_WITNESS_MINUTES = 10
_NAMED_FAULTS = 3
_GB, _LEAST_FREE = 10**9, 10**9
_RENEWS_DAYS, _GRACE_DAYS = 30, 2
"""When a PBX or a witness renews its certificate, in days before its end, and how long it may take."""
_COUNTED = ((people, "account"), (devices, "device"), (customers, "customer"))


class Finding(Struct, frozen=True):
    """One thing looked at. ``advice`` is empty where all is well."""

    subject: str
    fact: str
    advice: str = ""


def examine(central: Central) -> Iterator[Finding]:
    """Look at everything that can go wrong in silence."""
    yield from _examine_files(central)
    yield from _examine_certificates(central)
    yield _examine_disk(central)
    with read(central.engine) as connection:
        counts = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table, _ in _COUNTED
        }
        yield Finding("database", ", ".join(say_count(counts[table.name], thing) for table, thing in _COUNTED))
        admins = connection.execute(
            select(func.count()).where(people.c.role == Role.ADMIN.value, people.c.state == AccountState.ACTIVE.value)
        ).scalar_one()
        yield Finding("administrators", f"{admins} active", "" if admins else "Add one: veildesk-central user add")
        trail = _examine_trail(connection, central)
        yield from _examine_witnesses(connection)
        yield from _examine_machines(connection)
        yield _examine_retention(connection)
        yield from _examine_calls(connection)
        yield _examine_clock(connection)
        yield from _examine_guards(connection)
    yield trail
    yield _examine_keys(central)


def _examine_trail(connection: Connection, central: Central) -> Finding:
    """Its first faults stand for all."""
    faults: list[str] = []

    def keep(fault: str) -> None:
        if len(faults) < _NAMED_FAULTS:
            faults.append(fault)

    trail = verify_trail(connection, central.log_key.public, keep)
    advice = "" if trail.whole else "; ".join(faults) or f"{trail.forks} devices have forked"
    return Finding("trail", f"{say_count(trail.events, 'event')} of {say_count(trail.devices, 'device')}", advice)


def _examine_keys(central: Central) -> Finding:
    """Two versions are a rotation that was interrupted."""
    try:
        with read(central.engine) as connection:
            require_keys(connection, central.keys)
    except ConfigurationWrong as error:
        return Finding("keys", f"version {central.keys.current_version}", f"keys.json: {error.facts['reason']}")
    outdated, several = count_outdated(central.engine, central.keys), len(central.keys.versions) > 1
    advice = f"{say_count(outdated, 'record')} under an old version; 'veildesk-central keys rotate' goes on with it"
    return Finding("keys", f"version {central.keys.current_version}", advice if outdated or several else "")


def _examine_clock(connection: Connection) -> Finding:
    """An event that was received later than now: this clock is behind, or it was ahead then."""
    newest = connection.execute(select(events.c.received_at).order_by(events.c.log_index.desc()).limit(1)).scalar()
    ahead = newest is not None and newest > after(now(), seconds=CLOCK_SKEW.total_seconds())
    advice = f"The newest event was received at {newest}: set the clock right (NTP)" if ahead else ""
    return Finding("clock", now(), advice)


def _examine_retention(connection: Connection) -> Finding:
    minimum, waiting = read_minimum(connection), count_waiting(connection)
    fact = f"the trail is kept {load_policy(connection).trail.keep_days} days; " + (
        f"pruned before event {minimum:,}" if minimum else "nothing is pruned yet"
    )
    advice = f"{waiting} events wait to be pruned; run 'veildesk-central audit prune'" if waiting else ""
    return Finding("retention", fact, advice)


def _examine_calls(connection: Connection) -> Iterator[Finding]:
    """A campaign whose hours no longer meet the company's calls nobody, and says so to nobody."""
    rules = load_policy(connection).calls
    idle = []
    for plan in list_campaigns(connection):
        try:
            check_calling(plan.calling, rules)
        except ConfigurationWrong:
            idle.append(plan.id)
    advice = f"Its own hours lie outside the policy's: put {', '.join(idle[:3])} anew" if idle else ""
    yield Finding("campaigns", f"{len(idle)} can call nobody" if idle else "all can call", advice)
    lists = read_lists(connection)
    numbers = sum(item.numbers for item in lists)
    yield Finding("do not call", f"{say_count(numbers, 'number')} on {say_count(len(lists), 'list')}")
    called, missed = count_incoming(connection)
    strangers = read_value(connection, UNKNOWN)
    yield Finding("incoming calls", f"{called:,} of customers, {missed:,} missed; {strangers:,} of nobody known")


def _examine_guards(connection: Connection) -> Iterator[Finding]:
    missing = find_missing(connection)
    advice = f"Call security: {', '.join(missing[:3])} and what they guarded may have been changed" if missing else ""
    yield Finding("guards", f"{len(missing)} triggers are missing" if missing else "all triggers are in place", advice)
    if connection.dialect.name == "postgresql":
        excess = find_excess(connection)
        advice = "Give Central a role of its own: docs/operations/central.md, PostgreSQL" if excess else ""
        yield Finding("role", "; ".join(excess[:3]) if excess else "it can add to the trail, and no more", advice)


def _examine_disk(central: Central) -> Finding:
    """Where the data folder is. With a database elsewhere it holds little, but keys are written anew in it."""
    free = shutil.disk_usage(central.place.path).free
    advice = "Free some, or grow the disk: without space nothing is recorded, and so nothing is done"
    return Finding("disk", f"{free / _GB:,.1f} GB free", advice if free < _LEAST_FREE else "")


def _examine_machines(connection: Connection) -> Iterator[Finding]:
    """A PBX or a witness renews its certificate by itself a month before it ends, unless it is off or cannot."""
    served = devices.c.kind != DeviceKind.DESK.value, devices.c.state == DeviceState.ENROLLED.value
    late = after(now(), days=_RENEWS_DAYS - _GRACE_DAYS)
    for row in connection.execute(select(devices).where(*served).order_by(devices.c.name)):
        fact = f"{row.kind}, last seen {row.seen_at or 'never'}, certificate until {row.certificate_until}"
        advice = "It has not renewed its certificate: look at its machine, or 'device revoke' it"
        yield Finding(row.name, fact, advice if row.certificate_until < late else "")


def _examine_files(central: Central) -> Iterator[Finding]:
    place = central.place
    for path in (place.keys, place.ca_key, place.log_key):
        yield Finding(path.name, "readable, its owner's alone")  # or Central would not have been opened
    path = place.settings_file
    loose = os.name == "posix" and path.stat().st_mode & 0o077
    yield Finding(path.name, "open to others" if loose else "its owner's alone", f"chmod 600 {path}" if loose else "")


def _examine_certificates(central: Central) -> Iterator[Finding]:
    yield _judge("ca.crt", central.authority.certificate, "Make a new Central before then, and enrol every desk anew")
    try:
        yield _judge("server.crt", central.authority.check_server(), RENEW)
    except DataFolderWrong as error:
        yield Finding("server.crt", error.facts["reason"], error.facts["remedy"])
    try:
        due = x509.load_pem_x509_crl(central.place.crl.read_bytes()).next_update_utc
    except (OSError, ValueError):
        yield Finding("ca.crl", "missing or damaged", "Restart 'veildesk-central serve', which writes it anew")
        return
    late = due is None or due < datetime.now(UTC) + timedelta(days=3)
    yield Finding("ca.crl", f"until {due:%Y-%m-%d}" if due else "no end", "It is renewed by 'serve'" if late else "")


def _judge(name: str, certificate: x509.Certificate, advice: str) -> Finding:
    until = certificate.not_valid_after_utc
    late = until < datetime.now(UTC) + timedelta(days=30)
    return Finding(name, f"until {until:%Y-%m-%d}", advice if late else "")


def _examine_witnesses(connection: Connection) -> Iterator[Finding]:
    """A witness is behind when an event that it has not signed for is older than some minutes."""
    newest, limit = find_newest_cosigned(connection), after(now(), minutes=-_WITNESS_MINUTES)
    for witness in read_demand(load_policy(connection).desk).witnesses:
        size = newest.get(name_key(witness))
        unsigned = connection.execute(
            select(events.c.received_at).where(events.c.log_index == (size or 0))
        ).scalar_one_or_none()
        advice = "Look at its machine, and call whoever runs it" if unsigned is not None and unsigned < limit else ""
        yield Finding(witness.name, "has signed nothing yet" if size is None else f"signed {size:,} events", advice)
