"""Linux's checks by name."""

from __future__ import annotations

import sys

if sys.platform == "linux":
    from app.posture.finding import Look
    from app.posture.linux.confinement import look_at_confinement, look_at_sandbox
    from app.posture.linux.devices import look_at_usb, look_at_usb_guard
    from app.posture.linux.kernel import look_at_cores, look_at_debuggers, look_at_kernel
    from app.posture.linux.screen import look_at_capture, look_at_screen
    from app.posture.linux.services import look_at_clock, look_at_mounting
    from app.posture.linux.storage import look_at_disk, look_at_swap
    from app.posture.linux.updates import look_at_updates
    from protocol.posture import Check

    LOOKS: dict[Check, Look] = {
        Check.DISK: look_at_disk,
        Check.SWAP: look_at_swap,
        Check.CORE_FILES: look_at_cores,
        Check.DEBUGGERS: look_at_debuggers,
        Check.KERNEL: look_at_kernel,
        Check.CAPTURE: look_at_capture,
        Check.SCREEN: look_at_screen,
        Check.USB: look_at_usb,
        Check.USB_GUARD: look_at_usb_guard,
        Check.MOUNTING: look_at_mounting,
        Check.CONFINEMENT: look_at_confinement,
        Check.SANDBOX: look_at_sandbox,
        Check.CLOCK: look_at_clock,
        Check.UPDATES: look_at_updates,
    }
