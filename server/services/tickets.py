"""Making enrolment tickets (decision 001)."""

from __future__ import annotations

import secrets
from hashlib import sha256

from sqlalchemy import Connection, insert

from protocol.administration import ConfigurationWrong
from protocol.enrolment import EnrolmentTicket, write_ticket
from protocol.events import Act, Deed, ObjectKind
from protocol.oversight import DeviceKind, TicketAnswer
from protocol.times import format_instant
from server.keys.authority import Authority
from server.services.certificates import keep_certificate
from server.services.trail import record
from server.store.tables import enrolment_codes

_LONGEST = 64


def make_ticket(
    connection: Connection,
    authority: Authority,
    node: str,
    *,
    url: str,
    device_name: str,
    made_by: str,
    kind: DeviceKind = DeviceKind.DESK,
) -> TicketAnswer:
    """A ticket for one desk, or one witness, good for 15 minutes and one use; only the code's hash stays here.

    ConfigurationWrong for a name that none of them can have.
    """
    if not device_name.strip() or len(device_name) > _LONGEST:
        raise ConfigurationWrong(setting="name", reason=f"a desk is called something, in {_LONGEST} characters at most")
    certificate, key = authority.issue_bootstrap()
    code = secrets.token_urlsafe(24)
    expires_at = format_instant(certificate.until)
    keep_certificate(connection, certificate, None)
    connection.execute(
        insert(enrolment_codes).values(
            code_hash=hash_code(code),
            device_name=device_name,
            kind=kind.value,
            bootstrap_serial=certificate.serial,
            made_by=made_by,
            expires_at=expires_at,
        )
    )
    record(
        connection,
        node,
        Deed(
            act=Act.DEVICE_ENROLLED,
            actor=made_by,
            object_kind=ObjectKind.DEVICE,
            detail={"step": "ticket made", "name": device_name, "kind": kind.value},
        ),
    )
    ticket = EnrolmentTicket(
        url=url,
        ca=authority.certificate_pem,
        code=code,
        certificate=certificate.pem,
        key=key,
        expires_at=expires_at,
    )
    return TicketAnswer(ticket=write_ticket(ticket), expires_at=expires_at)


def hash_code(code: str) -> str:
    """What is kept of a code."""
    return sha256(b"veildesk enrolment code\x00" + code.encode()).hexdigest()
