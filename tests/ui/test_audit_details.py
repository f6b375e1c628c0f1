"""Details of an act are words, in both languages, and moments by the local clock with its zone (U2)."""

from __future__ import annotations

import time

import pytest

from app.settings import DeskSettings, Language, Scheme
from app.telephony.states import Cut, PauseReason
from protocol.call_records import Ending
from protocol.cards import Disposition
from protocol.joining import JoinEnd, JoinKind
from protocol.problems import ProblemType
from protocol.table_calls import EndedBy, TableStage
from tests.pictures.trail import make_trail
from ui.application import speak_and_colour
from ui.audit.detail_words import NAMES, VALUES, tell_detail, tell_value


@pytest.fixture
def shanghai(monkeypatch):
    """A machine in China."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def chinese(qapp, english):
    """A desk that speaks Chinese; English again afterwards."""
    speak_and_colour(qapp, DeskSettings(language=Language.CHINESE, scheme=Scheme.LIGHT))
    yield
    speak_and_colour(qapp, english)


def test_a_moment_is_told_by_the_local_clock_with_its_zone(english, shanghai):
    told = tell_detail("callback_at", "2026-11-20T16:30:07.000Z")
    assert told == "call back at: 2026-11-21 00:30:07 UTC+08:00"


def test_what_nobody_has_a_word_for_is_told_as_it_is_on_record(english):
    assert tell_detail("brand_new", "x-1") == "brand_new: x-1"


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("cut", Cut),
        ("ending", Ending),
        ("stage", TableStage),
        ("by", EndedBy),
        ("disposition", Disposition),
        ("mode", JoinKind),
        ("reason", PauseReason),
        ("why", JoinEnd),
    ],
)
def test_every_value_of_a_kind_has_words_in_chinese(chinese, name, values):
    for value in values:
        told = tell_value(name, value.value)
        assert any("\u4e00" <= sign <= "\u9fff" for sign in told), (name, value, told)


def test_names_and_a_mornings_details_are_chinese_where_the_desk_speaks_it(chinese):
    words = {name: tell_detail(name, "1").split("：")[0] for name in NAMES}
    assert {name: word for name, word in words.items() if word.isascii()} == {}
    for line in make_trail().lines:
        for name in line.detail:
            assert name in NAMES


def test_a_problem_says_what_happened(english):
    assert tell_value("problem", ProblemType.CALL_UNDER_WAY.value) == "A call is on already"
    assert (tell_value("stage", "asked"), tell_value("reason", "asked")) == ("asked", "the person wanted it")
    assert tell_value("way", "in") == VALUES["way"]["in"] == "incoming"
