"""A desk meets its Central once, with a ticket, and renews its certificate in time (decision 001)."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app.central import check_central_url, decode_answer, encode_body
from protocol.enrolment import (
    DeviceCertificate,
    EnrolmentTicket,
    EnrolRequest,
    RenewRequest,
    Revocations,
    read_ticket,
)
from protocol.events import Act, Deed, ObjectKind
from protocol.keeping import TicketUnreadable
from protocol.refusals import CertificateOutdated, DeviceRefused, EnrolmentRefused, InvalidRequest
from protocol.road import CentralNonsense
from protocol.times import now, parse_instant
from secure_store.atomic_file import write_file
from secure_store.device import finish_enrolment, is_enrolled, make_device_key, make_request
from secure_store.journal import Journal
from secure_store.journal_file import require_no_journal
from secure_store.storing import translate_os_errors

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from app.central import CentralClient
    from app.trail import Trail
    from secure_store.device import DeviceIdentity
    from secure_store.folder import DeskFolder
    from secure_store.keyring_store import DeviceKeyring

RENEW_BEFORE = timedelta(days=30)
"""Of a certificate's 90 days."""
KEY_ID = "enrolment"
"""Signs the one request of a device that has no name yet; Central takes the key from the certificate request."""


def enrol_desk(ticket_text: str, device_name: str, folder: DeskFolder, keyring: DeviceKeyring) -> DeviceIdentity:
    """Redeem a ticket: the desk is enrolled, and its journal begun, when this returns.

    TicketUnreadable, EnrolmentRefused (used or too old), InvalidRequest (no name), KeyringMissing, StoreUnwritable,
    VaultDamaged or VaultForeign (a desk was enrolled here before), or what the road raises; FileExistsError on a desk
    that is enrolled.
    """
    ticket = read_ticket(ticket_text)
    name = device_name.strip()
    if not 1 <= len(name) <= 64:
        raise InvalidRequest(reason="a desk's name has 1 to 64 characters")
    url = check_central_url(ticket.url)
    folder.make()
    if not is_enrolled(folder):
        require_no_journal(folder.journal, keyring)  # before the ticket is used up
    key = make_device_key(folder, keyring)
    certificate = _redeem(ticket, url, name, key, folder.path)
    if certificate.ca.strip() != ticket.ca.strip():
        raise CentralNonsense
    identity = finish_enrolment(folder, keyring, certificate, url)
    with Journal.open(folder, identity.card.id, keyring) as journal:
        journal.append(
            Deed(
                act=Act.DEVICE_ENROLLED,
                object_kind=ObjectKind.DEVICE,
                object_id=identity.card.id,
                detail={"name": identity.card.name, "platform": read_platform()},
            )
        )
    return identity


def enrol_again(ticket_text: str, identity: DeviceIdentity, folder: DeskFolder, trail: Trail) -> None:
    """Redeem a ticket at a desk whose certificate has ended, or that finds Central at another address: key, journal and
    vaults stay, and so does what waits to be delivered.

    TicketUnreadable, InvalidRequest (another Central's ticket), EnrolmentRefused (used, too old, or this desk was
    revoked), StoreUnwritable, or what the road raises.
    """
    ticket = read_ticket(ticket_text)
    if ticket.ca.strip() != identity.ca_path.read_text("ascii").strip():
        raise InvalidRequest(reason="the ticket is another Central's")
    url = check_central_url(ticket.url)
    with trail.asking(Act.DEVICE_RENEWED, ObjectKind.DEVICE, identity.card.id):
        certificate = _redeem(ticket, url, identity.card.name, identity.key, folder.path)
        if certificate.device != identity.card.id:
            raise CentralNonsense
    identity.renew(certificate, url)


def renew_if_due(identity: DeviceIdentity, central: CentralClient, trail: Trail) -> bool:
    """Get a new certificate when the present one has 30 days left or less; whether it was done."""
    if parse_instant(identity.card.expires_at) - parse_instant(now()) > RENEW_BEFORE:
        return False
    with trail.asking(Act.DEVICE_RENEWED, ObjectKind.DEVICE, identity.card.id):
        body = RenewRequest(csr=make_request(identity.key, identity.card.name))
        certificate = central.call("POST", "/v1/device/certificate", DeviceCertificate, body)
        if certificate.device != identity.card.id:
            raise CentralNonsense
    identity.renew(certificate)
    central.reload()
    return True


def refresh_revoked(identity: DeviceIdentity, central: CentralClient) -> None:
    """Ask which certificates our authority has taken back, Central's own among them, and trust them no more."""
    if identity.keep_revoked(central.call("GET", "/v1/revocations", Revocations).revocations):
        central.reload()


def read_platform() -> str:
    """This machine's system in a few words."""
    return f"{platform.system()} {platform.release()} {platform.machine()}"[:64]


def _redeem(ticket: EnrolmentTicket, url: str, name: str, key: Ed25519PrivateKey, folder: Path) -> DeviceCertificate:
    import ssl

    from app.road import Road
    from app.tls import make_context

    request = EnrolRequest(code=ticket.code, device_name=name, platform=read_platform(), csr=make_request(key, name))
    with _unpack(ticket, folder) as (certificate_path, key_path):
        try:
            context = make_context(ticket.ca, certificate_path, key_path, None)
        except (ssl.SSLError, ValueError) as error:
            raise TicketUnreadable from error
    road = Road(url, context, key, KEY_ID)
    try:
        return decode_answer(road.send("POST", "/v1/enrol", encode_body(request), {}, 20), DeviceCertificate)
    except (CertificateOutdated, DeviceRefused) as error:  # of the ticket's certificate, not of one of this desk's
        raise EnrolmentRefused from error
    finally:
        road.close()


@contextmanager
def _unpack(ticket: EnrolmentTicket, folder: Path) -> Iterator[tuple[Path, Path]]:
    """The ticket's certificate and key as files, which is all that OpenSSL takes; gone after the block."""
    with translate_os_errors():
        place = TemporaryDirectory(dir=folder, prefix="ticket-")
    with place as name:
        certificate, key = Path(name) / "ticket.crt", Path(name) / "ticket.key"
        write_file(certificate, ticket.certificate.encode())
        write_file(key, ticket.key.encode())
        yield certificate, key
