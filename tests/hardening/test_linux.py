"""What build/hardening does to a Linux desk, tried with the programs that read it there (D5, A4)."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINUX = ROOT / "build" / "hardening" / "linux"
_UDEV = LINUX / "72-veildesk-removable.rules"
_SHUT_BLOCK = ("UDISKS_IGNORE=1", "UDISKS_AUTO=0")

_HOST = "/devices/pci0000:00/0000:00:14.0/usb1"
_USB = {
    "a mass storage stick": ("08", "06", "50", ""),
    "a UAS disk": ("08", "06", "62", ""),
    "a camera": ("06", "01", "01", ""),
    "a phone that says MTP": ("ff", "ff", "00", "MTP"),
    "the debugging bridge of Android": ("ff", "42", "01", ""),
    "a keyboard": ("03", "01", "01", ""),
    "a headset": ("01", "01", "00", ""),
}
_HARMLESS = {"a keyboard", "a headset"}


def run(*words: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, a minute at most."""
    return subprocess.run(words, input=text, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def plugged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """What udev made of each device: (``authorized`` afterwards, what ``udevadm test`` said)."""
    if os.getuid() != 0:
        pytest.skip("udev's rules are tried as root, in a mount namespace of their own")
    place = tmp_path_factory.mktemp("udev")
    rules = place / "rules"
    rules.mkdir()
    (rules / _UDEV.name).write_bytes(_UDEV.read_bytes())
    devices, paths = [], {}
    for number, (name, (kind, sub, protocol, said)) in enumerate(_USB.items(), start=1):
        path = paths[name] = f"{_HOST}/1-{number}/1-{number}:1.0"
        attributes = f"A: authorized=1\nA: bInterfaceClass={kind}\nA: bInterfaceSubClass={sub}\n"
        attributes += f"A: bInterfaceProtocol={protocol}\n" + (f"A: interface={said}\n" if said else "")
        devices.append(f"P: {_HOST}/1-{number}\nE: DEVTYPE=usb_device\nE: SUBSYSTEM=usb\nA: authorized=1\n")
        devices.append(f"P: {path}\nE: DEVTYPE=usb_interface\nE: SUBSYSTEM=usb\n{attributes}")
    for name, parent, subsystem in (
        ("the block device of a USB disk", f"{_HOST}/1-1/1-1:1.0/host0", "scsi"),
        ("an SD card", "/devices/platform/mmc0/mmc0:0001", "mmc"),
        ("a soldered disk", "/devices/platform/mmc1/mmc1:0001", "mmc"),
    ):
        kind = "A: type=MMC\n" if name == "a soldered disk" else "A: type=SD\n"
        path = paths[name] = f"{parent}/block/{'mmcblk' if subsystem == 'mmc' else 'sd'}{len(paths)}"
        devices.append(f"P: {parent}\nE: SUBSYSTEM={subsystem}\n{kind}")
        devices.append(f"P: {path}\nN: {path.rsplit('/', 1)[1]}\nE: DEVTYPE=disk\nE: SUBSYSTEM=block\n")
    bed = place / "devices.umockdev"
    bed.write_text("\n".join(devices))
    each = "\n".join(
        f"printf '\\n== %s\\n' '{name}'; udevadm test /sys{path} 2>&1; cat /sys{path}/authorized 2>/dev/null"
        for name, path in paths.items()
    )
    apart = f"mount --bind {rules} /etc/udev/rules.d && mkdir -p /run/udev && mount -t tmpfs tmpfs /run/udev"
    script = f'{apart} && exec umockdev-run -d {bed} -- sh -c "$0"'
    ended = run("unshare", "--mount", "sh", "-c", script, each)
    assert ended.returncode in (0, 1), ended.stderr
    parts = re.split(r"^== (.+)$", ended.stdout, flags=re.MULTILINE)[1:]
    said = dict(zip(parts[::2], parts[1::2], strict=True))
    return {name: (text.strip().rsplit("\n", 1)[-1], text) for name, text in said.items()}


@pytest.mark.parametrize("name", list(_USB))
def test_udev_shuts_what_carries_data_and_nothing_that_work_needs(
    plugged: dict[str, tuple[str, str]], name: str
) -> None:
    assert plugged[name][0] == ("1" if name in _HARMLESS else "0")


@pytest.mark.parametrize(
    ("name", "shut"), [("the block device of a USB disk", True), ("an SD card", True), ("a soldered disk", False)]
)
def test_removable_disks_belong_to_nobody_and_are_not_mounted(
    plugged: dict[str, tuple[str, str]], name: str, shut: bool
) -> None:
    said = plugged[name][1]
    assert all((f"\n{line}\n" in said) == shut for line in _SHUT_BLOCK), said
    assert ("rules:38 MODE 0\n" in said) == shut, said


@pytest.mark.parametrize("page", ["docs/operations/hardening.md", "build/hardening/linux/30-veildesk.conf"])
def test_whoever_installs_usbguard_takes_back_what_debian_gives_the_people_at_a_desk(page: str) -> None:
    """Seen on a Debian 12 that was booted: a person in plugdev let a device in, and added ``allow`` to the rules."""
    said = (ROOT / page).read_text()
    steps = [
        "install -m 600 /dev/null /etc/usbguard/rules.conf",
        "usbguard remove-user -g plugdev",
        "sed -i 's/^IPCAllowedGroups=.*/IPCAllowedGroups=root/' /etc/usbguard/usbguard-daemon.conf",
        "systemctl enable usbguard && systemctl restart usbguard",
    ]
    places = [said.find(step) for step in steps]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    "path",
    [
        *(f"/proc/sys/kernel/{name}" for name in ("core_pattern", "kptr_restrict", "dmesg_restrict")),
        *("/proc/sys/kernel/yama/ptrace_scope", "/proc/sys/fs/suid_dumpable", "/proc/swaps"),
        *(f"/proc/4711/{name}" for name in ("cgroup", "status", "comm", "attr/current", "attr/apparmor/current")),
        *("/usr/share/xdg-desktop-portal/portals/", "/usr/share/xdg-desktop-portal/portals/gnome.portal"),
        *("/etc/udev/rules.d/72-veildesk-removable.rules", "/etc/polkit-1/rules.d/10-veildesk-no-mounting.rules"),
    ],
)
def test_the_profile_lets_a_desk_look_whether_it_is_hardened(path: str) -> None:
    """Where it did not, a desk under it was never ``ok``: seen under a kernel that enforced it."""
    profile = (LINUX / "veildesk.apparmor").read_text().replace("@{PROC}", "/proc").replace("@{pid}", "[0-9]*")
    rules = re.findall(r"^  (?:owner )?(/\S+) (\w+),", profile, re.MULTILINE)
    assert any("r" in rights and path in expand(rule, path) for rule, rights in rules), path


