"""A desk calls a customer and is called by one, and somebody looks through its memory and its engine's (D1, D4).

Real Kamailio, rtpengine, ``veildesk-pbx`` and engine, before a telephone network that says the number in whatever it
sends. The desk, its window and its engine are processes of a user of their own.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.telephony.port import Stage
from tests.calling import put_rule
from tests.leaks.conftest import find_hindrance
from tests.leaks.needles import Needle, make_needle
from tests.leaks.outside import list_files_of
from tests.leaks.planted_central import PlantedCentral
from tests.leaks.scanner import scan_bytes, scan_files, scan_process
from tests.leaks.site import Site, open_site
from tests.leaks.trials import Trials
from tests.telephony.hostile import HostileFarEnd, count_hits
from ui.demo.far_end import Conduct
from ui.demo.pbx import DemoPbx, PbxMissing, check_programs
from ui.phone.wishes import Wish

_SCAN = "/proc/PID/mem by root, the process halted"
_ENGINE = b"app.telephony.engine"
_AFTER_S = 2


@dataclass
class CallSite:
    """A desk at work whose telephone is ready; ``identifier`` is its own, which its engine must know as well."""

    site: Site
    network: HostileFarEnd
    pbx: DemoPbx
    identifier: Needle

    @property
    def engine(self) -> int:
        """The process of the desk's engine."""
        return next(pid for pid in _list_children(self.site.desk.pid) if _ENGINE in _read(pid, "cmdline").split(b"\0"))

    def await_phone(self, **wanted: object) -> None:
        """Wait until the telephone stands so."""
        limit = time.monotonic() + 60
        while not wanted.items() <= (phone := self.site.desk.call("phone")).items():
            assert time.monotonic() < limit, f"not within a minute: {wanted}; it stands: {phone}"
            time.sleep(0.02)

    def wish(self, wish: Wish) -> None:
        """As the telephone's button does."""
        self.site.desk.call("wish", wish.value)

    def scan(self, number: Needle) -> tuple[int, int]:
        """Copies of a number in the desk and in its engine; fails where a process does not hold what it must."""
        desk = scan_process(self.site.desk.pid, [number, self.site.control])
        engine = scan_process(self.engine, [number, self.identifier])
        assert desk.of(self.site.control), "a scan must find the control word"
        assert engine.of(self.identifier), "a scan must find which desk the engine rings for"
        return len(desk.of(number)), len(engine.of(number))


@pytest.fixture(scope="module")
def calling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CallSite]:
    """All of it."""
    reason = find_hindrance()
    try:
        check_programs()
    except PbxMissing as error:
        reason = reason or error.say()
    if reason:
        pytest.skip(reason)
    with ExitStack() as opened:
        network = HostileFarEnd()
        opened.callback(network.close)
        made: list[DemoPbx] = []

        def prepare(central: PlantedCentral) -> None:
            pbx = DemoPbx(tmp_path_factory.mktemp("pbx") / "pbx", central, network.address)
            pbx.host = "127.0.0.1"  # no name server of the cell knows another name
            with central.reached_at(f"https://localhost:{central.address[1]}"):  # the PBX is outside of the cell
                pbx.start()
            opened.callback(pbx.stop)
            put_rule(central, pbx.rule)
            made.append(pbx)

        site = open_site(opened, tmp_path_factory.mktemp("calls"), prepare=prepare)
        card = json.loads((site.desk.folder / "device" / "device.json").read_bytes())
        calls = CallSite(site, network, made[0], make_needle("desk", bytearray(card["id"].encode())))
        calls.await_phone(ready=True)
        yield calls


def test_no_number_is_in_memory_while_a_desk_calls(calling: CallSite, trials: Trials) -> None:
    customer = calling.site.central.planted[0]
    calling.network.conduct = Conduct.RING
    calling.site.desk.open(customer)
    calling.wish(Wish.CALL)
    calling.await_phone(stage=Stage.RINGING.value)
    found = [calling.scan(customer.mobile)]
    calling.wish(Wish.HANG_UP)
    calling.await_phone(stage="")
    calling.network.conduct = Conduct.TALK
    calling.wish(Wish.CALL)
    calling.await_phone(stage=Stage.TALKING.value)
    found.append(calling.scan(customer.mobile))
    calling.network.hang_up()
    calling.await_phone(stage="")
    time.sleep(_AFTER_S)
    found.append(calling.scan(customer.mobile))
    _note(trials, "a customer is called: ringing, talking", found)
    assert calling.network.find_number().encode() == customer.mobile.plain, "the control: the trunk was told the number"
    assert found == [(0, 0)] * 3


def test_no_number_is_in_memory_while_a_customer_calls(calling: CallSite, trials: Trials) -> None:
    customer = calling.site.central.planted[1]
    made = calling.network.call(customer.mobile.plain.decode(), calling.pbx.trunk_side)
    calling.await_phone(rings=True)
    found = [calling.scan(customer.mobile)]
    calling.wish(Wish.ANSWER)
    calling.await_phone(stage=Stage.TALKING.value)
    calling.network.await_answer(made, 200)
    found.append(calling.scan(customer.mobile))
    calling.network.hang_up()
    calling.await_phone(stage="")
    time.sleep(_AFTER_S)
    found.append(calling.scan(customer.mobile))
    _note(trials, "a customer calls: ringing, talking", found)
    said = b"".join(calling.network.sent)
    assert count_hits(said, bytes(customer.mobile.plain)) > 20, "the control: it was said wherever there is room"
    assert found == [(0, 0)] * 3


def test_no_number_is_on_disk_after_calls(calling: CallSite, trials: Trials) -> None:
    """Of whatever the user owns, and in the journal as the desk itself reads it."""
    site = calling.site
    site.desk.settle()
    numbers = [customer.mobile for customer in site.central.planted]
    files = list_files_of(site.cell.agent)
    scan = scan_files(files, [*numbers, calling.identifier])
    copies = [hit for hit in scan.hits if hit.needle != calling.identifier.name]
    trials.note("Disk", f"{scan.places} files after calls out and in: numbers", len(copies), "every file, raw")
    events = "\n".join(site.desk.call("read_journal"))
    written = scan_bytes(events.encode(), "journal", numbers).hits
    trials.note("Disk", "the journal after calls out and in, opened: numbers", len(written), "as the desk reads it")
    assert scan.of(calling.identifier)
    assert events.count('"call.') >= 4, "the calls are in it"
    assert not copies
    assert not written


def _note(trials: Trials, what: str, found: Sequence[tuple[int, int]]) -> None:
    for place, process in enumerate(("desk", "its engine's process")):
        copies = sum(each[place] for each in found)
        trials.note("Memory", f"the number while {what}, {_AFTER_S} s after; {process}", copies, _SCAN)


def _list_children(parent: int) -> Iterator[int]:
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError, ValueError):
            if int(_read(int(place.name), "stat").rpartition(b")")[2].split()[1]) == parent:
                yield int(place.name)


def _read(pid: int, name: str) -> bytes:
    return Path(f"/proc/{pid}/{name}").read_bytes()
