"""A device's events form a chain: change one byte, and every later link is broken."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.events import (
    GENESIS,
    Act,
    Deed,
    ObjectKind,
    decode_event,
    encode_event,
    find_misshapen,
    hash_event,
    place_deed,
    show_nul,
)
from protocol.identifiers import make_identifier
from protocol.roles import Role
from protocol.times import now

deeds = st.builds(
    Deed,
    act=st.sampled_from(Act),
    actor=st.text(max_size=40),
    role=st.none() | st.sampled_from(Role),
    object_kind=st.sampled_from(ObjectKind),
    object_id=st.text(max_size=40),
    detail=st.dictionaries(st.text(max_size=10), st.text(max_size=40), max_size=4),
)


def place(deed, seq=1, prev=GENESIS):
    return place_deed(
        deed, identifier=make_identifier(), device=make_identifier(), seq=seq, at=now(), ip="127.0.0.1", prev=prev
    )


@given(deeds)
def test_an_event_reads_back_as_it_was_written(deed):
    event = place(deed)
    assert decode_event(encode_event(event)) == event


@given(deeds)
def test_encoding_twice_gives_the_same_bytes(deed):
    event = place(deed)
    assert encode_event(event) == encode_event(decode_event(encode_event(event)))


@given(deeds)
def test_the_parts_of_an_event_are_written_by_the_alphabet(deed):
    event = place(deed)
    assert encode_event(event) == msgspec.json.encode(event, order="sorted")


def test_raw_bytes_inside_a_batch_hash_as_they_were_sent():
    data = encode_event(place(Deed(act=Act.CARD_OPENED)))
    (inside,) = msgspec.json.decode(b"[" + data + b"]", type=list[msgspec.Raw])
    assert hash_event(inside) == hash_event(data)


@given(deeds, st.lists(st.sampled_from(["\0", "\\", "u0000", "\\u0000"])).map("".join))
def test_a_nul_is_shown_by_its_sign_and_nothing_else_changes(deed, text):
    event = place(msgspec.structs.replace(deed, object_id=text))
    shown = show_nul(event, encode_event(event))
    assert shown.object_id == text.replace("\0", "␀")
    assert shown.actor == event.actor.replace("\0", "␀")
    assert "\0" not in "".join([*shown.detail, *shown.detail.values()])


def test_an_unknown_field_is_refused():
    data = encode_event(place(Deed(act=Act.CARD_OPENED)))
    with pytest.raises(msgspec.ValidationError):
        decode_event(data[:-1] + b',"plaintext":"x"}')


@pytest.mark.parametrize(("part", "value"), [("prev", "xyz"), ("seq", 0), ("at", "yesterday"), ("act", "card.stolen")])
def test_a_part_that_is_not_what_it_says_is_refused(part, value):
    event = msgspec.to_builtins(place(Deed(act=Act.CARD_OPENED)))
    with pytest.raises(msgspec.ValidationError):
        decode_event(msgspec.json.encode({**event, part: value}))


def test_identifiers_and_moments_that_are_none_are_found_in_a_batch():
    events = [place(Deed(act=Act.CARD_OPENED)) for _ in range(5)]
    assert find_misshapen(events) is None
    assert find_misshapen([]) is None
    good = events[0]
    for wrong in (
        {"id": ""},
        {"id": good.id[:-1]},
        {"id": good.id.upper()},
        {"id": good.id[:-1] + "g"},
        {"id": good.id.replace("-", "0")},
        {"id": "０" + good.id[1:]},
        {"id": good.id + "\n" + good.id},
        {"at": "yesterday"},
        {"at": good.at[:-1]},
        {"at": good.at + "\n"},
        {"at": "２" + good.at[1:]},
    ):
        spoilt = msgspec.structs.replace(good, **wrong)
        assert find_misshapen([*events, spoilt]) == 5, wrong
        assert find_misshapen([spoilt, *events]) == 0, wrong


def test_a_character_that_moves_to_the_next_event_is_noticed():
    one, other = (place(Deed(act=Act.CARD_OPENED)) for _ in range(2))
    shorter = msgspec.structs.replace(one, id=one.id[:-1])
    longer = msgspec.structs.replace(other, id=one.id[-1] + other.id)
    assert find_misshapen([other, shorter, longer]) == 1
    assert find_misshapen([msgspec.structs.replace(one, id=f"{one.id}\n{one.id}"), other]) == 0
