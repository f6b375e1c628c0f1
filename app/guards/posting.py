"""Which guards stand on this machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.guards.sighting import Guard


def choose_guards() -> tuple[Guard, ...]:
    """The guards that need no window, for this platform; none of them has started."""
    if sys.platform == "linux":
        from app.guards.linux.mounts import MountGuard
        from app.guards.linux.usb import UsbGuard

        return (UsbGuard(), MountGuard())
    return ()
