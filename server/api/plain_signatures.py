"""The form in which desks sign, read in one go: the same base (RFC 9421, 2.5) as the signature library makes, in a
twentieth of its time.

What differs from that form in a single character is not judged here: the library knows all of RFC 9421.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from protocol.signing import LABEL, TAG, choose_components

_TEXT = r"[\x20\x21\x23-\x5b\x5d-\x7e]"
"""What stands in a String of RFC 9651 (3.3.3) without a stroke before it."""
_CHARACTER = r"[A-Za-z0-9._~!$&'()*+,;=:@/\-]|%[0-9A-Fa-f]{2}"
_URL = re.compile(
    rf"https://(?P<authority>[a-z0-9.\-]+(?::(?!443/)[1-9][0-9]*)?)/(?:{_CHARACTER})*(?:\?(?:{_CHARACTER}|\?)+)?"
)
"""An address (RFC 3986) that is its own normal form, and whose authority is what ``@authority`` says."""
_INPUT = re.compile(
    rf'{LABEL}=(?P<parameters>(?P<components>\([a-z"@ \-]+\));created=(?P<created>[1-9][0-9]{{0,11}})'
    rf';keyid="{_TEXT}+"(?:;alg="ed25519")?;nonce="(?P<nonce>{_TEXT}+)";tag="{TAG}")'
)
_SIGNATURE = re.compile(rf"{LABEL}=:([A-Za-z0-9+/]{{85}}[AQgw]==):")
"""64 bytes, in the one way to write them (RFC 4648, 3.5)."""
_DIGEST = re.compile(r"sha-256=:([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=):")
_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
"""A header's value that stands in the base as it came."""
_METHODS = frozenset({"GET", "POST", "PUT", "DELETE"})


class PlainSignature(Struct, frozen=True):
    """What was signed, and by which bytes; ``created`` in seconds since 1970."""

    base: bytes
    signature: bytes
    created: int
    nonce: str


def read_plain(method: str, url: str, headers: Mapping[str, str]) -> PlainSignature | None:
    """The signature of a request that has one, of the desks' form, over all that it must cover; None for any other.

    ``headers``: by their names in lower case.
    """
    given = _INPUT.fullmatch(headers.get("signature-input", ""))
    signature = _SIGNATURE.fullmatch(headers.get("signature", ""))
    address = _URL.fullmatch(url)
    if given is None or signature is None or address is None or method not in _METHODS:
        return None
    covered = choose_components(frozenset(headers))
    if given["components"] != _write_components(covered):
        return None
    derived = {"@method": method, "@authority": address["authority"], "@target-uri": url}
    values = [derived.get(name) or headers.get(name, "") for name in covered]
    if not all(map(_VALUE.fullmatch, values)):
        return None
    lines = [f'"{name}": {value}' for name, value in zip(covered, values, strict=True)]
    base = "\n".join([*lines, f'"@signature-params": {given["parameters"]}'])
    return PlainSignature(base.encode("ascii"), b64decode(signature[1]), int(given["created"]), given["nonce"])


@lru_cache
def _write_components(covered: tuple[str, ...]) -> str:
    return "(" + " ".join(f'"{name}"' for name in covered) + ")"


def read_plain_digest(headers: Mapping[str, str]) -> bytes | None:
    """The SHA-256 that a request says its body has, where it says so in the desks' form (RFC 9530); None for any
    other."""
    given = _DIGEST.fullmatch(headers.get("content-digest", ""))
    return b64decode(given[1]) if given else None
