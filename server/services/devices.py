"""Desks: certificates, revocation, freezing."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, insert, select, update

from protocol.enrolment import DeviceCertificate, EnrolRequest
from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier, make_identifier
from protocol.inbox import InboxKind
from protocol.oversight import DeviceState
from protocol.refusals import DeviceRefused, EnrolmentRefused, NotFound
from protocol.times import format_instant, now
from server.keys.authority import read_request, write_raw_key
from server.services.callers import Caller
from server.services.central import Central
from server.services.certificates import keep_certificate, revoke_certificates
from server.services.notices import send_notice
from server.services.policy import load_policy
from server.services.sessions import end_sessions
from server.services.tickets import hash_code
from server.services.trail import record
from server.store.tables import certificates, devices, enrolment_codes, sessions


def enrol_device(connection: Connection, central: Central, request: EnrolRequest, ip: str) -> DeviceCertificate:
    """Redeem a ticket: the code works once, and its certificate is revoked with it (decision 001).

    A device that shows the key of one that is enrolled is that one, and gets a new certificate: its own has ended.
    """
    key = read_request(request.csr)
    used = connection.execute(
        update(enrolment_codes)
        .where(
            enrolment_codes.c.code_hash == hash_code(request.code),
            enrolment_codes.c.used_at.is_(None),
            enrolment_codes.c.expires_at > now(),
        )
        .values(used_at=now())
        .returning(enrolment_codes.c.bootstrap_serial, enrolment_codes.c.device_name, enrolment_codes.c.kind)
    ).one_or_none()
    if used is None:
        raise EnrolmentRefused
    raw = write_raw_key(key)
    known = connection.execute(select(devices).where(devices.c.public_key == raw)).one_or_none()
    if known is not None:
        if (known.state, known.kind) != (DeviceState.ENROLLED.value, used.kind):
            raise EnrolmentRefused
        revoke_certificates(connection, certificates.c.serial == used.bootstrap_serial)
        return _renew(connection, central, known, key, {"by": "ticket", "ticket": used.device_name}, ip)
    device = make_identifier()
    issued = central.authority.issue_client(key, device)
    until = format_instant(issued.until)
    connection.execute(
        insert(devices).values(
            id=device,
            name=used.device_name,
            kind=used.kind,
            platform=request.platform,
            public_key=raw,
            state=DeviceState.ENROLLED.value,
            certificate_serial=issued.serial,
            certificate_until=until,
            enrolled_at=now(),
        )
    )
    keep_certificate(connection, issued, device)
    revoke_certificates(connection, certificates.c.serial == used.bootstrap_serial)
    detail = {"name": used.device_name, "asked": request.device_name, "kind": used.kind, "key": raw.hex()}
    _record(connection, central, Act.DEVICE_ENROLLED, device, detail, ip)
    return DeviceCertificate(
        device=device,
        device_name=used.device_name,
        certificate=issued.pem,
        ca=central.authority.certificate_pem,
        log_key=central.log_key.vkey,
        expires_at=until,
        vpn=load_policy(connection).desk.vpn,
    )


def renew_device(connection: Connection, central: Central, device: Identifier, csr: str, ip: str) -> DeviceCertificate:
    """A new certificate for the same key. The old one stays good until it ends, should this answer be lost."""
    key = read_request(csr)
    row = connection.execute(select(devices).where(devices.c.id == device)).one()
    if row.state != DeviceState.ENROLLED.value or bytes(row.public_key) != write_raw_key(key):
        raise DeviceRefused  # it may have been shut out while its request waited for the writer's turn
    return _renew(connection, central, row, key, {}, ip)


def _renew(
    connection: Connection,
    central: Central,
    row: Row[tuple[object, ...]],
    key: Ed25519PublicKey,
    detail: dict[str, str],
    ip: str,
) -> DeviceCertificate:
    issued = central.authority.issue_client(key, row.id)
    until = format_instant(issued.until)
    connection.execute(
        update(devices).where(devices.c.id == row.id).values(certificate_serial=issued.serial, certificate_until=until)
    )
    keep_certificate(connection, issued, row.id)
    _record(connection, central, Act.DEVICE_RENEWED, row.id, detail, ip)
    return DeviceCertificate(
        device=row.id,
        device_name=row.name,
        certificate=issued.pem,
        ca=central.authority.certificate_pem,
        log_key=central.log_key.vkey,
        expires_at=until,
        vpn=load_policy(connection).desk.vpn,
    )


def check_revocation(connection: Connection, device: Identifier) -> None:
    """NotFound for a desk that is not there or is shut out already; before a proof is asked for."""
    state = connection.execute(select(devices.c.state).where(devices.c.id == device)).scalar_one_or_none()
    if state is None or state == DeviceState.REVOKED.value:
        raise NotFound


def revoke_device(
    connection: Connection, central: Central, device: Identifier, reason: str, by: Caller | None = None
) -> None:
    """Shut a desk out: its requests are refused at once, its certificates with the next list; sessions on it end.

    NotFound as in :func:`check_revocation`. ``by`` is who decided it, where that was a caller.
    """
    check_revocation(connection, device)
    _stop(connection, device, DeviceState.REVOKED, reason)
    revoke_certificates(connection, certificates.c.device == device)
    _record(connection, central, Act.DEVICE_REVOKED, device, {"reason": reason}, by.ip if by else "", by)


def freeze_device(connection: Connection, central: Central, device: Identifier, reason: str) -> None:
    """Stop a desk whose chain does not fit, until security has looked."""
    _stop(connection, device, DeviceState.FROZEN, reason)
    _record(connection, central, Act.DEVICE_FROZEN, device, {"reason": reason}, "")


def _stop(connection: Connection, device: Identifier, state: DeviceState, reason: str) -> None:
    connection.execute(update(devices).where(devices.c.id == device).values(state=state.value, state_reason=reason))
    people = end_sessions(connection, sessions.c.device == device, f"device {state.value}")
    send_notice(connection, people, InboxKind.DEVICE_REVOKED, device)


def _record(
    connection: Connection,
    central: Central,
    act: Act,
    device: Identifier,
    detail: dict[str, str],
    ip: str,
    by: Caller | None = None,
) -> None:
    deed = Deed(
        act=act,
        actor=by.person.id if by else "",
        role=by.person.role if by else None,
        object_kind=ObjectKind.DEVICE,
        object_id=device,
        detail=detail,
    )
    record(connection, central.node, deed, ip)
