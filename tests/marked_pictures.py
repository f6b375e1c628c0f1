"""Pictures of a shown value with its invisible mark: of a screen capture, and of a camera."""

from __future__ import annotations

import io
import random

import numpy as np
from PIL import Image, ImageFilter
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from protocol.fields import FieldKind
from secure_store.secret import Secret
from ui.secret_view import SecretView


def photograph(window: QWidget) -> Image.Image:
    """What a screen capture of ``window`` holds."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    assert window.grab().save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")


def distort(picture: Image.Image, chance: random.Random) -> Image.Image:
    """Seen aslant, cropped, scaled, turned, blurred, lit otherwise, perhaps with a moiré, noisy, and a JPEG."""
    picture = _slant(picture, chance)
    width, height = (int(side * chance.uniform(0.7, 1)) for side in picture.size)
    left, top = chance.randint(0, picture.width - width), chance.randint(0, picture.height - height)
    scale = chance.uniform(0.5, 2)
    picture = picture.crop((left, top, left + width, top + height))
    picture = picture.resize((int(width * scale), int(height * scale)), Image.Resampling.BICUBIC)
    picture = picture.rotate(chance.uniform(-4, 4), Image.Resampling.BICUBIC, fillcolor=(120, 120, 120))
    picture = picture.filter(ImageFilter.GaussianBlur(chance.uniform(0, 0.8) * scale))
    light = np.asarray(picture, dtype=np.float64) * chance.uniform(0.75, 1.05) + chance.uniform(-10, 20)
    if chance.random() < 0.3:
        light += _make_moire(light.shape[0], light.shape[1], chance)
    light += np.random.default_rng(chance.randint(0, 1 << 30)).normal(0, chance.uniform(0, 4), light.shape)
    file = io.BytesIO()
    Image.fromarray(np.clip(light, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=chance.randint(30, 90))
    return Image.open(file)


def _make_moire(height: int, width: int, chance: random.Random) -> np.ndarray:
    """What a screen's grid and a sensor's make of each other: stripes 3 to 40 pixels apart, up to 5 levels strong."""
    y, x = np.mgrid[:height, :width]
    turn, apart = chance.uniform(0, np.pi), chance.uniform(3, 40)
    stripes = np.sin(2 * np.pi * (x * np.cos(turn) + y * np.sin(turn)) / apart)
    return (chance.uniform(1, 5) * stripes)[..., None]


def _slant(picture: Image.Image, chance: random.Random) -> Image.Image:
    """From a camera that is not held straight: each corner is off by up to 1.5 % of the side."""
    width, height = picture.size
    corners = ((0, 0), (0, 1), (1, 1), (1, 0))
    moved = [(abs(x - chance.uniform(0, 0.015)), abs(y - chance.uniform(0, 0.015))) for x, y in corners]
    quad = tuple(place for x, y in moved for place in (x * width, y * height))
    return picture.transform(picture.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)


def show_value(qtbot, number: int) -> tuple[QWidget, SecretView]:
    """A window of the reveal dialog's size that shows a value."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(QLabel("查看一个值\n每次查看、原因和时间都会记录。\n用途  营销外呼\n原因  客户要求核对登记的号码"))
    view = SecretView()
    column.addWidget(view)
    window.resize(520, 500)
    window.show()
    show_again(view, number)
    return window, view


def show_again(view: SecretView, number: int) -> None:
    """A value, synthetic, with the mark of ``number``."""
    secret = Secret.take(bytearray(b"13900000000"))
    view.show_secret(secret, FieldKind.MOBILE, 60, "张敏 · desk-07 · 2026-11-24 08:05", number)
