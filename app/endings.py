"""What Central's refusals, and its silence, mean to a session."""

from __future__ import annotations

from protocol.refusals import (
    AccountFrozen,
    AccountLocked,
    CertificateOutdated,
    DeviceFrozen,
    DeviceRefused,
    SessionEnded,
)
from protocol.road import (
    CentralNonsense,
    CentralSlow,
    CentralUnreachable,
    CentralUntrusted,
    OutsideVpn,
    RecordsUnavailable,
    VpnMissing,
)

OUT_OF_REACH = (
    CentralUnreachable,
    CentralSlow,
    CentralNonsense,
    CentralUntrusted,
    RecordsUnavailable,
    CertificateOutdated,
    VpnMissing,
    OutsideVpn,
)
"""Central could not be asked; cached work goes on."""
BARRED = (DeviceRefused, DeviceFrozen)
"""Nobody works on this desk any more, offline neither."""
ENDING = (SessionEnded, AccountFrozen, AccountLocked, *BARRED)
"""The session is over."""
