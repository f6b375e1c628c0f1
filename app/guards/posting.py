"""Which guards stand on this machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.guards.sighting import Guard
    from app.reveal import RevealService


def choose_guards(reveals: RevealService) -> tuple[Guard, ...]:
    """The guards that need no window, for this platform; none of them has started."""
    if sys.platform == "linux":
        from app.guards.linux.capture import CaptureGuard
        from app.guards.linux.mounts import MountGuard
        from app.guards.linux.portals import PortalGuard
        from app.guards.linux.usb import UsbGuard

        return (UsbGuard(), MountGuard(), CaptureGuard(reveals), PortalGuard(reveals))
    if sys.platform == "win32":
        from app.guards.windows.devices import DeviceGuard

        return (DeviceGuard(),)
    return ()
