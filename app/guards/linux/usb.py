"""Storage on USB and other buses, by the udev monitor (D5): event-driven, and what is plugged in already counts.

The kinds go by the interface classes of usb.org: 08 mass storage (protocol 62 is UAS), 06 still image (PTP, and MTP),
E0/01/03 and EF/04/01 RNDIS. What the kernel was told not to authorise (USBGuard) shows no interface and is no sighting.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.guards.sighting import Kind, Sighting, read_word
from app.guards.thread import ThreadedGuard
from protocol.guarding import Channel

if TYPE_CHECKING:
    from pyudev import Device

    from app.guards.sighting import Lookout

if sys.platform != "win32":
    from app.guards.linux.waiting import READABLE, Wait

    UDEV_RUNS = Path("/run/udev/control")
    _SUBSYSTEMS = ("usb", "block", "mmc")
    _RNDIS = frozenset({("e0", "01", "03"), ("ef", "04", "01")})
    _READER = re.compile(r"card.?reader|multi.?card|sd/mmc|flash reader|\bcrw\b", re.IGNORECASE)
    _MTP = re.compile(r"\bmtp\b", re.IGNORECASE)
    _IDS = re.compile(r"[0-9a-f]{4}:[0-9a-f]{4}")
    _NOT_DISKS = re.compile(r"(sr|fd|loop|zram|ram|nbd|md|dm-|mmcblk)\d")

    class UsbGuard(ThreadedGuard):
        """Reports with the keys that sysfs gives, so that the end of a device is found by its name alone."""

        channel = Channel.USB

        def prepare(self, lookout: Lookout) -> None:
            """Listen first, then look at what is there: nothing slips in between."""
            from pyudev import Context, Monitor

            context = Context()
            source = "udev" if UDEV_RUNS.exists() else "kernel"  # libudev hears nothing for a udev that does not run
            self._monitor = Monitor.from_netlink(context, source)
            for subsystem in _SUBSYSTEMS:
                self._monitor.filter_by(subsystem)
            self._monitor.start()
            self._wait = Wait(READABLE, self._monitor.fileno())
            for subsystem in _SUBSYSTEMS:
                for device in context.list_devices(subsystem=subsystem):
                    self._report(lookout, device, at_start=True)

        def watch(self, lookout: Lookout) -> None:
            """Report until woken."""
            while self._wait():
                device = self._monitor.poll(0)
                if device is None:
                    continue
                if device.action == "remove":
                    lookout.lose(self.channel, device.sys_path)
                else:
                    self._report(lookout, device, at_start=False)
            self._wait.close()

        def wake(self) -> None:
            """End the wait."""
            self._wait.end()

        def _report(self, lookout: Lookout, device: Device, *, at_start: bool) -> None:
            kind = find_kind(device)
            if kind is not None:
                lookout.see(_describe(device, kind, at_start=at_start))
            elif device.action == "change":  # the card was taken out of its reader
                lookout.lose(self.channel, device.sys_path)

    def find_kind(device: Device) -> Kind | None:
        """Which way out ``device`` is, if any."""
        if device.subsystem == "usb":
            return _find_interface(device) if device.device_type == "usb_interface" else None
        if device.subsystem == "mmc":
            return (
                Kind.MEMORY_CARD if _read(device, "type").startswith("SD") and _read(device, "type") != "SDIO" else None
            )
        return _find_disk(device) if device.device_type == "disk" else None

    def _find_interface(device: Device) -> Kind | None:
        parts = ("bInterfaceClass", "bInterfaceSubClass", "bInterfaceProtocol")
        group, subclass, protocol = (_read(device, part).lower() for part in parts)
        said = _read(device, "interface")
        if group == "08":
            if _READER.search(_read_usb(device, "product")) or _READER.search(said):
                return Kind.CARD_READER
            return Kind.UAS if protocol == "62" else Kind.MASS_STORAGE
        if _MTP.search(said) or (group == "06" and device.properties.get("ID_MTP_DEVICE") == "1"):
            return Kind.MTP
        if group == "06":
            return Kind.PTP
        return Kind.PHONE_NETWORK if (group, subclass, protocol) in _RNDIS else None

    def _find_disk(device: Device) -> Kind | None:
        """A card that was put into a USB reader, or a removable disk that no USB interface stands for."""
        if _NOT_DISKS.match(device.sys_name):
            return None
        has_medium = _read(device, "size") not in ("", "0")
        if device.find_parent("usb") is not None:
            is_put_in = device.action == "change" and device.properties.get("DISK_MEDIA_CHANGE") == "1"
            return Kind.MEMORY_CARD if is_put_in and has_medium else None
        return Kind.REMOVABLE_DISK if _read(device, "removable") == "1" and has_medium else None

    def _describe(device: Device, kind: Kind, *, at_start: bool) -> Sighting:
        ids = ":".join(filter(None, (_read_usb(device, "idVendor"), _read_usb(device, "idProduct"))))
        scsi = device.find_parent("scsi", "scsi_device") if device.subsystem == "block" else None
        vendor = _read_usb(device, "manufacturer") or (_read(scsi, "vendor") if scsi else "")
        product = _read_usb(device, "product") or (_read(scsi, "model") if scsi else _read(device, "name"))
        return Sighting(
            Channel.USB,
            kind,
            key=device.sys_path,
            vendor=read_word(vendor),
            product=read_word(product),
            ids=ids if _IDS.fullmatch(ids) else "",
            at_start=at_start,
        )

    def _read_usb(device: Device, attribute: str) -> str:
        whole = device.find_parent("usb", "usb_device")
        return _read(whole, attribute) if whole is not None else ""

    def _read(device: Device, attribute: str) -> str:
        try:
            return str(device.attributes.get(attribute, b""), "utf-8", "replace").strip()
        except OSError:  # it is gone already
            return ""
