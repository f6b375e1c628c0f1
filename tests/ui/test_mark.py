"""A photograph of a shown value names the reveal, though nobody sees the mark (A1)."""

from __future__ import annotations

import io
import random

import numpy as np
import pytest
from PIL import Image, ImageFilter
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.reveal import CloseReason
from app.settings import DeskSettings, Language, Scheme
from protocol.fields import FieldKind
from protocol.marking import LARGEST, _write_bits, make_mark, mark_of, read_bits
from secure_store.secret import Secret
from server.services.watermarks.reading import read_mark
from ui.application import speak_and_colour
from ui.mark import STRENGTH, MarkOverlay
from ui.secret_view import SecretView

NUMBER = 229_145
PICTURES = 12
"""Distorted pictures here; ``make leaks`` takes 200."""


def photograph(window: QWidget) -> Image.Image:
    """What a screen capture of ``window`` holds."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    assert window.grab().save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")


def distort(picture: Image.Image, chance: random.Random) -> Image.Image:
    """Cropped, scaled, turned, blurred, lit otherwise, noisy, and a JPEG."""
    width, height = (int(side * chance.uniform(0.7, 1)) for side in picture.size)
    left, top = chance.randint(0, picture.width - width), chance.randint(0, picture.height - height)
    scale = chance.uniform(0.6, 2)
    picture = picture.crop((left, top, left + width, top + height))
    picture = picture.resize((int(width * scale), int(height * scale)), Image.Resampling.BICUBIC)
    picture = picture.rotate(chance.uniform(-4, 4), Image.Resampling.BICUBIC, fillcolor=(120, 120, 120))
    picture = picture.filter(ImageFilter.GaussianBlur(chance.uniform(0, 0.8) * scale))
    light = np.asarray(picture, dtype=np.float64) * chance.uniform(0.75, 1.05) + chance.uniform(-10, 20)
    light += np.random.default_rng(chance.randint(0, 1 << 30)).normal(0, chance.uniform(0, 4), light.shape)
    file = io.BytesIO()
    Image.fromarray(np.clip(light, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=chance.randint(55, 92))
    return Image.open(file)


def show_value(qtbot, number: int = NUMBER) -> tuple[QWidget, SecretView]:
    """A window of the reveal dialog's size that shows a value."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(QLabel("查看一个值\n每次查看、原因和时间都会记录。\n用途  营销外呼\n原因  客户要求核对登记的号码"))
    view = SecretView()
    column.addWidget(view)
    window.resize(520, 500)
    window.show()
    secret = Secret.take(bytearray(b"13900000000"))
    view.show_secret(secret, FieldKind.MOBILE, 60, "张敏 · desk-07 · 2026-11-24 08:05", number)
    return window, view


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK])
def scheme(request: pytest.FixtureRequest, qapp) -> Scheme:
    speak_and_colour(qapp, DeskSettings(language=Language.CHINESE, scheme=request.param))
    return request.param


def test_a_screenshot_names_the_reveal(scheme, qtbot):
    window, _ = show_value(qtbot)
    found = read_mark(photograph(window))
    assert found
    assert found.number == NUMBER


def test_distorted_photographs_name_it_too(scheme, qtbot):
    window, _ = show_value(qtbot)
    original, chance = photograph(window), random.Random(7)
    read = [read_mark(distort(original, chance)) for _ in range(PICTURES // 2)]
    assert all(found is None or found.number == NUMBER for found in read), "a wrong name is worse than none"
    assert sum(found is not None for found in read) >= PICTURES // 2 - 1


def test_nobody_is_named_by_a_window_without_a_mark(scheme, qtbot):
    window, _ = show_value(qtbot)
    for overlay in window.findChildren(MarkOverlay):
        overlay.hide()
    assert read_mark(photograph(window)) is None


def test_the_mark_is_too_faint_to_see_and_goes_with_the_value(scheme, qtbot):
    window, view = show_value(qtbot)
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
    qtbot.waitUntil(lambda: not window.findChildren(MarkOverlay))


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
