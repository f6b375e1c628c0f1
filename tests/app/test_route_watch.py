"""What Linux tells of the ways of IPv4, in a network of our own: whatever changes them ends the wait."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

_PROGRAM = """
import subprocess, sys, time
from app.routes.system import RouteWatch, find_interface

watch = RouteWatch()

def wait(limit_s):
    began = time.monotonic()
    watch.wait(limit_s)
    return time.monotonic() - began < limit_s / 2

for words in sys.stdin.read().splitlines():
    while wait(0.4):  # what an earlier change still brings about
        pass
    subprocess.run(words, shell=True, check=True)
    heard = wait(60)
    interface = find_interface("198.51.100.1")
    print("heard" if heard else "missed", interface.name if interface else "-", words, flush=True)
"""
_CHANGES = (
    ("ip link set lo up", "-"),
    ("ip link add one type veth peer name one-far", "-"),
    ("ip link add two type veth peer name two-far", "-"),
    ("ip link set one-far up", "-"),
    ("ip link set one up", "-"),
    ("ip link set two-far up", "-"),
    ("ip link set two up", "-"),
    ("ip address add 192.0.2.1/24 dev one", "-"),
    ("ip address add 192.0.2.129/25 dev two", "-"),
    ("ip nexthop add id 7 via 192.0.2.2 dev one", "-"),
    ("ip route add 198.51.100.0/24 nhid 7", "one"),
    ("ip nexthop replace id 7 via 192.0.2.130 dev two", "two"),
    ("ip route add 198.51.100.1 via 192.0.2.2 dev one table 9", "two"),
    ("ip rule add to 198.51.100.1 lookup 9", "one"),
    ("ip rule del to 198.51.100.1 lookup 9", "two"),
    ("sysctl -qw net.ipv4.conf.all.ignore_routes_with_linkdown=1", "two"),
    ("ip link set two down", "-"),
)
"""And by which interface a packet leaves after each."""


@pytest.mark.skipif(sys.platform != "linux", reason="rtnetlink is Linux's")
def test_whatever_changes_the_ways_ends_the_wait() -> None:
    inside = ["unshare", "--user", "--map-root-user", "--net"]
    if not all(map(shutil.which, ("unshare", "ip", "sysctl"))) or subprocess.run([*inside, "true"]).returncode:
        pytest.skip("no network namespace of our own on this machine")
    lines = "\n".join(words for words, _ in _CHANGES)
    command = [*inside, sys.executable, "-c", _PROGRAM]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, timeout=300)
    assert done.stdout.splitlines() == [f"heard {leads} {words}" for words, leads in _CHANGES], done.stderr
