"""Recorded calls over real Kamailio, rtpengine, recorder and Central: after a yes, sealed, piece by piece (C1, S1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.telephony import engine_process
from protocol.identifiers import make_identifier
from protocol.recordings import PIECE_SAMPLES
from server.services.policy import RecordingPolicy
from server.store.recording_tables import recording_pieces
from tests.real_central import RealCentral
from tests.telephony import recorded
from tests.telephony.listening import await_more_voice
from tests.telephony.recorded import (
    DESK_HZ,
    FAR_HZ,
    RecordedDesk,
    await_pieces,
    await_true,
    find_plain_voice,
    is_copied,
    list_recordings,
    open_recording,
)
from tests.telephony.tones import measure_loudest, measure_tone
from ui.demo.far_end import Conduct, FarEnd
from ui.demo.pbx import DemoPbx

_HEARD = 1500
"""Of the tones' amplitude of 8,000."""


@pytest.fixture(scope="module")
def recorded_desk(
    central: RealCentral, pbx: DemoPbx, keyring_daemon: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RecordedDesk]:
    """A desk at a PBX whose policy records."""
    name = f"desk-{make_identifier()[-8:]}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_process, "subprocess", recorded.make_speaking())
        made = RecordedDesk(central, pbx, tmp_path_factory.mktemp(name), name)
    recorded.record_calls(central, RecordingPolicy(on=True))
    yield made
    recorded.record_calls(central, RecordingPolicy())
    made.close()


@pytest.fixture
def talking(network: FarEnd) -> FarEnd:
    """The telephone network, whose far end sends a tone."""
    network.conduct = Conduct.TALK
    return network


def test_after_a_yes_both_voices_are_kept_and_no_disk_holds_them_plain(
    recorded_desk: RecordedDesk, talking: FarEnd, central: RealCentral, pbx: DemoPbx, tmp_path: Path
) -> None:
    ticket, key = recorded_desk.talk()
    recorded_desk.answer(ticket, "yes")
    await_pieces(central, ticket.id, 2)
    recorded_desk.hang_up(ticket, key)
    await_true(lambda: list_recordings(central, ticket.id)[0].ended_at is not None, "the recording's end")
    (row,) = list_recordings(central, ticket.id)
    pieces = open_recording(central, row.id)
    assert row.pieces == len(pieces) >= 3
    assert {len(piece) for piece in pieces[:-1]} == {PIECE_SAMPLES}
    for hertz in (DESK_HZ, FAR_HZ):
        assert measure_loudest(pieces[1], hertz) > _HEARD, f"{hertz} Hz"
    assert measure_tone(pieces[1], 700) < _HEARD / 3, "the control: a pitch that nobody sounds"
    await_true(lambda: not list((pbx.folder / "state" / "pieces").iterdir()), "what Central has to leave the PBX")
    for folder in (pbx.folder, central.folder):
        assert not find_plain_voice(folder, pieces[1], tmp_path / folder.name)
    (pbx.folder / "plain").write_bytes(pieces[1])
    assert find_plain_voice(pbx.folder, pieces[1], tmp_path / "control"), "the control: it would have been found"
    (pbx.folder / "plain").unlink()


def test_without_a_yes_nobody_listens(recorded_desk: RecordedDesk, talking: FarEnd, central: RealCentral) -> None:
    silent, silent_key = recorded_desk.talk()
    agreed, agreed_key = recorded_desk.talk(1)
    recorded_desk.answer(agreed, "yes")
    await_pieces(central, agreed.id, 1)
    recorded_desk.answer(silent, "no")
    for ticket, key in ((silent, silent_key), (agreed, agreed_key)):
        recorded_desk.hang_up(ticket, key)
    assert list_recordings(central, silent.id) == []


