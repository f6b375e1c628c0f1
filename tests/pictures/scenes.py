"""Every scene there is: a name and how it comes about. A scene is one window in one state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from tests.pictures.studio import Studio

Build = Callable[[Studio], QWidget]


@dataclass(frozen=True)
class Scene:
    """``in_docs``: whether its picture is one of those that the documentation shows."""

    name: str
    build: Build
    in_docs: bool = False


_SCENES: dict[str, Scene] = {}


def scene(name: str, *, in_docs: bool = False) -> Callable[[Build], Build]:
    """Make a function the scene ``name``; ``area-state``, by which it is filed."""

    def remember(build: Build) -> Build:
        add_scene(name, build, in_docs=in_docs)
        return build

    return remember


def add_scene(name: str, build: Build, *, in_docs: bool = False) -> None:
    """Add a scene; a name twice is a mistake."""
    if name in _SCENES:
        raise ValueError(name)
    _SCENES[name] = Scene(name, build, in_docs)


def list_scenes() -> Iterator[Scene]:
    """Every scene, in the order of a day at work."""
    from tests.pictures import (
        call_scenes,
        entry_scenes,
        inspection_scenes,
        oversight_scenes,
        reveal_scenes,
        window_scenes,
        work_scenes,
    )

    assert all(
        (entry_scenes, work_scenes, call_scenes, reveal_scenes, oversight_scenes, inspection_scenes, window_scenes)
    )
    yield from _SCENES.values()
