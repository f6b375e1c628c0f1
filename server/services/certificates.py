"""Every client certificate that Central issued, and the list of what it took back, its own included (RFC 5280, T1)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, insert, select, update

from protocol.events import Act, Deed, ObjectKind
from protocol.identifiers import Identifier
from protocol.times import format_instant, now
from server.keys.authority import Authority, IssuedCertificate
from server.services.trail import record, typed_by
from server.store.tables import certificates

_LONGEST = 2000


def keep_certificate(connection: Connection, issued: IssuedCertificate, device: Identifier | None) -> None:
    """Remember a certificate, so that it can be revoked; ``device`` is None for a ticket's."""
    connection.execute(
        insert(certificates).values(serial=issued.serial, device=device, until=format_instant(issued.until))
    )


def revoke_certificates(connection: Connection, which: ColumnElement[bool]) -> None:
    """Take certificates back; the next list names them."""
    connection.execute(update(certificates).where(which, certificates.c.revoked_at.is_(None)).values(revoked_at=now()))


def record_issue(connection: Connection, node: str, server: str, hosts: Sequence[str], by: str) -> None:
    """Put on record, before it is made, that an administrator has a certificate made for a server at ``hosts``: whoever
    has it and its key can be these hosts to every desk."""
    detail = {"of": server, "hosts": ", ".join(hosts)[:_LONGEST], **typed_by(by)}
    record(connection, node, Deed(act=Act.CERTIFICATE_ISSUED, object_kind=ObjectKind.KEY, detail=detail))


def revoke_server(connection: Connection, node: str, authority: Authority, *, by: str) -> None:
    """Take Central's own present certificate back, on record; DataFolderWrong where there is none."""
    present = authority.check_server()
    serial, until = f"{present.serial_number:x}", format_instant(present.not_valid_after_utc)
    connection.execute(insert(certificates).values(serial=serial, device=None, until=until, revoked_at=now()))
    detail = {"of": "Central", "change": "revoked", "serial": serial, **typed_by(by)}
    record(connection, node, Deed(act=Act.CERTIFICATE_ISSUED, object_kind=ObjectKind.KEY, detail=detail))


def list_revoked(connection: Connection, *, tickets: bool = True) -> frozenset[str]:
    """The serials (hex) of revoked certificates that would still be good; on wish without those of tickets, which are
    spent and open nothing any more."""
    query = select(certificates.c.serial).where(certificates.c.revoked_at.is_not(None), certificates.c.until > now())
    if not tickets:
        query = query.where(certificates.c.device.is_not(None))
    return frozenset(connection.execute(query).scalars())


def publish_revocations(connection: Connection, authority: Authority) -> None:
    """Write the revocation list anew from the database."""
    authority.write_crl(sorted(list_revoked(connection)))
