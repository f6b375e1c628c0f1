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
    """The same picture in its 256 commonest colours, which is all of them but for some edges of letters."""
    picture = QImage(str(source)).convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(picture.constBits()).cast("B").cast("I")
    table = [colour for colour, _ in Counter(pixels.tolist()).most_common(256)]
    reduced = picture.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)
    if not reduced.save(str(target), "PNG", 0):
        raise OSError(f"cannot write {target}")


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
