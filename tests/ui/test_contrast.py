"""Colours can be read in both themes: WCAG 2.2 contrast, 4.5:1 for words (1.4.3), 3:1 for shapes and focus (1.4.11)."""

from __future__ import annotations

import pytest

from ui.style import load_tokens

SCHEMES = ("light", "dark")
INKS = ("text", "muted", "accent", "ok", "wait", "warn", "stop")
GROUNDS = ("window", "surface", "raised", "accent_soft")
_WORDS = [
    *((ink, ground) for ink in INKS for ground in GROUNDS),
    *((tone, f"{tone}_soft") for tone in ("ok", "wait", "warn", "stop")),
    *(("text", f"{tone}_soft") for tone in ("ok", "wait", "warn", "stop")),
    ("on_accent", "accent"),
    ("surface", "text"),  # tips
    ("surface", "stop"),  # the count on the rail
]
_SHAPES = [(edge, ground) for edge in ("accent", "strong_border") for ground in ("window", "surface")]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), _WORDS)
def test_words_stand_out(scheme, ink, ground):
    assert measure_contrast(load_tokens()[scheme][ink], load_tokens()[scheme][ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), _SHAPES)
def test_edges_of_controls_and_focus_stand_out(scheme, ink, ground):
    assert measure_contrast(load_tokens()[scheme][ink], load_tokens()[scheme][ground]) >= 3.0


def test_the_two_themes_have_the_same_tokens():
    assert load_tokens()["light"].keys() == load_tokens()["dark"].keys()


def test_the_measure_is_that_of_the_standard():
    assert measure_contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert measure_contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def measure_contrast(one: str, other: str) -> float:
    """The contrast ratio of two sRGB colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
