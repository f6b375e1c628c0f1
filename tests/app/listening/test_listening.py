"""A recorded call is heard at one desk, in order, on record, and nothing of it stays (U1, S1)."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest
from sqlalchemy import delete, select

from app.listening.player import FRAME, Player, PlayState
from app.listening.service import Heard
from protocol.events import Act, Event, decode_event
from protocol.g711 import decode_a_law
from protocol.recording_refusals import ListeningOver, RecordingGone, RecordingUnreadable, SoundMissing
from protocol.recordings import PIECE_SAMPLES
from protocol.refusals import ProofRefused
from server.store.recording_tables import listenings, recording_pieces, recordings
from tests.app.listening.conftest import Inspector, KeepingSpeaker
from tests.recorded_call import make_voice, record_call
from tests.waiting import wait_for


def ask(inspector: Inspector, voice: list[bytes], *, ends: bool = True) -> Heard:
    """A recorded call that he may hear."""
    call = record_call(inspector.central, inspector.desk.identity.card.id, voice, ends=ends)
    password = inspector.password()
    heard = inspector.desk.listening.ask(call, "抽查 13812345678", password)
    assert not any(password)
    return heard


def list_events(inspector: Inspector, *acts: Act) -> list[Event]:
    """What stands in the journal, oldest first."""
    written = map(decode_event, inspector.desk.trail.journal.events_from(1, 10_000))
    return [event for event in written if event.act in acts]


def play(
    inspector: Inspector, heard: Heard, speaker: KeepingSpeaker, told: Callable[[PlayState], None] = lambda _: None
) -> Player:
    """A player that has begun."""
    player = Player(inspector.desk.listening, heard, lambda: speaker, told)
    player.start()
    return player


def write_samples(voice: list[bytes]) -> bytes:
    """What a loudspeaker is given for it."""
    return b"".join(struct.pack("<h", decode_a_law(code)) for piece in voice for code in piece)


def test_a_call_is_heard_from_its_beginning_to_its_end_and_it_is_on_record(inspector: Inspector) -> None:
    voice, speaker, states = make_voice(4), KeepingSpeaker(), list[PlayState]()
    heard = ask(inspector, voice)
    assert heard.is_whole
    player = play(inspector, heard, speaker, states.append)
    wait_for(lambda: player.state.is_over)
    assert bytes(speaker.played) == write_samples(voice)
    assert max(state.level for state in states) > 0
    player.close("asked")
    assert player.join(60)
    assert speaker.is_closed
    asked, opened, closed = list_events(inspector, Act.RECORDING_ASKED, Act.RECORDING_OPENED, Act.RECORDING_CLOSED)
    assert asked.detail["reason"] == "抽查 138****5678"
    assert opened.object_id == closed.object_id == heard.listening.call
    assert (closed.detail["heard_s"], closed.detail["upto_s"], closed.detail["reason"]) == ("8", "8", "asked")
    given = select(listenings.c.given).where(listenings.c.id == heard.listening.id)
    assert inspector.central.look_up(given) == [(4,)]
    with pytest.raises(ListeningOver):
        inspector.desk.listening.fetch(heard, heard.places[0])


def test_one_may_stop_go_on_and_move_about(inspector: Inspector) -> None:
    voice, speaker = make_voice(12), KeepingSpeaker(is_held=True, holds_at=3 * PIECE_SAMPLES)
    heard = ask(inspector, voice)
    player = play(inspector, heard, speaker)
    player.skip(10)
    speaker.hold(on=False)
    wait_for(lambda: player.state.at_s > 11)
    player.toggle()
    stopped = player.state.at_s
    assert not player.state.is_playing
    player.skip(-1000)
    assert player.state.at_s == 0
    assert stopped > 0
    player.close("asked")
    speaker.hold(on=False)  # it holds by itself where the player came so far before it was stopped
    assert player.join(60)
    (closed,) = list_events(inspector, Act.RECORDING_CLOSED)
    assert int(closed.detail["heard_s"]) < int(closed.detail["upto_s"]), "what was skipped was not heard"


def test_nothing_plays_on_when_the_desk_locks(inspector: Inspector) -> None:
    speaker = KeepingSpeaker(holds_at=2 * PIECE_SAMPLES)
    heard = ask(inspector, make_voice(40))
    player = play(inspector, heard, speaker)
    speaker.await_bytes(2 * PIECE_SAMPLES)
    played = len(speaker.played)
    inspector.desk.keeper.lock()
    speaker.hold(on=False)
    wait_for(lambda: player.state.error is not None)
    assert len(speaker.played) <= played + 2 * FRAME, "the frame that was being played"
    player.close("locked")
    assert player.join(60)


def test_a_piece_that_was_changed_or_moved_is_not_heard(inspector: Inspector) -> None:
    speaker = KeepingSpeaker(is_held=True)
    heard = ask(inspector, make_voice(6))
    recording = heard.listening.parts[0].recording
    with inspector.central.writing() as connection:
        fourth = (recording_pieces.c.recording == recording) & (recording_pieces.c.number == 3)
        moved = connection.execute(
            select(recording_pieces.c.sealed)
            .where(recording_pieces.c.recording == recording)
            .where(recording_pieces.c.number == 4)
        ).scalar_one()
        connection.execute(recording_pieces.update().where(fourth).values(sealed=moved))
    player = play(inspector, heard, speaker)
    speaker.hold(on=False)
    wait_for(lambda: player.state.error is not None)
    assert isinstance(player.state.error, RecordingUnreadable)
    assert len(speaker.played) == 2 * 3 * PIECE_SAMPLES
    player.close("asked")
    assert player.join(60)
    (closed,) = list_events(inspector, Act.RECORDING_CLOSED)
    assert closed.detail["reason"] == "recording-unreadable"


def test_a_recording_without_an_end_says_so(inspector: Inspector) -> None:
    heard = ask(inspector, make_voice(2), ends=False)
    assert not heard.is_whole
    inspector.desk.listening.closed(heard, 0, 0, "asked")


def test_without_a_sound_device_nothing_is_played_or_fetched(inspector: Inspector) -> None:
    heard = ask(inspector, make_voice(2))

    def refuse() -> KeepingSpeaker:
        raise SoundMissing

    player = Player(inspector.desk.listening, heard, refuse, lambda _: None)
    with pytest.raises(SoundMissing):
        player.start()
    player.close("sound-missing")
    assert list_events(inspector, Act.RECORDING_OPENED) == []
    given = select(listenings.c.given).where(listenings.c.id == heard.listening.id)
    assert inspector.central.look_up(given) == [(0,)]


def test_without_the_right_password_nothing_is_given(inspector: Inspector) -> None:
    call = record_call(inspector.central, inspector.desk.identity.card.id, make_voice(1))
    with pytest.raises(ProofRefused):
        inspector.desk.listening.ask(call, "抽查", bytearray(b"not his password"))
    assert inspector.central.look_up(select(listenings.c.id).where(listenings.c.call == call)) == []


def test_what_was_destroyed_while_one_listens_ends_there(inspector: Inspector) -> None:
    speaker = KeepingSpeaker(is_held=True)
    heard = ask(inspector, make_voice(6))
    player = play(inspector, heard, speaker)
    recording = heard.listening.parts[0].recording
    with inspector.central.writing() as connection:
        connection.execute(delete(recording_pieces).where(recording_pieces.c.recording == recording))
        connection.execute(recordings.update().where(recordings.c.id == recording).values(destroyed_at="2026-01-01"))
    speaker.hold(on=False)
    wait_for(lambda: player.state.error is not None)
    assert isinstance(player.state.error, RecordingGone)
    assert len(speaker.played) <= 2 * 2 * PIECE_SAMPLES
    player.close("asked")
    assert player.join(60)
