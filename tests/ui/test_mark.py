"""A photograph of a shown value names the reveal, though nobody sees the mark (A1)."""

from __future__ import annotations

import numpy as np
import pytest

from app.reveal import CloseReason
from app.settings import DeskSettings, Language, Scheme
from protocol.marking import LARGEST, _write_bits, make_mark, mark_of, read_bits
from server.services.watermarks.reading import read_mark
from tests.marked_pictures import photograph, show_value
from ui.application import speak_and_colour
from ui.mark import STRENGTH, MarkOverlay

NUMBER = 229_145


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK])
def scheme(request: pytest.FixtureRequest, qapp) -> Scheme:
    speak_and_colour(qapp, DeskSettings(language=Language.CHINESE, scheme=request.param))
    return request.param


def test_a_screenshot_names_the_reveal(scheme, qtbot):
    window, _ = show_value(qtbot, NUMBER)
    found = read_mark(photograph(window))
    assert found
    assert found.number == NUMBER


def test_the_mark_is_too_faint_to_see_and_goes_with_the_value(scheme, qtbot):
    window, view = show_value(qtbot, NUMBER)
    (overlay,) = window.findChildren(MarkOverlay)
    marked = np.asarray(photograph(window), dtype=int)
    overlay.hide()
    plain = np.asarray(photograph(window), dtype=int)
    above = view.y() - 1  # where no ring empties meanwhile
    assert 0 < abs(marked - plain)[:above].max() <= STRENGTH + 1
    overlay.show()
    window.resize(600, 620)
    assert overlay.size() == window.size()
    view.close_secret(CloseReason.ASKED)
    qtbot.waitUntil(lambda: not window.findChildren(MarkOverlay), timeout=60_000)


@pytest.mark.parametrize("number", [0, 1, NUMBER, LARGEST])
def test_every_number_has_a_mark_of_its_own(number):
    assert len(make_mark(number)) == len(make_mark(0))
    assert set(make_mark(number)) == {1, -1}
    assert number == 0 or make_mark(number) != make_mark(0)


def test_numbers_begin_anew_and_do_not_overflow():
    assert mark_of("R-2291") == 2291
    assert mark_of(f"R-{LARGEST + 1}") == 0
    with pytest.raises(ValueError, match="from 0 to"):
        make_mark(LARGEST + 1)


def test_a_single_wrong_bit_names_nobody():
    bits = _write_bits(NUMBER)
    assert read_bits(bits) == NUMBER
    for place in range(len(bits)):
        assert read_bits((*bits[:place], not bits[place], *bits[place + 1 :])) is None
