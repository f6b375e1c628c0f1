"""``dial``, ``resolve``, ``call-cpu``: what a call costs, from the agent's click to Central's answer to the PBX.

A real desk without a window, its engine, Kamailio, rtpengine, ``veildesk-pbx``, Central and a telephone network.

``dial`` takes Central's part out of each dial, as it was in that very dial, and compares the rest (the record on disk,
the engine, the wire) with an engine alone that is told to dial. ``resolve`` asks Central for numbers as a PBX does, at
moments that do not wait for answers. ``call-cpu`` counts processor time while voice goes both ways.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import insert, select

from app.desk import Desk, start_desk, stop_desk
from app.enrolment import enrol_desk
from app.telephony.account import make_account
from app.telephony.engine.words import Dial, LegIs, LinkIs, SignOff, SignOn
from app.telephony.engine_process import EngineProcess, make_memory_file
from app.telephony.port import Link, Stage
from app.telephony.softphone import Softphone
from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.roles import Role
from protocol.telephones import PhoneRule
from protocol.times import format_instant
from secure_store.device import DeviceIdentity
from secure_store.folder import DeskFolder
from secure_store.keyring_store import DeviceKeyring
from server.pbx.place import PbxPlace
from server.pbx.routing import find_route
from server.services.calling.tokens import hash_token, make_token
from server.store.call_tables import calls
from server.store.tables import devices, people
from tests.bench.score import Score
from tests.bench.workshop import Workshop
from tests.calling import put_rule
from tests.real_central import RealCentral
from tests.telephony.wiretap import Wiretap
from tests.waiting import wait_for
from ui.demo.far_end import Conduct, FarEnd
from ui.demo.pbx import DemoPbx
from ui.main import join_desk
from ui.totp import make_code

DIALS, CARDS = 21, 50
SETTLE_S = 0.5
RATE, SECONDS, ASKERS = 200, 10, 16
"""Tokens a second, for how long; by as many threads as a PBX has for it."""
TALK_S = 20.0
_TICKS = os.sysconf("SC_CLK_TCK")


class Outgoing:
    """What a desk says on the wire: not kept, but for the moment of each INVITE."""

    def __init__(self) -> None:
        self._said = threading.Condition()
        self._invites: list[float] = []

    def __iadd__(self, data: bytes) -> Outgoing:
        if b"INVITE sip:" in data:
            with self._said:
                self._invites.append(time.perf_counter())
                self._said.notify_all()
        return self

    def await_invite(self, began: float) -> float:
        """Seconds from ``began`` to the first INVITE after it."""
        with self._said:
            if not self._said.wait_for(lambda: self._invites and self._invites[-1] > began, 30):
                raise RuntimeError("no INVITE")
            return next(at for at in self._invites if at > began) - began


class CallSite:
    """A Central, a PBX, a telephone network that answers and talks, and one agent at his desk."""

    def __init__(self, place: Path) -> None:
        self._place, self._running = place, ExitStack()
        self.central = RealCentral(place / "central", 200)
        self._running.callback(self.central.close)
        self.central.seed()
        self.central.serve()
        self.far = FarEnd(conduct=Conduct.TALK)
        self._running.callback(self.far.close)
        self.pbx = DemoPbx(place / "pbx", self.central, self.far.address)
        self._running.callback(self.pbx.stop)
        self.pbx.start()
        self.person = self.central.add_person(Role.AGENT)
        self.cards = self.central.give_cards(self.person, CARDS)
        self.telephone = Softphone()

    def __enter__(self) -> CallSite:
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    def enrol(self, name: str) -> tuple[DeskFolder, DeviceKeyring, DeviceIdentity]:
        """A new desk of Central's."""
        folder, keyring = DeskFolder(self._place / name).make(), DeviceKeyring(desk=make_identifier())
        return folder, keyring, enrol_desk(self.central.make_ticket(name), name, folder, keyring)

    def tap(self, identity: DeviceIdentity) -> tuple[Wiretap, Outgoing]:
        """A place on the wire between that desk and the PBX."""
        key = identity.certificate_path.with_name("for-the-wiretap.key")
        key.write_bytes(bytes(make_account(identity, PhoneRule()).key_pem))
        server = (self.pbx.folder / "pbx.crt", self.pbx.folder / "pbx.key")
        made = Wiretap(self.pbx.port, self.central.folder / "ca.crt", server, (identity.certificate_path, key))
        made.outgoing = heard = Outgoing()  # type: ignore[assignment]
        self._running.callback(made.close)
        return made, heard

    def sit_down(self) -> tuple[Desk, Outgoing]:
        """The agent's desk, its telephone ready."""
        folder, keyring, identity = self.enrol("desk")
        tap, heard = self.tap(identity)
        put_rule(self.central, PhoneRule(mode=self.pbx.rule.mode, host="localhost", port=tap.port))
        desk = join_desk(folder, identity, keyring, lambda: self.telephone)
        start_desk(desk, "bench")
        self._running.callback(stop_desk, desk)
        password = bytearray(self.person.password.encode())
        desk.keeper.sign_in(self.person.username, password, make_code(self.person.totp_secret))
        desk.sync.wake()
        wait_for(lambda: desk.cards.count() == CARDS and desk.calls.state.can_dial)
        return desk, heard


