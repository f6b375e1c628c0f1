"""Enrolling a desk with a one-time ticket (decision 001)."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from protocol.identifiers import Identifier
from protocol.keeping import TicketUnreadable
from protocol.times import Instant
from protocol.vpn import VpnRule

_MARK = "VEILDESK1."


class EnrolmentTicket(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All a new desk needs to meet Central: its address, its CA, a one-time code, and a client certificate with its
    key that the TLS listener accepts for 15 minutes and that opens nothing but enrolment."""

    url: str
    ca: str
    code: str
    certificate: str
    key: str
    expires_at: Instant


class EnrolRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``csr``: PEM PKCS#10 request (RFC 2986) for the device's Ed25519 key, which also signs this HTTP request."""

    code: Annotated[str, Meta(max_length=128)]
    device_name: Annotated[str, Meta(min_length=1, max_length=64)]
    platform: Annotated[str, Meta(max_length=64)]
    csr: Annotated[str, Meta(max_length=8192)]


class RenewRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ask for a new certificate for the same device key (from day 60 of 90)."""

    csr: Annotated[str, Meta(max_length=8192)]


class DeviceCertificate(Struct, frozen=True, kw_only=True):
    """A client certificate (PEM) for ``device``, the private CA's certificate (PEM), and the key
    of Central's log (a vkey), which the desk holds to for good. ``vpn``: by which interfaces the desk may reach
    Central from now on."""

    device: Identifier
    device_name: str
    certificate: str
    ca: str
    log_key: str
    expires_at: Instant
    vpn: VpnRule = VpnRule()


class Revocations(Struct, frozen=True, kw_only=True):
    """The private CA's newest list of certificates that it has taken back (RFC 5280, PEM)."""

    revocations: str


def write_ticket(ticket: EnrolmentTicket) -> str:
    """The ticket as one line of text that survives copying."""
    return _MARK + base64.urlsafe_b64encode(msgspec.json.encode(ticket)).decode()


def read_ticket(text: str) -> EnrolmentTicket:
    """Read a ticket, white space and line breaks within forgiven; TicketUnreadable when it is not one."""
    squeezed = "".join(text.split())
    if not squeezed.startswith(_MARK):
        raise TicketUnreadable
    try:
        return msgspec.json.decode(
            base64.b64decode(squeezed.removeprefix(_MARK), altchars=b"-_", validate=True),
            type=EnrolmentTicket,
        )
    except (binascii.Error, msgspec.MsgspecError) as error:
        raise TicketUnreadable from error
