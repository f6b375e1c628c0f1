"""What Windows says when a device comes or goes: WM_DEVICECHANGE and the structures that go with it.

Constants and layouts are those of dbt.h and winuser.h (learn.microsoft.com/windows/win32/devio/wm-devicechange). The
structures are read from their bytes, so that recorded ones can be read anywhere.
"""

from __future__ import annotations

import re
from ctypes import Structure, c_ubyte, c_uint16, c_uint32, sizeof
from dataclasses import dataclass
from uuid import UUID

from app.guards.sighting import Kind, Sighting, read_word
from protocol.guarding import Channel

WM_DEVICECHANGE = 0x0219
DBT_DEVICEARRIVAL = 0x8000
DBT_DEVICEREMOVECOMPLETE = 0x8004
DBT_DEVTYP_DEVICEINTERFACE = 0x00000005
DISKS = UUID("53f56307-b6bf-11d0-94f2-00a0c91efb8b")
"""GUID_DEVINTERFACE_DISK (ntddstor.h)."""
PORTABLE_DEVICES = UUID("6ac27878-a6fa-4155-ba85-f98f491d4f33")
"""GUID_DEVINTERFACE_WPD (portabledevice.h): telephones, players and cameras, by MTP or PTP."""
WATCHED = (DISKS, PORTABLE_DEVICES)
_STORAGE = re.compile(r"USBSTOR#Disk&Ven_(?P<vendor>[^&#]*)&Prod_(?P<product>[^&#]*)", re.IGNORECASE)
_SCSI = re.compile(r"SCSI#Disk&Ven_(?P<vendor>[^&#]*)&Prod_(?P<product>[^&#]*)", re.IGNORECASE)
_IDS = re.compile(r"VID_([0-9a-f]{4})&PID_([0-9a-f]{4})", re.IGNORECASE)
_READER = re.compile(r"card.?reader|multi.?card|sd/mmc|flash.?reader", re.IGNORECASE)


class DevBroadcastHdr(Structure):
    """DEV_BROADCAST_HDR."""

    _fields_ = (("dbch_size", c_uint32), ("dbch_devicetype", c_uint32), ("dbch_reserved", c_uint32))


class DevBroadcastDeviceInterface(Structure):
    """DEV_BROADCAST_DEVICEINTERFACE_W up to the name, which follows in UTF-16 with a zero at its end."""

    _fields_ = (*DevBroadcastHdr._fields_, ("dbcc_classguid", c_ubyte * 16), ("dbcc_name", c_uint16 * 1))


NAME_AT = DevBroadcastDeviceInterface.dbcc_name.offset


@dataclass(frozen=True)
class Change:
    """A device of the class ``group`` came or went; ``name`` is its interface path."""

    is_arrival: bool
    group: UUID
    name: str


def read_change(event: int, data: bytes) -> Change | None:
    """What a WM_DEVICECHANGE says: ``event`` is its wParam, ``data`` what its lParam points to. None for the rest."""
    if event not in (DBT_DEVICEARRIVAL, DBT_DEVICEREMOVECOMPLETE) or len(data) < sizeof(DevBroadcastHdr):
        return None
    header = DevBroadcastHdr.from_buffer_copy(data)
    if header.dbch_devicetype != DBT_DEVTYP_DEVICEINTERFACE or not NAME_AT < header.dbch_size <= len(data):
        return None
    group = UUID(bytes_le=data[sizeof(DevBroadcastHdr) : NAME_AT])
    name = data[NAME_AT : header.dbch_size].decode("utf-16-le", "replace").partition("\0")[0]
    return Change(event == DBT_DEVICEARRIVAL, group, name) if group in WATCHED else None


def describe(group: UUID, name: str, *, at_start: bool) -> Sighting | None:
    """The sighting of a device interface; None where it is no way out, as a disk that was built in at the start."""
    stored = _STORAGE.search(name)
    found = stored or _SCSI.search(name)
    if group == DISKS and at_start and not stored:
        return None
    if group == PORTABLE_DEVICES and stored:
        return None  # the same stick once more; its disk has been seen
    vendor, product = (found["vendor"], found["product"]) if found else ("", "")
    if group == PORTABLE_DEVICES:
        kind = Kind.MTP
    elif stored:
        kind = Kind.CARD_READER if _READER.search(product.replace("_", " ")) else Kind.MASS_STORAGE
    else:
        kind = Kind.REMOVABLE_DISK
    ids = _IDS.search(name)
    return Sighting(
        Channel.USB,
        kind,
        key=name.lower(),
        vendor=read_word(vendor.replace("_", " ")),
        product=read_word(product.replace("_", " ")),
        ids=":".join(ids.groups()).lower() if ids else "",
        at_start=at_start,
    )
