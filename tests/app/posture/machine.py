"""A desk's checks on machines made up in a mount namespace: real files where the kernel and the system keep theirs.

Says, a JSON line a scene, what was found. To be run inside ``unshare -m``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from app.posture.finding import Finding, Subject
from app.posture.linux.devices import look_at_usb, look_at_usb_guard
from app.posture.linux.kernel import look_at_cores, look_at_debuggers, look_at_kernel
from app.posture.linux.screen import look_at_capture
from app.posture.linux.storage import look_at_disk, look_at_swap
from app.posture.linux.updates import look_at_updates

ROOT = Path(__file__).parents[3]
_HARDENING = ROOT / "build" / "hardening" / "linux"
_HEAD = "Filename\tType\tSize\tUsed\tPriority\n"
_DISK, _SEALED, _PART, _MEMORY = "sda", "dm-0", "sda1", "zram0"


class Machine:
    """``place`` is the one folder that is written to; every other is a mount of this namespace."""

    def __init__(self, place: Path) -> None:
        self._place, self._count = place, 0
        self.subject = Subject(place)
        subprocess.run(["mount", "--make-rprivate", "/"], check=True)

    def put(self, where: str, text: str) -> None:
        """Let ``where`` read as ``text``."""
        file = self._make("file")
        file.write_text(text)
        subprocess.run(["mount", "--bind", file, where], check=True)

    def put_tree(self, where: str, files: dict[str, str]) -> Path:
        """Let the folder ``where`` hold ``files`` and nothing else; what is written into the answer shows there."""
        tree = self._make("tree")
        tree.mkdir()
        for name, text in files.items():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).write_text(text)
        subprocess.run(["mount", "--bind", tree, where], check=True)
        return tree

    def say(self, scene: str, look: Callable[[Subject], Finding]) -> None:
        """One line."""
        found = look(self.subject)
        print(json.dumps([scene, found.standing.value, found.fact.value, found.names]))  # noqa: T201 - to the test

    def _make(self, kind: str) -> Path:
        self._count += 1
        return self._place / f"{kind}-{self._count}"


def tour_swap(machine: Machine) -> None:
    """No swap, on a plain partition, on LUKS, in memory, in memory that is written out, on something unheard of."""
    tree = machine.put_tree("/sys/class/block", {})
    for name, files in {
        _DISK: {"size": "8\n"},
        _SEALED: {"dm/uuid": "CRYPT-LUKS2-0123456789abcdef-cryptswap\n"},
        "dm-1": {"dm/uuid": "CRYPT-VERITY-0123456789abcdef-root\n"},
        "dm-2": {"dm/uuid": "LVM-0123456789abcdef\n", "slaves/dm-0/size": "8\n"},
        "dm-3": {"dm/uuid": "LVM-0123456789abcdef\n", "slaves/dm-0/size": "8\n", "slaves/sda/size": "8\n"},
        _MEMORY: {"backing_dev": "none\n"},
        "zram1": {"backing_dev": "/dev/sda\n"},
    }.items():
        for file, text in files.items():
            (tree / name / file).parent.mkdir(parents=True, exist_ok=True)
            (tree / name / file).write_text(text)
    part = tree / _DISK / _PART
    part.mkdir()
    (part / "partition").write_text("1\n")
    (tree / _PART).symlink_to(f"{_DISK}/{_PART}")
    machine.put("/proc/swaps", _HEAD)
    machine.say("swap off", look_at_swap)
    for scene, device in {
        "swap on LUKS": _SEALED,
        "swap on LVM on LUKS": "dm-2",
        "swap on LVM, half on LUKS": "dm-3",
        "swap on dm-verity": "dm-1",
        "swap on a partition": _PART,
        "swap in memory": _MEMORY,
        "swap in memory, written out": "zram1",
        "swap on the unheard of": "sdz9",
    }.items():
        machine.put("/proc/swaps", f"{_HEAD}/dev/{device}\tpartition\t8\t0\t-2\n")
        machine.say(scene, look_at_swap)


def tour_disk(machine: Machine) -> None:
    """The desk's folder on a tmpfs, on a LUKS device, on the bare disk below it."""
    place = machine.subject.folder / "desk"
    place.mkdir()
    machine.subject = Subject(place)
    subprocess.run(["mount", "-t", "tmpfs", "synthetic", place], check=True)
    machine.say("disk in memory", look_at_disk)
    mounts = f"/proc/{os.getpid()}/mountinfo"
    for scene, device in {"disk on LUKS": _SEALED, "disk in the open": _DISK}.items():
        line = f"77 1 0:99 / {place} rw - btrfs /dev/{device} rw\n"
        machine.put(mounts, "1 0 0:98 / / rw - btrfs /dev/sda rw\n" + line)
        machine.say(scene, look_at_disk)
        subprocess.run(["umount", mounts], check=True)


