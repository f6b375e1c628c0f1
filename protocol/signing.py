"""Signed requests: RFC 9421 by the device's Ed25519 key over RFC 9530's Content-Digest (A5, A6, T3).

Both sides take their constants from here. Every request covers its method, target and body digest; the session's
``authorization`` and a ``step-up`` proof are covered whenever they are sent.
"""

from __future__ import annotations

from datetime import timedelta

LABEL = "veildesk"
TAG = "veildesk-v1"
BASE_COMPONENTS = ("@method", "@authority", "@target-uri", "content-digest")
WHEN_PRESENT = ("authorization", "step-up")
MAX_AGE = timedelta(seconds=60)
CLOCK_SKEW = timedelta(seconds=60)
MAX_BODY = 4 * 1024 * 1024
"""Bytes of a request body at most."""


def choose_components(headers: frozenset[str]) -> tuple[str, ...]:
    """The components a signature must cover, given the request's lower-case header names."""
    return BASE_COMPONENTS + tuple(name for name in WHEN_PRESENT if name in headers)