def test_a_yes_to_another_wording_is_none(recorded_desk: RecordedDesk, talking: FarEnd, central: RealCentral) -> None:
    other, key = recorded_desk.talk()
    recorded_desk.answer(other, "yes", wording="0123456789abcdef")
    agreed, agreed_key = recorded_desk.talk(1)
    recorded_desk.answer(agreed, "yes")
    await_pieces(central, agreed.id, 1)
    for ticket, end in ((other, key), (agreed, agreed_key)):
        recorded_desk.hang_up(ticket, end)
    assert list_recordings(central, other.id) == []


def test_a_no_in_mid_call_destroys_what_there_is_and_stops_it(
    recorded_desk: RecordedDesk, talking: FarEnd, central: RealCentral, pbx: DemoPbx
) -> None:
    ticket, key = recorded_desk.talk()
    recorded_desk.answer(ticket, "yes")
    await_pieces(central, ticket.id, 1)
    recorded_desk.answer(ticket, "no")
    (row,) = list_recordings(central, ticket.id)
    assert row.destroyed_at is not None
    assert row.wrapped is None
    kept = select(func.count()).select_from(recording_pieces).where(recording_pieces.c.recording == row.id)
    assert central.look_up(kept) == [(0,)]
    await_true(lambda: not is_copied(pbx, ticket.id), "the copy's end")
    await_true(lambda: not list((pbx.folder / "state" / "pieces").iterdir()), "what was destroyed to leave the PBX")
    assert central.look_up(kept) == [(0,)]
    assert await_more_voice(talking), "the call goes on"
    recorded_desk.hang_up(ticket, key)


def test_a_recorder_that_is_killed_while_central_is_away_loses_no_sealed_piece_and_no_call(
    recorded_desk: RecordedDesk, talking: FarEnd, central: RealCentral, pbx: DemoPbx
) -> None:
    ticket, key = recorded_desk.talk()
    recorded_desk.answer(ticket, "yes")
    await_pieces(central, ticket.id, 1)
    central.stop()
    spool = pbx.folder / "state" / "pieces"
    await_true(lambda: len(list(spool.glob("*/*[0-9]"))) >= 2, "pieces that wait")
    pbx.end("recorder", at_once=True)
    waiting = sorted(int(file.name) for file in spool.glob("*/*[0-9]"))
    central.serve()
    pbx.start_recorder()
    await_pieces(central, ticket.id, 1, recording=1)
    await_pieces(central, ticket.id, waiting[-1] + 1)
    assert await_more_voice(talking), "the call goes on"
    recorded_desk.hang_up(ticket, key)
    await_true(lambda: list_recordings(central, ticket.id)[1].ended_at is not None, "the second recording's end")
    first, second = list_recordings(central, ticket.id)
    assert first.ended_at is None, "its end is missing, and it says so"
    for recording in (first.id, second.id):
        pieces = open_recording(central, recording)
        assert measure_loudest(pieces[0], FAR_HZ) > _HEARD


def test_a_call_that_was_on_hold_is_recorded_before_and_after(
    recorded_desk: RecordedDesk, talking: FarEnd, central: RealCentral
) -> None:
    ticket, key = recorded_desk.talk()
    desk = recorded_desk.phone_desk
    recorded_desk.answer(ticket, "yes")
    await_pieces(central, ticket.id, 1)
    desk.phone.hold(key, on=True)
    desk.ear.await_leg(key, lambda leg: leg.held)
    desk.phone.hold(key, on=False)
    desk.ear.wait(lambda: not desk.ear.list_of(key)[-1].held, "the call to be taken back")
    resumed = list_recordings(central, ticket.id)[0].pieces
    await_pieces(central, ticket.id, resumed + 3)
    recorded_desk.hang_up(ticket, key)
    pieces = open_recording(central, list_recordings(central, ticket.id)[0].id)
    for hertz in (DESK_HZ, FAR_HZ):
        assert measure_loudest(pieces[0], hertz) > _HEARD
        assert measure_loudest(pieces[resumed + 2], hertz) > _HEARD
