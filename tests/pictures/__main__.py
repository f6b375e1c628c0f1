"""``make pictures``: every scene in both languages and both themes to out/pictures, a choice to docs/pictures."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.settings import Language, Scheme
from tests.pictures.scenes import Scene, list_scenes
from tests.pictures.studio import Studio

OUT, DOCS = Path("out/pictures"), Path("docs/pictures")
DOCS_LIMIT = 3_000_000
"""Bytes that the pictures of the documentation may weigh together."""
MOST_COLOURS = 256
LANGUAGES, SCHEMES = (Language.CHINESE, Language.ENGLISH), (Scheme.LIGHT, Scheme.DARK)


def main() -> int:
    """Take the pictures; the exit code: 1 when those of the documentation weigh too much."""
    parser = argparse.ArgumentParser(prog="make pictures", description=__doc__)
    parser.add_argument("--only", default="", help="scenes whose name contains this; docs/pictures stay as they are")
    only: str = parser.parse_args().only
    scenes = [one for one in list_scenes() if only in one.name]
    shutil.rmtree(OUT, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Path(folder))
        for language in LANGUAGES:
            for scheme in SCHEMES:
                studio.look(language, scheme)
                for one in scenes:
                    _take(studio, one, OUT / f"{language.value}-{scheme.value}" / f"{one.name}.png")
        studio.close()
    sys.stdout.write(f"{len(scenes)} scenes, four pictures each, in {OUT}\n")
    return 0 if only else _choose_for_docs(scenes)


def _take(studio: Studio, one: Scene, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    widget = one.build(studio)
    studio.settle()
    _photograph(widget, path)
    studio.clear()


def _photograph(widget: QWidget, path: Path) -> None:
    picture = widget.grab()
    if not picture.save(str(path), "PNG", 0):  # 0: as small as PNG can
        raise OSError(f"cannot write {path}")


def reduce_colours(source: Path, target: Path) -> None:
    """The same picture in 256 colours: see :func:`choose_colours`."""
    picture = QImage(str(source)).convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(picture.constBits()).cast("B").cast("I")
    table = choose_colours(Counter(pixels.tolist()))
    reduced = picture.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)
    if not reduced.save(str(target), "PNG", 0):
        raise OSError(f"cannot write {target}")


def choose_colours(found: Counter[int]) -> list[int]:
    """Half of them the commonest; the others, one by one, those of which most pixels would be farthest off, so that a
    green word among many greys stays green."""
    table = [colour for colour, _ in found.most_common(MOST_COLOURS // 2)]
    taken = [_split(colour) for colour in table]
    rest = {
        colour: [min(_measure(_split(colour), near) for near in taken), count]
        for colour, count in found.items()
        if colour not in set(table)
    }
    while rest and len(table) < MOST_COLOURS:
        worst = max(rest, key=lambda colour: rest[colour][0] * rest[colour][1])
        del rest[worst]
        table.append(worst)
        near = _split(worst)
        for colour, entry in rest.items():
            entry[0] = min(entry[0], _measure(_split(colour), near))
    return table


def _split(colour: int) -> tuple[int, int, int]:
    return colour >> 16 & 255, colour >> 8 & 255, colour & 255


def _measure(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2


def _choose_for_docs(scenes: list[Scene]) -> int:
    """Those that the documentation shows, in both languages and themes; what is there from before goes."""
    shutil.rmtree(DOCS, ignore_errors=True)
    DOCS.mkdir(parents=True)
    weight = 0
    for one in scenes:
        if not one.in_docs:
            continue
        for language in LANGUAGES:
            for scheme in SCHEMES:
                target = DOCS / f"{one.name}.{language.value}-{scheme.value}.png"
                reduce_colours(OUT / f"{language.value}-{scheme.value}" / f"{one.name}.png", target)
                weight += target.stat().st_size
    sys.stdout.write(f"{DOCS}: {weight:,} bytes\n")
    return 0 if weight <= DOCS_LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
