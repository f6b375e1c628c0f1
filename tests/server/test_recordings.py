"""Recorded calls at Central: a yes begins them, a no ends them, keys stand under the customer's (C1, S1, X1, X2)."""

from __future__ import annotations

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import delete, select

from protocol.calls import CallTicket
from protocol.consent import name_wording
from protocol.events import Act
from protocol.recording_refusals import ListeningOver, RecordingGone, RecordingUnreadable
from protocol.recordings import (
    TAG_BYTES,
    RecorderState,
    RecordingKey,
    RecordingOrders,
    RecordingPiece,
    RecordingRequest,
    open_key,
    open_piece,
)
from protocol.refusals import InvalidRequest
from protocol.roles import Role
from protocol.times import after, now
from server.services.policy import RecordingPolicy
from server.services.recordings.hearing import give_piece
from server.services.recordings.keeping import prune_recordings
from server.services.recordings.taking import begin_recording, list_orders, take_pieces
from server.services.rotation import rotate_keys
from server.store.inspection_tables import consent_answers
from server.store.recording_tables import recordings
from server.store.tables import sealed_records
from tests.server.calling import ALL_DAY, SCRIPT, Journal, dial, place_call, place_pbx, put_rules, put_script
from tests.server.house import House
from tests.server.recorded import count_pieces, listen, put_rule, write_pieces
from tests.server.seats import Desk, Seat, write_key

VOICE = [bytearray(b"\x55" * 16_000), bytearray(b"\x2a" * 16_000), bytearray(b"\x11" * 300)]


@pytest.fixture(autouse=True)
def _rules(house: House) -> None:
    put_rules(house, ALL_DAY)
    put_rule(house, RecordingPolicy(on=True))
    put_script(house)


class Call:
    """A call that runs, at a PBX with a recorder."""

    def __init__(self, house: House) -> None:
        self.house, self.seat, self.pbx = house, house.seat(), place_pbx(house)
        self.journal = Journal(house, self.seat)
        self.card = house.add_card(self.seat.account)
        self.ticket: CallTicket = dial(house, self.seat, self.card)
        self.journal.dialled(self.ticket)
        place_call(house, self.pbx, self.ticket, self.seat.desk.id)
        self.journal.answered(self.ticket.id)

    @property
    def id(self) -> str:
        """Its identifier."""
        return self.ticket.id

    def say(self, answer: str, wording: str | None = None, journal: Journal | None = None) -> None:
        """The customer's answer."""
        named = name_wording(SCRIPT) if wording is None else wording
        (journal or self.journal).tell(
            Act.CONSENT_ANSWERED,
            self.id,
            card=self.card,
            number=self.ticket.number,
            way="out",
            answer=answer,
            wording=named,
            campaign="spring",
        )

    def orders(self, *calls: str, pbx: Desk | None = None) -> RecordingOrders:
        """What the recorder is told."""
        with self.house.reading() as connection:
            return list_orders(connection, (pbx or self.pbx).device, RecorderState(calls=calls))

    def begin(self) -> tuple[str, bytes]:
        """A recording, and its key, as the recorder opens it."""
        key = X25519PrivateKey.generate()
        asked = RecordingRequest(call=self.id, public_key=write_key(key))
        with self.house.writing() as connection:
            given: RecordingKey = begin_recording(connection, self.house.central, self.pbx.device, "10.8.0.2", asked)
        return given.recording, open_key(given.sealed, key, given.recording, self.pbx.id)

    def bring(self, *pieces: RecordingPiece) -> tuple[str, ...]:
        """The recorder brings pieces; those of which Central wants nothing."""
        with self.house.writing() as connection:
            return take_pieces(connection, self.house.central, self.pbx.device, "10.8.0.2", pieces)

    def record(self) -> tuple[str, bytes]:
        """The customer says yes, and everything is recorded and brought."""
        self.say("yes")
        recording, key = self.begin()
        self.bring(*write_pieces(recording, key))
        return recording, key


def fetch(house: House, seat: Seat, listening: str, recording: str, number: int) -> RecordingPiece:
    """One piece."""
    return house.act(
        seat, lambda connection, _central, caller: give_piece(connection, caller, listening, recording, number)
    )


def test_a_call_is_recorded_from_its_yes_to_its_end_by_its_own_pbx(house):
    call = Call(house)
    assert call.id not in call.orders().begin
    with pytest.raises(RecordingGone):
        call.begin()
    call.say("yes")
    assert call.orders().begin == (call.id,)
    assert call.orders(call.id) == RecordingOrders()
    assert call.orders(pbx=place_pbx(house)).begin == ()
    call.journal.ended(call.id)
    assert call.orders().begin == ()
    assert call.orders(call.id).stop == (), "what is on its way may come"


@pytest.mark.parametrize(
    ("script", "wording"),
    [
        (("您好", "我们想向您介绍新品,您是否同意?"), None),
        (SCRIPT, "0123456789abcdef"),
        (SCRIPT, ""),
    ],
)
def test_a_yes_to_a_wording_that_does_not_say_so_records_nothing(house, script, wording):
    put_script(house, script)
    call = Call(house)
    call.say("yes", name_wording(script) if wording is None else wording)
    assert call.orders().begin == ()


def test_where_policy_does_not_record_a_yes_records_nothing(house):
    put_rule(house, RecordingPolicy())
    call = Call(house)
    call.say("yes")
    assert call.orders().begin == ()


