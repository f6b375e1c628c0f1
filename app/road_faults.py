"""What a failed request means to a person: down, slow, not our Central, or we are not welcome."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

from urllib3.exceptions import IncompleteRead, InvalidChunkLength, InvalidHeader, LocationValueError, ProtocolError
from urllib3.exceptions import TimeoutError as PoolTimeout

from app.tls import CertificateRevoked, NoCertificateAsked
from protocol.errors import VeildeskError
from protocol.pulse import has_stopped
from protocol.refusals import CertificateOutdated, DeviceRefused
from protocol.road import CentralNonsense, CentralSlow, CentralUnreachable, CentralUntrusted

_EXPIRED, _NOT_YET, _OTHER_NAME, _OTHER_ADDRESS = 10, 9, 62, 64
_WEAK = {66: "its key is too weak", 67: "its key is too weak", 68: "its signature is too weak"}
"""X509_V_ERR_EE_KEY_TOO_SMALL and its neighbours."""
_REASONS = {
    _EXPIRED: "its certificate is out of date, or this desk's clock is wrong",
    _NOT_YET: "its certificate is not valid yet, or this desk's clock is wrong",
    _OTHER_NAME: "its certificate is for another name",
    _OTHER_ADDRESS: "its certificate is for another address",
    **_WEAK,
}
_OUR_CERTIFICATE = (
    "ALERT_CERTIFICATE_REVOKED",
    "ALERT_CERTIFICATE_UNKNOWN",
    "ALERT_CERTIFICATE_REQUIRED",
    "ALERT_BAD_CERTIFICATE",
    "ALERT_UNSUPPORTED_CERTIFICATE",
    "ALERT_UNKNOWN_CA",
    "ALERT_ACCESS_DENIED",
    "ALERT_DECRYPT_ERROR",
)
_EXPIRED_THERE = "ALERT_CERTIFICATE_EXPIRED"
"""Or not valid yet (RFC 8446, 6.2): one of the clocks may be wrong."""
_HALF = ("IncompleteRead", "BadStatusLine", "LineTooLong", "UnknownProtocol", "BadHTTPMessage")


def explain_fault(error: BaseException, timeout_s: float) -> VeildeskError:
    """The typed error for whatever urllib3, ssl or the socket raised. CentralUnreachable has the fact ``cut``
    when a connection that stood was cut, as happens to one that was kept for a while."""
    chain = tuple(_unwrap(error))
    for link in chain:
        if isinstance(link, ssl.SSLCertVerificationError):
            return CentralUntrusted(
                reason=_REASONS.get(link.verify_code, "its certificate is not from our own authority")
            )
        if isinstance(link, CertificateRevoked):
            return CentralUntrusted(reason="its certificate was revoked")
        if isinstance(link, NoCertificateAsked):
            return CentralUntrusted(reason="it does not ask for this desk's certificate")
        if isinstance(link, ssl.SSLError):
            return _explain_tls(link)
    if any(has_stopped(link) for link in chain) and not _is_connecting(chain):
        return CentralUnreachable(cut="yes")
    if any(isinstance(link, (PoolTimeout, TimeoutError)) for link in chain) and not _is_connecting(chain):
        return CentralSlow(seconds=f"{timeout_s:g}")
    if any(_is_nonsense(link) for link in chain):
        return CentralNonsense()
    cut = any(isinstance(link, (ConnectionError, ssl.SSLEOFError)) for link in chain) and not _is_connecting(chain)
    return CentralUnreachable(cut="yes") if cut else CentralUnreachable()


def _explain_tls(error: ssl.SSLError) -> VeildeskError:
    reason = error.reason or ""
    if _EXPIRED_THERE in reason:
        return CertificateOutdated()
    if any(alert in reason for alert in _OUR_CERTIFICATE):
        return DeviceRefused()
    if "EOF" in reason or isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
        return CentralUnreachable(cut="yes")
    return CentralUntrusted(reason="it does not speak TLS 1.3 as ours does")


def _is_connecting(chain: tuple[BaseException, ...]) -> bool:
    return any(type(link).__name__ in {"ConnectTimeoutError", "NewConnectionError"} for link in chain)


def _is_nonsense(link: BaseException) -> bool:
    if isinstance(link, (LocationValueError, InvalidHeader, IncompleteRead, InvalidChunkLength)):
        return True
    return isinstance(link, (ProtocolError, Exception)) and type(link).__name__ in _HALF


def _unwrap(error: BaseException) -> Iterator[BaseException]:
    """The error and everything within it: urllib3 nests causes in ``args``, ``reason`` and chains."""
    queue, seen = [error], set[int]()
    while queue:
        link = queue.pop(0)
        if id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        inner = (*link.args, getattr(link, "reason", None), link.__cause__, link.__context__)
        queue += [item for item in inner if isinstance(item, BaseException)]
