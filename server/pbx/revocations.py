"""The revoked certificates by which Kamailio lets desks in: good for 30 days, so they are fetched (RFC 5280)."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec
from cryptography import x509

from protocol.enrolment import Revocations
from protocol.road import CentralNonsense
from server.pbx.place import PbxPlace
from server.settings import write_private

_PUBLIC = 0o644


def fetch_revocations(place: PbxPlace, file: Path) -> datetime:
    """Keep Central's newest list in ``file``, PEM, which any program may read; until when it is good.

    CentralNonsense for a list that Central's authority has not signed; an older one than is in the file is left alone.
    Raises what the road raises, and OSError.
    """
    road = place.open_road()
    try:
        answer = road.ask("/v1/revocations")
    finally:
        road.close()
    try:
        listed = msgspec.json.decode(answer, type=Revocations).revocations.encode("ascii")
        number, until = _read(listed, place.ca)
    except (msgspec.MsgspecError, ValueError) as error:
        raise CentralNonsense from error
    with suppress(FileNotFoundError, ValueError):
        kept, kept_until = _read(file.read_bytes(), place.ca)
        if kept > number:
            return kept_until
    write_private(file, listed)
    file.chmod(_PUBLIC)
    return until


def _read(pem: bytes, ca: str) -> tuple[int, datetime]:
    """The list's number, and until when it is good; ValueError when it is none of the authority's."""
    listed = x509.load_pem_x509_crl(pem)
    authority = x509.load_pem_x509_certificate(ca.encode("ascii"))
    if not listed.is_signature_valid(authority.public_key()):  # type: ignore[arg-type]
        raise ValueError("it is not signed by the authority")
    until = listed.next_update_utc
    if until is None:
        raise ValueError("it has no end")
    try:
        return listed.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number, until
    except x509.ExtensionNotFound as error:
        raise ValueError("it has no number") from error
