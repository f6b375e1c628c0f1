"""Whether what is written is encrypted: the block devices under a folder and under swap (A3).

A device is encrypted when dm-crypt stands on it or under it, on every disk that it is made of (sysfs: dm/uuid, slaves).
A disk that encrypts itself does not show, and counts as open.
"""

from __future__ import annotations

from pathlib import Path

from app.guards.linux.mounts import TABLE, Mount, read_mounts
from app.posture.finding import Fact, Finding, Subject, find_bad, find_ok, find_unknown
from protocol.posture import Check

SWAPS = Path("/proc/swaps")
_DEVICES = Path("/sys/class/block")
_NUMBERS = Path("/sys/dev/block")
_CRYPT = ("CRYPT-LUKS", "CRYPT-PLAIN", "CRYPT-TCRYPT", "CRYPT-BITLK", "CRYPT-FVAULT2")
"""How dm-crypt devices name themselves; CRYPT-VERITY and CRYPT-INTEGRITY encrypt nothing."""
_IN_MEMORY = frozenset({"tmpfs", "ramfs"})
_STACKED = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs"})


def look_at_disk(subject: Subject) -> Finding:
    """The disk under the desk's folder."""
    mount = _find_mount(subject.folder)
    if mount.kind in _IN_MEMORY:
        return find_ok(Check.DISK, Fact.IN_MEMORY)
    if mount.kind in _STACKED:
        return find_ok(Check.DISK, Fact.ENCRYPTED)
    device = _find_device(mount)
    if device is None:
        return find_unknown(Check.DISK)
    return find_ok(Check.DISK, Fact.ENCRYPTED) if _is_encrypted(device) else find_bad(Check.DISK, Fact.NOT_ENCRYPTED)


def look_at_swap(subject: Subject) -> Finding:  # noqa: ARG001 - one shape for all checks
    """Every swap area; memory that is written to a resumed image lies in one of them too."""
    places = [line.split()[0].replace("\\040", " ") for line in SWAPS.read_text().splitlines()[1:] if line.split()]
    if not places:
        return find_ok(Check.SWAP, Fact.SWAP_OFF)
    judged = [(Path(place).name, _judge_swap(Path(place))) for place in places]
    names = [name for name, is_shut in judged if is_shut is False]
    if names:
        return find_bad(Check.SWAP, Fact.SWAP_OPEN, names)
    unknown = [name for name, is_shut in judged if is_shut is None]
    return find_unknown(Check.SWAP, names=unknown) if unknown else find_ok(Check.SWAP, Fact.SWAP_ENCRYPTED)


def _judge_swap(place: Path) -> bool | None:
    """Whether it is encrypted or never leaves memory; None where that does not show."""
    if not place.is_relative_to("/dev"):
        device = _find_device(_find_mount(place))
        return None if device is None else _is_encrypted(device)
    device = _DEVICES / place.resolve().name
    if not device.is_dir():
        return None
    if device.name.startswith("zram"):
        return _read(device / "backing_dev") in ("", "none")
    return _is_encrypted(device)


def _find_mount(place: Path) -> Mount:
    """The mount that ``place``, or what there is of it, lies on."""
    whole = place.resolve()
    mounts = read_mounts(Path(TABLE).read_text(encoding="utf-8", errors="replace")).values()
    around = [mount for mount in mounts if whole.is_relative_to(mount.place)]
    if not around:
        raise ValueError("no mount is around it")
    deepest = max(len(mount.place) for mount in around)
    return [mount for mount in around if len(mount.place) == deepest][-1]  # a later one covers those before


def _find_device(mount: Mount) -> Path | None:
    """The block device in sysfs; file systems of their own numbering (btrfs) are found by what was mounted."""
    numbered = _NUMBERS / mount.device
    if numbered.exists():
        return _DEVICES / numbered.resolve().name
    named = _DEVICES / Path(mount.source).resolve().name
    return named if mount.source.startswith("/dev/") and named.exists() else None


def _is_encrypted(device: Path) -> bool:
    if _read(device / "dm" / "uuid").startswith(_CRYPT):
        return True
    if (device / "partition").exists():
        return _is_encrypted(_DEVICES / device.resolve().parent.name)
    backing = _read(device / "loop" / "backing_file")
    if backing:
        below = _find_device(_find_mount(Path(backing)))
        return below is not None and _is_encrypted(below)
    slaves = device / "slaves"
    parts = list(slaves.iterdir()) if slaves.is_dir() else []
    return bool(parts) and all(_is_encrypted(_DEVICES / part.name) for part in parts)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
