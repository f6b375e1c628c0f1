"""A desk, its Central and its PBX on a machine of their own, whose road is cut in mid-call.

To be run inside ``unshare --net``: words are a folder and the seconds of the cut, or ``forget``. Says what came of
it, one JSON line.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec.structs import replace
from sqlalchemy import select

from app.desk import Desk, start_desk, stop_desk
from app.enrolment import enrol_desk
from app.telephony.port import Link, Stage
from app.telephony.softphone import Softphone
from app.telephony.states import Call
from protocol.events import Act, decode_event
from protocol.identifiers import make_identifier
from protocol.roles import Role
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from server.settings import load_settings, save_settings
from server.store.call_tables import call_records
from tests.calling import put_rule
from tests.firewall import forget_all
from tests.real_central import RealCentral
from tests.telephony.listening import await_more_voice
from ui.demo.far_end import FarEnd
from ui.demo.pbx import DemoPbx
from ui.main import join_desk
from ui.phone.words import tell_phone
from ui.totp import make_code

_PATIENCE_S = 90.0
_FORGET = "forget"
_NETWORK = (
    "link set lo up",
    "link add road type veth peer name far",
    "address add 192.0.2.1/24 dev road",
    "link set road up",
    "link set far up",
    "route add default via 192.0.2.2",
)
"""The engine's stack takes part in no network that is loopback alone."""


class Road:
    """Between the desk and everything else, and between the PBX and Central: TCP to the PBX and to Central, UDP of the
    engine's voice."""

    def __init__(self, *ports: int) -> None:
        self._ports = ports

    def cut(self, engine: int) -> None:
        """Every packet is lost, in both directions, without a word to anybody."""
        for protocol, ports in (("udp", list_udp_ports(engine)), ("tcp", self._ports)):
            for port in ports:
                for side in ("--dport", "--sport"):
                    self._run("-A", "INPUT", "-p", protocol, side, str(port), "-j", "DROP")

    def mend(self) -> None:
        """Packets pass again."""
        self._run("-F", "INPUT")

    def count_lost_voice(self) -> int:
        """Packets of voice that were lost since the cut."""
        rules = [line.split() for line in self._run("-L", "INPUT", "-v", "-n", "-x").splitlines() if " DROP " in line]
        return sum(int(rule[0]) for rule in rules if rule[3] in ("udp", "17"))

    def _run(self, *words: str) -> str:
        return subprocess.run(["iptables", *words], check=True, stdout=subprocess.PIPE, text=True).stdout


def list_udp_ports(process: int) -> set[int]:
    """Where a process hears UDP (proc_pid_net(5))."""
    held = set()
    for entry in Path(f"/proc/{process}/fd").iterdir():
        with suppress(OSError):
            held.add(entry.readlink().name)
    lines = [line.split() for line in Path("/proc/net/udp").read_text().splitlines()[1:]]
    return {int(line[1].rpartition(":")[2], 16) for line in lines if f"socket:[{line[9]}]" in held}


