"""The mark of a picture leads to who looked, where and when; that somebody asked is on record (A1)."""

from __future__ import annotations

import random

import msgspec
from click.testing import CliRunner
from PIL import Image

from protocol.marking import mark_of
from server.cli import main
from server.services.reveals import request_reveal
from server.services.watermarks.naming import name_reveal
from server.services.watermarks.reading import MarkFound
from tests.marked_pictures import distort, photograph, show_value
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


def test_the_command_reads_it_off_a_distorted_jpeg_of_the_screen(house: House, qtbot, tmp_path) -> None:
    seat = house.seat()
    wanted = ask_for(house.add_card(seat.account))
    body = msgspec.json.encode(wanted)
    reveal = house.prove(seat, lambda *at: request_reveal(*at, wanted), path="/v1/reveals", body=body)
    window, _view = show_value(qtbot, mark_of(reveal.number))
    picture, chance = photograph(window), random.Random(7)
    distort(picture, chance).save(tmp_path / "photo.jpg", quality=80)
    picture.crop((30, 20, picture.width - 30, picture.height - 20)).save(tmp_path / "cropped.jpg", quality=40)
    for name in ("photo.jpg", "cropped.jpg"):
        words = ["watermark", "read", str(tmp_path / name), "--data", str(house.central.place.path)]
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 0, (name, done.output)
        assert done.output.startswith(f"{reveal.number}: "), name
        assert f"({seat.account.username}) at {seat.desk.device.name}" in done.output


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