def expand(rule: str, path: str) -> list[str]:
    """``path`` once for each way in which an AppArmor rule takes it (apparmor.d(5), globbing)."""
    choice = re.search(r"\{([^{}]*)\}", rule)
    if choice:
        ways = (rule[: choice.start()] + way + rule[choice.end() :] for way in choice[1].split(","))
        return [found for way in ways for found in expand(way, path)]
    shape = re.escape(rule).replace(r"\*\*", ".*").replace(r"\*", "[^/]*").replace(r"\[0\-9\]", "[0-9]")
    return [path] if re.fullmatch(shape, path) else []


def test_usbguard_reads_every_rule_and_ends_with_a_block() -> None:
    rules = [line for line in (LINUX / "30-veildesk.conf").read_text().splitlines() if line and line[0] != "#"]
    assert rules[-1] == "block"
    for rule in rules:
        assert f"OUTPUT: {rule}" in run("usbguard-rule-parser", rule).stdout


@pytest.mark.parametrize(
    ("action", "groups", "answer"),
    [
        ("org.freedesktop.udisks2.filesystem-mount", [], "no"),
        ("org.freedesktop.udisks2.filesystem-mount-other-seat", ["users", "plugdev"], "no"),
        ("org.freedesktop.udisks2.encrypted-unlock", [], "no"),
        ("org.freedesktop.udisks2.loop-setup", [], "no"),
        ("org.freedesktop.udisks2.modify-device", [], "no"),
        ("org.usbguard.Devices1.applyDevicePolicy", [], "no"),
        ("org.usbguard.Devices1.applyDevicePolicy", ["sudo"], "auth_admin"),
        ("org.freedesktop.udisks2.filesystem-mount", ["sudo"], "auth_admin"),
        ("org.freedesktop.udisks2.eject-media", [], None),
        ("org.freedesktop.NetworkManager.network-control", [], None),
    ],
)
def test_polkit_lets_nobody_at_a_desk_mount(tmp_path: Path, action: str, groups: list[str], answer: str | None) -> None:
    """In Duktape, which is what Debian's polkit runs its rules in (polkit(8): addRule, Result)."""
    program = f"""
        var rule, polkit = {{Result: {{NO: "no", AUTH_ADMIN: "auth_admin", NOT_HANDLED: null}},
                            addRule: function (given) {{ rule = given; }}}};
        {(LINUX / "10-veildesk-no-mounting.rules").read_text()}
        var inside = {json.dumps(groups)};
        print(JSON.stringify(rule({{id: {json.dumps(action)}}},
                                  {{isInGroup: function (name) {{ return inside.indexOf(name) !== -1; }}}})));
    """
    script = tmp_path / "rule.js"
    script.write_text(program)
    ended = run("duk", str(script))
    assert json.loads(ended.stdout or '"nothing"') == answer, ended.stderr


def test_apparmor_compiles_the_profile() -> None:
    ended = run("apparmor_parser", "--skip-kernel-load", "--skip-cache", str(LINUX / "veildesk.apparmor"))
    assert ended.returncode == 0, ended.stderr


def test_systemd_understands_the_unit_and_rates_it_ok(tmp_path: Path) -> None:
    unit = tmp_path / "veildesk.service"
    # only the program's path is another one here
    unit.write_text((LINUX / "veildesk.service").read_text().replace("/opt/veildesk/bin/veildesk", "/usr/bin/true"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path))
    checked = run("systemd-analyze", "--user", "verify", str(unit))
    assert checked.returncode == 0, checked.stderr
    assert "veildesk" not in checked.stderr
    rated = run("systemd-analyze", "--user", "security", "--offline=yes", "--threshold=30", str(unit))
    assert rated.returncode == 0, rated.stdout[-400:]


def test_every_file_says_what_it_stops_what_not_and_how_it_is_undone() -> None:
    for file in sorted(LINUX.iterdir()):
        head = file.read_text("utf-8")
        assert all(re.search(rf"^(#|//) {word}\s", head, re.MULTILINE) for word in ("Stops", "Not", "Install", "Undo"))
