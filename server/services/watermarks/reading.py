"""Finds the number that a picture's invisible watermark carries, however the picture was cropped, scaled or turned.

The mark repeats, so the picture's autocorrelation has peaks a mark's side apart: they give scale and turn. The picture
is then straightened, folded onto one square, which adds the repeats up, and moved until the anchors fit; what the
other cells say together are the bits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import cos, degrees, log, sin

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from protocol.marking import BITS, SIDE, list_anchors, list_carriers, read_bits

Plane = NDArray[np.float32]
_CELL = 4
"""Samples along a cell's edge in the straightened picture."""
_SQUARE = SIDE * _CELL
_SCALES = np.exp(np.arange(log(0.4), log(2.6), 0.004))
"""Picture pixels per sample that are looked for."""
_TURNS = np.radians(np.arange(-6.0, 6.01, 0.25))
_LATTICE = tuple((x, y) for x in range(-3, 4) for y in range(4) if (y or x > 0) and x * x + y * y <= 9)
"""Repeats that are compared, in sides of the mark; those opposite say the same."""
_REACH = 0.8
"""How far apart they may be, of the picture's width and height: beyond, too little is left to compare."""
_CANDIDATES = 8
_RADII = (10, 5)
_STEPS = (0.006, 0.003, 0.0015, 0.0008)
_CERTAIN = 5.5
"""How far the anchors must stand out, in standard deviations; with the CRC, what is read is not chance."""
_LARGEST_PX = 2_400


@dataclass(frozen=True)
class MarkFound:
    """What was read. ``scale``: picture pixels per screen pixel; ``turn``: degrees; ``certainty``: how far the anchors
    stood out, in standard deviations."""

    number: int
    scale: float
    turn: float
    certainty: float


@dataclass(frozen=True)
class _Pose:
    scale: float
    turn: float


def read_mark(picture: Image.Image) -> MarkFound | None:
    """The mark in ``picture``, or None when none can be read."""
    shrunk = max(1.0, max(picture.size) / _LARGEST_PX)
    size = (max(1, round(picture.width / shrunk)), max(1, round(picture.height / shrunk)))
    plane = np.asarray(picture.convert("L").resize(size, Image.Resampling.BICUBIC), dtype=np.float32)
    for radius in _RADII:
        texture = _flatten(plane, radius)
        for pose in _find_poses(texture):
            found = _try_pose(texture, _refine(texture, pose))
            if found:
                return MarkFound(found.number, found.scale * shrunk, found.turn, found.certainty)
    return None


def _flatten(plane: Plane, radius: int) -> Plane:
    """The fine texture alone: local brightness gone, and little left where letters and lines are."""
    rest = plane - _average(plane, radius)
    spread = np.sqrt(np.maximum(_average(rest * rest, radius), 0))
    flat: Plane = (np.clip(rest, -6, 6) / (1 + (spread / 4) ** 2)).astype(np.float32)
    return flat


def _average(plane: Plane, radius: int) -> Plane:
    """The mean over squares of ``2 * radius + 1`` pixels, by summed areas."""
    size = 2 * radius + 1
    sums = np.pad(plane, ((radius + 1, radius), (radius + 1, radius)), mode="edge").astype(np.float64)
    sums = sums.cumsum(0).cumsum(1)
    inner = sums[size:, size:] - sums[:-size, size:] - sums[size:, :-size] + sums[:-size, :-size]
    averaged: Plane = (inner / size**2).astype(np.float32)
    return averaged


def _find_poses(texture: Plane) -> Iterator[_Pose]:
    """Scale and turn at which the texture repeats, likeliest first.

    Every frequency counts by its amplitude, not its power: JPEG's blocks and a moiré are strong, but few. What two
    repeats say together counts by the area that both of them cover.
    """
    height, width = texture.shape
    room = (2 * height, 2 * width)
    repeats = np.fft.irfft2(np.abs(np.fft.rfft2(texture, room)), room)
    scales, turns = np.meshgrid(_SCALES * _SQUARE, _TURNS, indexing="ij")
    likeness, area = np.zeros_like(scales), np.full_like(scales, 0.2)
    for across, down in _LATTICE:
        x = np.rint(scales * (across * np.cos(turns) - down * np.sin(turns))).astype(int)
        y = np.rint(scales * (across * np.sin(turns) + down * np.cos(turns))).astype(int)
        inside = (abs(x) < _REACH * width) & (abs(y) < _REACH * height)
        likeness += np.where(inside, repeats[y % room[0], x % room[1]], 0)
        area += np.where(inside, (1 - abs(x) / width) * (1 - abs(y) / height), 0)
    likeness /= np.sqrt(area)
    for _ in range(_CANDIDATES):
        row, column = divmod(int(likeness.argmax()), likeness.shape[1])
        yield _Pose(float(_SCALES[row]), float(_TURNS[column]))
        likeness[max(0, row - 3) : row + 4, max(0, column - 2) : column + 3] = -np.inf


def _refine(texture: Plane, pose: _Pose) -> _Pose:
    """The pose nearby at which the anchors stand out most."""
    for step in _STEPS:
        near = [
            _Pose(pose.scale * (1 + wider), pose.turn + more) for wider in (-step, 0, step) for more in (-step, 0, step)
        ]
        pose = max(near, key=lambda one: _match_anchors(_fold(texture, one))[0])
    return pose


def _fold(texture: Plane, pose: _Pose) -> Plane:
    """The texture straightened and all its squares added up into one."""
    height, width = texture.shape
    columns = (int(width / pose.scale) // _SQUARE + 1) * _SQUARE
    rows = (int(height / pose.scale) // _SQUARE + 1) * _SQUARE
    along, aside = cos(pose.turn) * pose.scale, sin(pose.turn) * pose.scale
    matrix = (
        along,
        -aside,
        width / 2 - along * columns / 2 + aside * rows / 2,
        aside,
        along,
        height / 2 - aside * columns / 2 - along * rows / 2,
    )
    straight = Image.fromarray(texture).transform(
        (columns, rows), Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR, fillcolor=0
    )
    squares = np.asarray(straight).reshape(rows // _SQUARE, _SQUARE, columns // _SQUARE, _SQUARE)
    folded: Plane = squares.sum((0, 2))
    return folded


def _match_anchors(square: Plane) -> tuple[float, tuple[int, int]]:
    """How far the best fit of the anchors stands out, in standard deviations, and where it is."""
    fit = np.fft.ifft2(np.fft.fft2(square) * _anchors()).real
    best = int(fit.argmax())
    return float(fit.flat[best] / (fit.std() + 1e-9)), divmod(best, _SQUARE)


def _try_pose(texture: Plane, pose: _Pose) -> MarkFound | None:
    square = _fold(texture, pose)
    certainty, (row, column) = _match_anchors(square)
    if certainty < _CERTAIN:
        return None
    moved = np.roll(square, (-row, -column), (0, 1))
    cells = moved.reshape(SIDE, _CELL, SIDE, _CELL).mean((1, 3)).ravel()
    votes = np.zeros(BITS)
    for (bit, sign), cell in zip(list_carriers(), cells, strict=True):
        if sign:
            votes[bit] += sign * cell
    number = read_bits(tuple(bool(vote > 0) for vote in votes))
    if number is None:
        return None
    return MarkFound(number, pose.scale, degrees(pose.turn), certainty)


@cache
def _anchors() -> NDArray[np.complex128]:
    cells = np.array(list_anchors(), dtype=np.float64).reshape(SIDE, SIDE)
    spread: NDArray[np.complex128] = np.conj(np.fft.fft2(np.kron(cells, np.ones((_CELL, _CELL)))))
    return spread