def tour_kernel(machine: Machine) -> None:
    """The settings of ``60-veildesk.sysctl.conf`` as they are there, then looser ones."""
    lines = (_HARDENING / "60-veildesk.sysctl.conf").read_text().splitlines()
    set_there = dict(line.split(" = ") for line in lines if line and not line.startswith("#"))
    files = {name.replace(".", "/"): f"{value}\n" for name, value in set_there.items()}
    tree = machine.put_tree("/proc/sys", files)
    for look in (look_at_cores, look_at_debuggers, look_at_kernel):
        machine.say(f"hardened {look.__name__}", look)
    for name, value in {
        "kernel/core_pattern": "core",
        "kernel/yama/ptrace_scope": "1",
        "kernel/kptr_restrict": "0",
    }.items():
        (tree / name).write_text(f"{value}\n")
    for look in (look_at_cores, look_at_debuggers, look_at_kernel):
        machine.say(f"loose {look.__name__}", look)
    shutil.rmtree(tree / "kernel" / "yama")
    machine.say("no Yama", look_at_debuggers)


def tour_usb(machine: Machine) -> None:
    """Rules as they are shipped, gutted, and masked by a link that udev takes before them; USBGuard's as well."""
    subprocess.run(["mount", "-t", "tmpfs", "synthetic", "/run"], check=True)
    Path("/run/udev").mkdir()
    Path("/run/udev/control").touch()
    name = "72-veildesk-removable.rules"
    rules = (_HARDENING / name).read_text()
    tree = machine.put_tree("/etc/udev", {"rules.d/.keep": ""})
    machine.say("no rules", look_at_usb)
    (tree / "rules.d" / name).write_text(rules)
    machine.say("our rules", look_at_usb)
    (tree / "rules.d" / name).write_text(rules.replace('"0"', '"1"'))
    machine.say("gutted rules", look_at_usb)
    (tree / "rules.d" / name).unlink()
    (tree / "rules.d" / name).symlink_to("/dev/null")
    machine.say("masked rules", look_at_usb)
    guard = machine.put_tree("/etc/usbguard", {"rules.d/.keep": ""})
    machine.say("no daemon", look_at_usb_guard)
    daemon = machine.subject.folder / "usbguard-daemon"
    shutil.copy("/bin/sleep", daemon)
    with subprocess.Popen([daemon, "600"]) as process:
        wait_for_name(process.pid, daemon.name)
        machine.say("a daemon alone", look_at_usb_guard)
        (guard / "rules.d" / "30-veildesk.conf").write_text((_HARDENING / "30-veildesk.conf").read_text())
        machine.say("a daemon with our rules", look_at_usb_guard)
        process.kill()


def wait_for_name(pid: int, name: str) -> None:
    """Until the process ``pid`` is called ``name``: the kernel names it a little after its parent has gone on."""
    known = Path(f"/proc/{pid}/comm")
    while known.read_text().strip() != name[:15]:
        time.sleep(0.01)


def tour_programs(machine: Machine) -> None:
    """Programs and portals that picture the screen; packages of today and of long ago."""
    for place in ("/usr/local/bin", "/usr/games"):
        machine.put_tree(place, {})
    programs = machine.put_tree("/opt", {"bin/.keep": ""})
    portals = machine.put_tree("/usr/share", {"xdg-desktop-portal/portals/.keep": ""})
    tool = programs / "bin" / "flameshot"
    tool.write_text("#!/bin/sh\n")
    tool.chmod(0o755)
    text = "[portal]\nDBusName=x\nInterfaces=org.freedesktop.impl.portal.FileChooser;{more}\n"
    folder = portals / "xdg-desktop-portal" / "portals"
    (folder / "plain.portal").write_text(text.format(more=""))
    (folder / "gnome.portal").write_text(text.format(more="org.freedesktop.impl.portal.ScreenCast;"))
    machine.say("programs", look_at_capture)
    packages = machine.put_tree("/var/lib", {"dpkg/status": "Package: veildesk\n"})
    machine.say("updated", look_at_updates)
    Path("/run/reboot-required").touch()
    machine.say("a restart waits", look_at_updates)
    subprocess.run(["touch", "-d", "40 days ago", packages / "dpkg" / "status"], check=True)
    machine.say("not updated", look_at_updates)
    (packages / "dpkg" / "status").unlink()
    machine.say("no packages", look_at_updates)


if __name__ == "__main__":
    made_up = Machine(Path(sys.argv[1]))
    for tour in (tour_swap, tour_kernel, tour_disk, tour_usb, tour_programs):
        tour(made_up)
