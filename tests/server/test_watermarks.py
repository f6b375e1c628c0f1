"""The mark of a picture leads to who looked, where and when; that somebody asked is on record (A1)."""

from __future__ import annotations

import msgspec
from click.testing import CliRunner
from PIL import Image

from protocol.marking import mark_of
from server.cli import main
from server.services.reveals import request_reveal
from server.services.watermarks.naming import name_reveal
from server.services.watermarks.reading import MarkFound
from tests.server.house import House, ask_for


def find(number: int) -> MarkFound:
    return MarkFound(number, scale=1.0, turn=0.0, certainty=9.0)


def test_a_mark_names_who_looked_at_what(house: House) -> None:
    seat = house.seat()
    wanted = ask_for(house.add_card(seat.account))
    body = msgspec.json.encode(wanted)
    reveal = house.prove(seat, lambda *at: request_reveal(*at, wanted), path="/v1/reveals", body=body)
    with house.writing() as connection:
        named = name_reveal(connection, house.central.node, find(mark_of(reveal.number)), "investigator")
    assert named
    assert (named.number, named.username, named.desk) == (reveal.number, seat.account.username, seat.desk.device.name)
    assert (named.customer, named.field, named.purpose) == (wanted.card, wanted.field.value, wanted.purpose)
    event = house.last_event("watermark.read", object_id=reveal.id)
    assert (event.actor, event.detail["known"]) == ("investigator", "yes")


def test_a_mark_of_nobody_is_said_to_be_unknown(house: House) -> None:
    with house.writing() as connection:
        assert name_reveal(connection, house.central.node, find(16_000_000), "investigator") is None
    assert house.last_event("watermark.read", object_id="").detail == {"mark": "16000000", "known": "no"}


def test_the_command_refuses_in_a_sentence_what_shows_no_mark(house: House, tmp_path) -> None:
    plain, broken = tmp_path / "plain.png", tmp_path / "broken.png"
    Image.new("RGB", (120, 90), "white").save(plain)
    broken.write_bytes(b"no picture")
    for picture, word in ((plain, "no mark"), (broken, "not a picture")):
        done = CliRunner().invoke(main, ["watermark", "read", str(picture), "--data", str(house.central.place.path)])
        assert done.exit_code == 1
        assert word in done.output
        assert "Traceback" not in done.output