def test_another_desks_word_on_a_call_counts_for_nothing(house):
    call = Call(house)
    other = Journal(house, house.seat())
    call.say("yes", journal=other)
    assert call.orders().begin == ()
    recording, _ = call.record()
    call.say("no", journal=other)
    assert count_pieces(house, recording) == len(VOICE)


def test_a_no_destroys_what_there_is_for_good(house):
    call = Call(house)
    recording, key = call.record()
    call.say("no")
    assert count_pieces(house, recording) == 0
    assert call.orders(call.id).stop == (call.id,)
    assert call.bring(write_pieces(recording, key)[0]) == (recording,)
    assert count_pieces(house, recording) == 0
    call.say("yes")
    assert call.orders().begin == ()
    destroyed = house.last_event("recording.destroyed", object_id=call.id)
    assert destroyed.detail["why"] == "the customer said no"
    with pytest.raises(RecordingGone):
        listen(house, house.seat(Role.INSPECTOR), call.id)


def test_after_a_no_a_yes_in_the_same_call_begins_nothing_and_the_no_stays_the_answer(house):
    call = Call(house)
    call.say("no")
    call.say("yes")
    assert call.orders().begin == ()
    with pytest.raises(RecordingGone):
        call.begin()
    with house.reading() as connection:
        kept = select(consent_answers.c.answer).where(consent_answers.c.call == call.id)
        assert connection.execute(kept).scalar_one() == "no"


def test_who_changes_his_mind_is_called_again_and_his_yes_counts_there(house):
    refused = Call(house)
    refused.say("no")
    refused.journal.ended(refused.id)
    ticket = dial(house, refused.seat, refused.card)
    refused.journal.dialled(ticket)
    place_call(house, refused.pbx, ticket, refused.seat.desk.id)
    refused.journal.answered(ticket.id)
    refused.ticket = ticket
    refused.say("yes")
    assert refused.orders().begin == (ticket.id,)


def test_pieces_are_kept_in_order_and_once(house):
    call = Call(house)
    call.say("yes")
    recording, key = call.begin()
    first, second, last = write_pieces(recording, key)
    with pytest.raises(InvalidRequest):
        call.bring(second)
    assert call.bring(first, second) == ()
    assert call.bring(first, second, last) == ()
    assert call.bring(last) == ()
    with pytest.raises(InvalidRequest):
        call.bring(msgspec.structs.replace(last, number=3))
    assert count_pieces(house, recording) == 3
    other = Call(house)
    assert other.bring(first) == (recording,), "another PBX's"


def test_an_inspector_hears_it_piece_by_piece_at_his_own_desk_alone(house):
    call = Call(house)
    recording, _ = call.record()
    inspector = house.seat(Role.INSPECTOR, team="head")
    listening, key = listen(house, inspector, call.id)
    (part,) = listening.parts
    assert (part.recording, part.pieces, part.whole) == (recording, 3, True)
    opened = open_key(part.sealed, key, recording, inspector.desk.id)
    for number, voice in enumerate(VOICE):
        piece = fetch(house, inspector, listening.id, recording, number)
        buffer = bytearray(len(piece.sealed) - TAG_BYTES)
        open_piece(opened, piece, buffer)
        assert buffer == voice
    with pytest.raises(RecordingUnreadable):
        open_piece(opened, msgspec.structs.replace(piece, last=False), bytearray(300))
    with pytest.raises(RecordingUnreadable):
        open_key(part.sealed, key, recording, call.pbx.id)
    with pytest.raises(RecordingGone):
        fetch(house, inspector, listening.id, recording, 3)
    with pytest.raises(ListeningOver):
        fetch(house, house.seat(Role.INSPECTOR), listening.id, recording, 0)
    with pytest.raises(ListeningOver):
        fetch(house, house.sign_in(inspector.account, house.place_desk()), listening.id, recording, 0)
    asked = house.last_event("recording.asked", actor=inspector.account.id)
    assert (asked.object_id, asked.detail["pieces"]) == (call.id, "3")
    other = Call(house)
    theirs, _ = other.record()
    with pytest.raises(RecordingGone):
        fetch(house, inspector, listening.id, theirs, 0)


def test_recordings_go_when_their_time_is_over(house):
    old, new = Call(house), Call(house)
    gone, kept = old.record()[0], new.record()[0]
    house.age(recordings, gone, begun_at=after(now(), days=-181))
    assert prune_recordings(house.central.engine, house.central.node) == 1
    assert (count_pieces(house, gone), count_pieces(house, kept)) == (0, 3)
    assert prune_recordings(house.central.engine, house.central.node) == 0
    assert house.last_event("recording.destroyed", object_id=old.id).detail["why"] == "kept for 180 days"


def test_a_recording_outlives_a_new_key_version_and_dies_with_its_customers_key(house):
    call = Call(house)
    recording, _ = call.record()
    rotate_keys(house.central.engine, house.central.keys, house.central.node)
    inspector = house.seat(Role.INSPECTOR)
    listening, key = listen(house, inspector, call.id)
    assert open_key(listening.parts[0].sealed, key, recording, inspector.desk.id)
    with house.writing() as connection:
        connection.execute(delete(sealed_records).where(sealed_records.c.customer == call.card))
    with pytest.raises(RecordingGone):
        listen(house, inspector, call.id)
