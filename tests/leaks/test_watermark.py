"""How many pictures of a shown value, distorted as camera and messenger distort them, still name the reveal (A1)."""

from __future__ import annotations

import os
import random

import pytest

from app.settings import DeskSettings, Language, Scheme
from protocol.marking import LARGEST
from server.services.watermarks.reading import read_mark
from tests.leaks.trials import Trials
from tests.marked_pictures import distort, photograph, show_again, show_value
from ui.application import speak_and_colour
from ui.mark import MarkOverlay

PICTURES = 100 if "VEILDESK_LEAKS" in os.environ else 15
"""In each of the two colour schemes."""
LEAST = 0.9


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_distorted_pictures_name_the_reveal_and_none_names_another(scheme, qapp, qtbot, trials: Trials) -> None:
    speak_and_colour(qapp, DeskSettings(language=Language.CHINESE, scheme=scheme))
    window, view = show_value(qtbot, 0)
    chance, read, wrong = random.Random(29), 0, 0
    for _ in range(PICTURES):
        number = chance.randint(0, LARGEST)
        show_again(view, number)
        found = read_mark(distort(photograph(window), chance))
        read += found is not None and found.number == number
        wrong += found is not None and found.number != number
    tried = f"{PICTURES} distorted pictures, {scheme.value}: {read / PICTURES:.0%} name the reveal; wrong names"
    trials.note("Screen", tried, wrong, "slant, crop, 0.5 to 2 times, turn, blur, light, moiré, noise, JPEG 30 to 90")
    assert wrong == 0, "a wrong name is worse than none"
    assert read >= LEAST * PICTURES - 1


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_picture_without_a_mark_names_nobody(scheme, qapp, qtbot, trials: Trials) -> None:
    speak_and_colour(qapp, DeskSettings(language=Language.CHINESE, scheme=scheme))
    window, _ = show_value(qtbot, 7)
    for overlay in window.findChildren(MarkOverlay):
        overlay.hide()
    chance, pictures = random.Random(31), max(1, PICTURES // 10)
    named = sum(read_mark(distort(photograph(window), chance)) is not None for _ in range(pictures))
    trials.note("Screen", f"{pictures} distorted pictures without a mark, {scheme.value}; names", named, "as above")
    assert named == 0
