"""Changes of voice that meet, or are refused: the call lives on with its voice both ways, and nobody hangs (D1, U1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.telephony import engine_process
from app.telephony.port import Ending, Stage
from tests.real_central import RealCentral
from tests.telephony import joined
from tests.telephony.changing import ChangingFarEnd, refuse
from tests.telephony.hostile import count_hits
from tests.telephony.joined import await_heard, measure_far, measure_heard
from tests.telephony.recorded import DESK_HZ, FAR_HZ, await_true, make_speaking
from tests.telephony.site import PhoneDesk
from tests.telephony.test_incoming import end_records
from ui.demo.far_end import Conduct
from ui.demo.pbx import DemoPbx


@dataclass
class Speaker:
    """A desk whose microphone hears a tone, and whose loudspeaker fills a file."""

    desk: PhoneDesk
    heard: Path

    def await_voices(self, network: ChangingFarEnd) -> None:
        """Wait until each side hears the other."""
        self.heard.write_bytes(b"")
        for call in network.calls.values():
            assert call.voice
            call.voice.heard.clear()
        await_heard(lambda: measure_heard(self.heard, FAR_HZ), "the far end at the desk")
        await_heard(lambda: measure_far(network, DESK_HZ), "the desk at the far end")


@pytest.fixture(scope="module")
def far() -> Iterator[ChangingFarEnd]:
    """A telephone network with a mind of its own."""
    made = ChangingFarEnd()
    yield made
    made.close()


@pytest.fixture(scope="module")
def changing_pbx(
    central: RealCentral, far: ChangingFarEnd, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DemoPbx]:
    """The PBX before it."""
    made = DemoPbx(tmp_path_factory.mktemp("pbx-changing") / "pbx", central, far.address)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def speakers(
    changing_pbx: DemoPbx, make_desk: Callable[..., PhoneDesk], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Speaker, Speaker]:
    """Two desks at it."""
    made = []
    for _ in range(2):
        heard = tmp_path_factory.mktemp("heard") / "heard"
        heard.write_bytes(b"")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(engine_process, "subprocess", make_speaking(heard=heard))
            made.append(Speaker(make_desk(changing_pbx, cards=4), heard))
    return made[0], made[1]


@pytest.fixture
def network(far: ChangingFarEnd, speakers: tuple[Speaker, Speaker], central: RealCentral) -> Iterator[ChangingFarEnd]:
    """The network, which answers and talks, and whose number no desk has seen when the test is over."""
    far.conduct = Conduct.TALK
    far.reset()
    for speaker in speakers:
        speaker.desk.ear.legs.clear()
        speaker.desk.be_there()
    yield far
    numbers = {call.invite.number for call in far.calls.values()}
    far.hang_up()
    for speaker in speakers:
        wire = speaker.desk.tap.incoming + speaker.desk.tap.outgoing
        assert sum(count_hits(wire, number.encode()) for number in numbers if number.isdigit()) == 0
        speaker.desk.tap.incoming.clear()
        speaker.desk.tap.outgoing.clear()
    end_records(central)


def talk(speaker: Speaker, network: ChangingFarEnd) -> str:
    """Call a customer, until both hear each other; the call's key."""
    key = speaker.desk.dial()
    speaker.desk.ear.await_stage(key, Stage.TALKING)
    speaker.await_voices(network)
    return key


def hold(speaker: Speaker, key: str, *, on: bool) -> None:
    """Hold a call, or take it back, as far as the desk knows."""
    speaker.desk.phone.hold(key, on=on)
    speaker.desk.ear.wait(lambda: speaker.desk.ear.list_of(key)[-1].held is on, "the hold")


def end(speaker: Speaker, key: str, network: ChangingFarEnd) -> None:
    """The far end hangs up, and the desk hears of it: the call was one until now."""
    network.hang_up()
    assert speaker.desk.ear.await_stage(key, Stage.ENDED).ending is Ending.FAR_HUNG_UP


@pytest.mark.parametrize("code", [491, None], ids=["refused", "taken"])
def test_a_hold_that_meets_the_far_ends_own_change_is_in_force_and_so_is_that(
    speakers: tuple[Speaker, Speaker], network: ChangingFarEnd, code: int | None
) -> None:
    speaker, _ = speakers
    key = talk(speaker, network)
    codes = () if code is None else (code,)
    network.on_change = refuse(*codes, meanwhile=network.change)
    hold(speaker, key, on=True)
    await_true(lambda: bool(network.own), "the far end's own change")
    network.await_change(network.own[0])
    assert network.own[0].answers[0] == 491, "the control: they met"
    await_true(lambda: _is_told(network, "sendonly"), "the hold at the far end")
    network.on_change = refuse(*codes, meanwhile=network.change)
    hold(speaker, key, on=False)
    await_true(lambda: len(network.own) == 2, "the far end's own change")
    network.await_change(network.own[1])
    await_true(lambda: _is_told(network, "sendrecv"), "the end of the hold at the far end")
    speaker.await_voices(network)
    end(speaker, key, network)