class Site:
    """All of it, with an agent at work. ``desk`` is as in production, without a window."""

    def __init__(self, place: Path) -> None:
        self._place, self._running = place, ExitStack()
        self.central = RealCentral(place / "central", 60)
        self._running.callback(self.central.close)
        self.central.seed()
        save_settings(self.central.folder, replace(load_settings(self.central.folder), url=self.central.origin))
        self.central.serve()
        self.far = FarEnd()
        self._running.callback(self.far.close)
        self.pbx = DemoPbx(place / "pbx", self.central, self.far.address)
        self._running.callback(self.pbx.stop)
        self.pbx.start()
        put_rule(self.central, self.pbx.rule)
        self.road = Road(self.pbx.port, self.central.address[1])
        self._card = ""
        self.telephone = Softphone()

    def __enter__(self) -> Site:
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    @property
    def call(self) -> Call | None:
        """The call at the ear."""
        return self.desk.calls.state.current

    @property
    def last(self) -> Call | None:
        """The call that ended last."""
        return self.desk.calls.state.last

    def talk(self) -> Call:
        """A call, with voice both ways."""
        self.desk.calls.dial(self._card)
        until(lambda: self.call is not None and self.call.leg.stage is Stage.TALKING, "a call that is taken", self.say)
        self.await_voice()
        assert self.call is not None
        return self.call

    def cut(self) -> None:
        """The desk is alone, in the middle of its call."""
        engine = self.telephone.engine_pid
        assert engine
        self.road.cut(engine)

    def await_voice(self) -> None:
        """Wait for voice at the far end, and for a report of voice at the desk of which nearly nothing is missing."""
        assert await_more_voice(self.far)
        known = self.call.leg.quality if self.call else None

        def hears() -> bool:
            quality = self.call.leg.quality if self.call else None
            return quality is not None and quality is not known and quality.lost < 0.1

        until(hears, "voice at the desk")

    def say(self) -> object:
        """How the telephone stands."""
        return self.desk.calls.state

    def read_record(self, call: Call) -> list[object]:
        """How Central says that a call ended, and for how long they talked; nothing before it knows."""
        kept = call_records.c
        query = select(kept.ending, kept.talk_s).where(kept.id == call.id, kept.ended_at.is_not(None))
        found = self.central.look_up(query)
        return list(found[0]) if found else []

    def read_journal(self, call: Call) -> dict[str, str]:
        """What the desk has written of the call's end."""
        kept = map(decode_event, self.desk.trail.journal.events_from(1, 10_000))
        return next((one.detail for one in kept if one.act is Act.CALL_ENDED and one.object_id == call.id), {})

    @cached_property
    def desk(self) -> Desk:
        """The agent's."""
        place = self._place / "desk"
        person = self.central.add_person(Role.AGENT)
        (self._card,) = self.central.give_cards(person)
        folder, keyring = DeskFolder(place).make(), DeviceKeyring(desk=make_identifier())
        desk = join_desk(
            folder,
            enrol_desk(self.central.make_ticket("cut"), "cut", folder, keyring),
            keyring,
            lambda: self.telephone,
        )
        start_desk(desk, "test")
        self._running.callback(lambda: (self.road.mend(), stop_desk(desk)))
        desk.keeper.sign_in(person.username, bytearray(person.password.encode()), make_code(person.totp_secret))
        desk.sync.wake()
        until(desk.cards.count, "cards")
        until(lambda: desk.calls.state.can_dial, "a telephone that is ready", lambda: desk.calls.state)
        return desk


def until(condition: Callable[[], object], what: str, say: Callable[[], object] = str) -> None:
    """Wait for ``condition``; AssertionError when it does not come to pass, with what there is to ``say``."""
    limit = time.monotonic() + _PATIENCE_S
    while not condition():
        assert time.monotonic() < limit, f"waited for {what}; {say()}"
        time.sleep(0.02)


def cut_shortly(site: Site, cut_s: float) -> dict[str, object]:
    """The road is gone for a moment; the same call goes on, and is ended by the agent."""
    call = site.talk()
    site.cut()
    time.sleep(cut_s)
    lost = site.road.count_lost_voice()
    site.road.mend()
    site.await_voice()
    going_on = site.call is not None and site.call.id == call.id
    site.desk.calls.hang_up()
    until(lambda: site.read_record(call), "Central's record")
    return {"lost": lost, "going_on": going_on, "desk": site.read_journal(call), "central": site.read_record(call)}


def cut_long(site: Site, cut_s: float) -> dict[str, object]:
    """The road is gone for so long that both ends give up while it is, each by itself."""
    call = site.talk()
    began = time.monotonic()
    site.cut()
    until(lambda: site.last is not None and site.last.id == call.id, "the call's end at the desk")
    desk_s = time.monotonic() - began
    said = tell_phone(site.desk.calls.state, wraps_up=True).word
    until(lambda: not site.far.calls, "the call's end at the customer's")
    far_s = time.monotonic() - began
    time.sleep(max(0.0, cut_s - far_s))
    early = site.read_record(call)
    site.road.mend()
    until(lambda: site.read_record(call), "Central's record")
    until(lambda: site.desk.calls.state.link is Link.READY, "the telephone's return")
    site.talk()
    return {
        "said": said,
        "desk_s": desk_s,
        "far_s": far_s,
        "early": early,
        "desk": site.read_journal(call),
        "central": site.read_record(call),
    }


def forget_telephone(site: Site) -> dict[str, object]:
    """A firewall forgets the connection by which the telephone is signed on; it is down for a while, then calls."""
    desk, stood = site.desk, set[Link]()
    desk.calls.on_change(lambda state: stood.add(state.link))  # it may be down for less than a look
    forget_all(site.pbx.port)
    until(lambda: Link.DOWN in stood, "the telephone to notice")
    until(lambda: desk.calls.state.link is Link.READY, "the telephone's return")
    site.talk()
    return {}


def main() -> None:
    """One cut."""
    place, kind = Path(sys.argv[1]), sys.argv[2]
    for words in _NETWORK:
        subprocess.run(["ip", *words.split()], check=True)
    with Site(place) as site:
        if kind == _FORGET:
            told = forget_telephone(site)
        else:
            told = cut_shortly(site, float(kind)) if float(kind) < 15 else cut_long(site, float(kind))
    sys.stdout.write(json.dumps(msgspec.to_builtins(told)) + "\n")


if __name__ == "__main__":
    main()