class BareEngine:
    """An engine that is told to dial by its own pipe, by nobody's click."""

    def __init__(self, site: CallSite) -> None:
        _, _, identity = site.enrol("bare")
        tap, self._heard = site.tap(identity)
        account = make_account(identity, PhoneRule(host="localhost", port=tap.port))
        files = (
            make_memory_file("trust", account.trust_pem),
            make_memory_file("identity", account.certificate_pem, account.key_pem),
        )
        self._engine = EngineProcess(files)
        trust, own = (f"/proc/self/fd/{file}" for file in files)
        self._engine.send(
            SignOn(
                host=account.host,
                port=account.port,
                desk=account.desk,
                trust=trust,
                identity=own,
                folder=self._engine.folder,
            )
        )
        self._reports = self._engine.listen()
        while next(self._reports) != LinkIs(Link.READY):
            continue

    def dial(self) -> float:
        """Seconds from the order to the INVITE; the PBX refuses the token, which is one of nobody's."""
        key, began = make_identifier(), time.perf_counter()
        self._engine.send(Dial(key=key, token=make_token()))
        took = self._heard.await_invite(began)
        while not (isinstance(report := next(self._reports), LegIs) and report.stage is Stage.ENDED):
            continue
        return took

    def close(self) -> None:
        """End it."""
        self._engine.send(SignOff())
        self._engine.end(5)


def measure_dial(workshop: Workshop) -> Sequence[Score]:
    """Clicks and bare dials in turns."""
    with CallSite(workshop.make_folder("dial")) as site:
        desk, heard = site.sit_down()
        asked = _time_requests(desk)
        bare, taken = BareEngine(site), []
        for place in range(DIALS + 1):
            _settle(desk)
            began = time.perf_counter()
            desk.calls.dial(site.cards[place % CARDS])
            whole = heard.await_invite(began)
            _hang_up(desk)
            _settle(desk)
            taken.append((whole, asked[-1], bare.dial()))
        bare.close()
    whole, request, alone = (median(one) for one in zip(*taken[1:], strict=True))
    beyond = median(whole - request for whole, request, _ in taken[1:])
    raw = (
        f"{beyond * 1000:.1f} ms beside Central's {request * 1000:.1f}, {whole * 1000:.1f} together;"
        f" an engine alone {alone * 1000:.1f} ms"
    )
    return [Score("dial", beyond / alone, 1.3, raw)]