@pytest.mark.parametrize("code", [488, 500])
def test_a_hold_that_the_far_end_refuses_is_in_force_at_the_desk_and_ends(
    speakers: tuple[Speaker, Speaker], network: ChangingFarEnd, code: int
) -> None:
    speaker, _ = speakers
    key = talk(speaker, network)
    network.on_change = refuse(code)
    hold(speaker, key, on=True)
    await_true(lambda: bool(network.asked), "the hold to come to the far end")
    hold(speaker, key, on=False)
    speaker.await_voices(network)
    assert not speaker.desk.ear.list_of(key)[-1].far_held
    network.await_change(network.change())
    speaker.await_voices(network)
    hold(speaker, key, on=True)
    await_true(lambda: _is_told(network, "sendonly"), "a later hold at the far end")
    hold(speaker, key, on=False)
    await_true(lambda: _is_told(network, "sendrecv"), "the end of the hold at the far end")
    speaker.await_voices(network)
    end(speaker, key, network)


def test_a_hold_right_after_answering_waits_for_the_far_ends_acknowledgement(
    speakers: tuple[Speaker, Speaker], network: ChangingFarEnd, changing_pbx: DemoPbx, central: RealCentral
) -> None:
    speaker, _ = speakers
    network.acknowledges_after_s = 2.0
    made = network.call(central.read_number(speaker.desk.cards[0]), changing_pbx.trunk_side)
    key = speaker.desk.ear.await_incoming().key
    speaker.desk.phone.answer(key)
    speaker.desk.ear.await_stage(key, Stage.TALKING)
    hold(speaker, key, on=True)
    network.await_answer(made, 200)
    await_true(lambda: _is_told(network, "sendonly"), "the hold at the far end")
    assert not network.early
    hold(speaker, key, on=False)
    await_true(lambda: _is_told(network, "sendrecv"), "the end of the hold at the far end")
    speaker.await_voices(network)
    end(speaker, key, network)


def test_the_far_ends_change_right_after_the_answer_is_taken(
    speakers: tuple[Speaker, Speaker], network: ChangingFarEnd, changing_pbx: DemoPbx, central: RealCentral
) -> None:
    speaker, _ = speakers
    made = network.call(central.read_number(speaker.desk.cards[0]), changing_pbx.trunk_side)
    key = speaker.desk.ear.await_incoming().key
    speaker.desk.phone.answer(key)
    network.await_answer(made, 200)
    network.await_change(network.change())
    speaker.desk.ear.await_stage(key, Stage.TALKING)
    speaker.await_voices(network)
    end(speaker, key, network)


def test_a_refresh_without_a_description_changes_nothing(
    speakers: tuple[Speaker, Speaker], network: ChangingFarEnd
) -> None:
    speaker, _ = speakers
    key = talk(speaker, network)
    network.await_change(network.change(described=False))
    speaker.await_voices(network)
    assert not speaker.desk.ear.list_of(key)[-1].far_held
    end(speaker, key, network)


@pytest.mark.parametrize(
    "codes", [(491,), (491, 491, 500), (500, 500), (488,), (488,) * 9], ids=lambda codes: f"{codes[0]}-{len(codes)}"
)
def test_a_call_that_is_handed_on_is_heard_though_the_far_end_refuses_its_changes(
    speakers: tuple[Speaker, Speaker], network: ChangingFarEnd, codes: tuple[int, ...]
) -> None:
    speaker, colleague = speakers
    key = talk(speaker, network)
    network.on_change = refuse(*codes)
    speaker.desk.phone.transfer(key, colleague.desk.identity.card.id)
    assert speaker.desk.ear.await_stage(key, Stage.ENDED).ending is Ending.TRANSFERRED
    taken = colleague.desk.ear.await_incoming().key
    colleague.desk.phone.answer(taken)
    colleague.desk.ear.await_stage(taken, Stage.TALKING)
    colleague.await_voices(network)
    hold(colleague, taken, on=True)
    hold(colleague, taken, on=False)
    colleague.await_voices(network)
    end(colleague, taken, network)


def test_a_far_end_that_refuses_a_third_talks_on_with_the_agent_alone(
    changing_pbx: DemoPbx,
    central: RealCentral,
    speakers: tuple[Speaker, Speaker],
    network: ChangingFarEnd,
    tmp_path: Path,
) -> None:
    agent = joined.seat_agent(central, changing_pbx, tmp_path / "agent")
    boss = joined.seat_boss(central, changing_pbx, tmp_path / "boss")
    try:
        ticket, key = agent.desk.talk()
        network.on_change = refuse(488)
        mine = boss.desk.phone.dial(boss.come_in(agent.want_help(ticket.id).id).token)
        agent.show()
        boss.desk.ear.await_stage(mine, Stage.ENDED)
        assert len(network.asked) == 1
        alone = Speaker(agent.phone_desk, agent.heard)
        alone.await_voices(network)
        hold(alone, key, on=True)
        await_true(lambda: _is_told(network, "sendonly"), "the hold at the far end")
        hold(alone, key, on=False)
        alone.await_voices(network)
        agent.desk.hang_up(ticket, key)
        await_true(lambda: not network.calls, "the far end's end of it")
    finally:
        agent.desk.close()
        boss.desk.close()


def _is_told(network: ChangingFarEnd, direction: str) -> bool:
    """What the far end was told last: by a change that it took, or by the answer to its own."""
    return any(f"a={direction}" in said for said in network.told()[-1:])
