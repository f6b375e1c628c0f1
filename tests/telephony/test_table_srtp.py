"""A telephone on the table that can SRTP, which is baresip: its voice is sealed up to the PBX, and there only (T1)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from app.telephony.port import Ending, Stage
from protocol.identifiers import make_identifier
from secure_store.keyring_store import DeviceKeyring
from tests.real_central import RealCentral
from tests.telephony.recorded import await_true
from tests.telephony.site import allow_calls
from tests.telephony.table import TableDesk, count_voice
from ui.demo.far_end import Conduct, FarEnd
from ui.demo.pbx import DemoPbx

_PROGRAM = Path(__file__).parent / "programs" / "srtp_telephone.py"


class SealedTelephone:
    """The program, and what it has said."""

    def __init__(self) -> None:
        free = FarEnd()
        free.close()
        self.address = free.address
        words = [sys.executable, str(_PROGRAM), str(self.address[1])]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.said: list[str] = []
        Thread(target=self._listen, daemon=True).start()
        await_true(lambda: "ready" in self.said, "baresip to start")

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self.said.append(line.strip())

    def do(self, word: str) -> None:
        """What the agent does at it."""
        assert self._process.stdin
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()

    def close(self) -> None:
        """Have it end by itself, since baresip leaves a folder behind otherwise."""
        self._process.communicate("\n", timeout=30)


@pytest.fixture(scope="module")
def telephone() -> Iterator[SealedTelephone]:
    made = SealedTelephone()
    yield made
    made.close()


@pytest.fixture(scope="module")
def desk(
    central: RealCentral,
    far_end: FarEnd,
    telephone: SealedTelephone,
    keyring_daemon: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[TableDesk]:
    """A desk beside it, before a PBX of its own; policy lets no voice be clear."""
    allow_calls(central)
    pbx = DemoPbx(tmp_path_factory.mktemp("pbx-srtp") / "pbx", central, far_end.address, tables=telephone.address)
    pbx.start()
    name = f"desk-{make_identifier()[-8:]}"
    made = TableDesk(central, pbx, tmp_path_factory.mktemp(name), name, DeviceKeyring(name), 4, "table-7")
    made.sign_on()
    yield made
    made.close()
    pbx.stop()


def test_voice_is_sealed_at_the_table_and_goes_on_after_a_hold_of_the_telephones_own(
    desk: TableDesk, telephone: SealedTelephone, far_end: FarEnd
) -> None:
    far_end.conduct = Conduct.TALK
    key = desk.dial()
    desk.ear.await_leg(key, lambda leg: leg.stage is Stage.TALKING and leg.is_sealed)
    await_true(lambda: {"taken", "sealed"} <= set(telephone.said), "the telephone to say that it is sealed")
    await_more(far_end)
    far_end.received.clear()
    telephone.do("hold")
    await_true(lambda: any(b"a=sendonly" in data or b"a=inactive" in data for data in far_end.received), "a hold")
    telephone.do("resume")
    await_more(far_end)
    telephone.do("hang-up")
    assert desk.await_end(key).ending is Ending.HUNG_UP
    await_true(lambda: not far_end.calls, "the customer to hear of the end")


def test_the_customer_who_hangs_up_ends_the_sealed_side(
    desk: TableDesk, telephone: SealedTelephone, far_end: FarEnd
) -> None:
    telephone.said.clear()
    far_end.conduct = Conduct.TALK
    key = desk.dial(1)
    desk.ear.await_stage(key, Stage.TALKING)
    await_more(far_end)
    far_end.hang_up()
    assert desk.await_end(key).ending is Ending.FAR_HUNG_UP
    await_true(lambda: "ended" in telephone.said, "the telephone to hear of the end")


def await_more(end: FarEnd) -> None:
    """Wait for a second of voice from now on."""
    before = count_voice(end)
    await_true(lambda: count_voice(end) > before + 50, "voice")
