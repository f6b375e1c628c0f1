"""Desks: certificates, revocation, freezing."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from protocol.enrolment import DeviceCertificate, EnrolRequest
from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier, make_identifier
from protocol.oversight import DeviceState
from protocol.refusals import DeviceRefused, EnrolmentRefused, NotFound
from protocol.times import format_instant, now
from server.keys.authority import read_request, write_raw_key
from server.services.central import Central
from server.services.tickets import hash_code
from server.services.trail import record
from server.store.tables import devices, enrolment_codes, revoked_serials, sessions


def enrol_device(connection: Connection, central: Central, request: EnrolRequest, ip: str) -> DeviceCertificate:
    """Redeem a ticket: the code works once, and its certificate is revoked with it (decision 001)."""
    key = read_request(request.csr)
    used = connection.execute(
        update(enrolment_codes)
        .where(
            enrolment_codes.c.code_hash == hash_code(request.code),
            enrolment_codes.c.used_at.is_(None),
            enrolment_codes.c.expires_at > now(),
        )
        .values(used_at=now())
        .returning(enrolment_codes.c.bootstrap_serial, enrolment_codes.c.device_name)
    ).one_or_none()
    if used is None:
        raise EnrolmentRefused
    raw = write_raw_key(key)
    if connection.execute(select(devices.c.id).where(devices.c.public_key == raw)).one_or_none():
        raise EnrolmentRefused
    device = make_identifier()
    issued = central.authority.issue_client(key, device)
    until = format_instant(issued.until)
    connection.execute(
        insert(devices).values(
            id=device,
            name=used.device_name,
            platform=request.platform,
            public_key=raw,
            state=DeviceState.ENROLLED.value,
            certificate_serial=issued.serial,
            certificate_until=until,
            enrolled_at=now(),
        )
    )
    connection.execute(insert(revoked_serials).values(serial=used.bootstrap_serial, revoked_at=now()))
    _record(
        connection, central, Act.DEVICE_ENROLLED, device, {"name": used.device_name, "asked": request.device_name}, ip
    )
    return DeviceCertificate(
        device=device,
        device_name=used.device_name,
        certificate=issued.pem,
        ca=central.authority.certificate_pem,
        receipt_key=central.receipts.public_bytes(),
        expires_at=until,
    )


def renew_device(connection: Connection, central: Central, device: Identifier, csr: str, ip: str) -> DeviceCertificate:
    """A new certificate for the same key."""
    key = read_request(csr)
    row = connection.execute(select(devices).where(devices.c.id == device)).one()
    if bytes(row.public_key) != write_raw_key(key):
        raise DeviceRefused
    issued = central.authority.issue_client(key, device)
    until = format_instant(issued.until)
    connection.execute(
        update(devices).where(devices.c.id == device).values(certificate_serial=issued.serial, certificate_until=until)
    )
    _record(connection, central, Act.DEVICE_RENEWED, device, {}, ip)
    return DeviceCertificate(
        device=device,
        device_name=row.name,
        certificate=issued.pem,
        ca=central.authority.certificate_pem,
        receipt_key=central.receipts.public_bytes(),
        expires_at=until,
    )


def revoke_device(connection: Connection, central: Central, device: Identifier, reason: str, actor: str = "") -> None:
    """Shut a desk out: its requests are refused at once, its certificate with the next list; sessions on it end."""
    row = connection.execute(
        update(devices)
        .where(devices.c.id == device, devices.c.state != DeviceState.REVOKED.value)
        .values(state=DeviceState.REVOKED.value, state_reason=reason)
        .returning(devices.c.certificate_serial)
    ).one_or_none()
    if row is None:
        raise NotFound
    connection.execute(insert(revoked_serials).values(serial=row.certificate_serial, revoked_at=now()))
    _end_sessions(connection, device, "device revoked")
    _record(connection, central, Act.DEVICE_REVOKED, device, {"reason": reason}, "", actor)


def freeze_device(connection: Connection, central: Central, device: Identifier, reason: str) -> None:
    """Stop a desk whose chain does not fit, until security has looked."""
    connection.execute(
        update(devices).where(devices.c.id == device).values(state=DeviceState.FROZEN.value, state_reason=reason)
    )
    _end_sessions(connection, device, "device frozen")
    _record(connection, central, Act.DEVICE_FROZEN, device, {"reason": reason}, "")


def publish_revocations(connection: Connection, central: Central) -> None:
    """Write the revocation list anew from the database."""
    central.authority.write_crl(connection.execute(select(revoked_serials.c.serial)).scalars())


def _end_sessions(connection: Connection, device: Identifier, reason: str) -> None:
    connection.execute(
        update(sessions)
        .where(sessions.c.device == device, sessions.c.ended_at.is_(None))
        .values(ended_at=now(), end_reason=reason)
    )


def _record(
    connection: Connection,
    central: Central,
    act: Act,
    device: Identifier,
    detail: dict[str, str],
    ip: str,
    actor: str = "",
) -> None:
    deed = Deed(act=act, actor=actor, object_kind=ObjectKind.DEVICE, object_id=device, detail=detail)
    record(connection, central.node, deed, ip)