def measure_resolving(workshop: Workshop) -> Sequence[Score]:
    """Whether Central keeps up with a PBX that resolves so many tokens a second, and how long one takes."""
    with CallSite(workshop.make_folder("resolve")) as site:
        put_rule(site.central, site.pbx.rule)
        _, _, identity = site.enrol("desk")
        tokens = _make_tokens(site, identity.card.id, RATE * SECONDS)
        place = PbxPlace(site.pbx.folder / "state")
        road, took = place.open_road(), []
        began = time.perf_counter() + 0.5

        def ask(number: int) -> None:
            due = began + number / RATE
            time.sleep(max(0.0, due - time.perf_counter()))
            find_route(road, place.card.id, tokens[number], identity.card.id)
            took.append(time.perf_counter() - due)

        with ThreadPoolExecutor(ASKERS) as askers:
            for done in [askers.submit(ask, number) for number in range(len(tokens))]:
                done.result()
        rate = len(tokens) / (time.perf_counter() - began)
        road.close()
    took.sort()
    raw = (
        f"{rate:.0f} tokens/s of {RATE} asked for, {len(tokens)} in all; median {median(took) * 1000:.0f} ms,"
        f" p99 {took[int(0.99 * len(took))] * 1000:.0f} ms from the moment that each was due"
    )
    return [Score("resolve", rate / RATE, 0.99, raw, more_is_better=True)]


def measure_processor(workshop: Workshop) -> Sequence[Score]:
    """Processor time of one call in which both talk: the desk's engine, and the three programs of the PBX."""
    with CallSite(workshop.make_folder("call-cpu")) as site:
        desk, _ = site.sit_down()
        groups = {"engine": site.telephone.engine_pid, **{name: one.pid for name, one in site.pbx.processes.items()}}
        idle = _count_over(groups, TALK_S)
        desk.calls.dial(site.cards[0])
        wait_for(lambda: desk.calls.state.current and desk.calls.state.current.answered_at)
        busy = _count_over(groups, TALK_S)
        _hang_up(desk)
    shares = {name: max(0.0, busy[name] - idle[name]) / TALK_S for name in groups}
    pbx = sum(share for name, share in shares.items() if name != "engine")
    raw = (
        f"of one processor: engine {shares['engine']:.1%}, PBX {pbx:.1%} ("
        + ", ".join(f"{name} {share:.1%}" for name, share in shares.items() if name != "engine")
        + f"); idle engine {idle['engine'] / TALK_S:.1%}"
    )
    return [Score("call-cpu", shares["engine"] + pbx, 0.1, raw)]


def _time_requests(desk: Desk) -> list[float]:
    """The seconds of each request to Central from now on."""
    asked, call = [], desk.central.call

    def timed(*words, **more):
        began = time.perf_counter()
        try:
            return call(*words, **more)
        finally:
            if words[:2] == ("POST", "/v1/calls"):
                asked.append(time.perf_counter() - began)

    desk.central.call = timed
    return asked


def _hang_up(desk: Desk) -> None:
    desk.calls.hang_up()
    wait_for(lambda: not desk.calls.state.is_busy and desk.calls.state.can_dial)


def _settle(desk: Desk) -> None:
    """Let what the call before left to do be done, so that the next finds everybody idle."""
    wait_for(lambda: desk.trail.journal.waiting() == 0)
    time.sleep(SETTLE_S)


def _make_tokens(site: CallSite, desk: str, count: int) -> list[str]:
    """Tokens of that desk's, as Central keeps them, good for an hour."""
    tokens = [make_token() for _ in range(count)]
    moment = datetime.now(UTC)
    (person,) = site.central.look_up(select(people.c.id).where(people.c.username == site.person.username))[0]
    assert site.central.look_up(select(devices.c.id).where(devices.c.id == desk))
    rows = [
        {
            "id": make_identifier(),
            "number": f"B-{place}",
            "token_hash": hash_token(token),
            "person": person,
            "device": desk,
            "customer": site.cards[place % CARDS],
            "field": FieldKind.MOBILE.value,
            "purpose": "marketing",
            "made_at": format_instant(moment),
            "expires_at": format_instant(moment + timedelta(hours=1)),
        }
        for place, token in enumerate(tokens)
    ]
    with site.central.writing() as connection:
        connection.execute(insert(calls), rows)
    return tokens


def _count_over(groups: dict[str, int | None], seconds: float) -> dict[str, float]:
    """Processor seconds that each process group takes in so many seconds."""
    before = {name: _count(group) for name, group in groups.items()}
    time.sleep(seconds)
    return {name: _count(group) - before[name] for name, group in groups.items()}


def _count(group: int | None) -> float:
    """Processor seconds of a process group up to now (proc_pid_stat(5))."""
    ticks = 0
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / _TICKS
