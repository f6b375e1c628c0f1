"""What a desk lets its surroundings say to Qt (D4, A4): how large, by which display, by which input method, no more.

By environment variables Qt serves its windows to the network (``QT_QPA_PLATFORM=vnc``), writes every frame into a file
(``minimal`` with ``QT_DEBUG_BACKINGSTORE``), takes keys from elsewhere, loads plugins from anywhere and logs what it
hears of the keyboard; libwayland does the last by ``WAYLAND_DEBUG``. For none of it does anybody need a program.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping

_KEPT = frozenset(
    [
        *("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_SCALE_FACTOR_ROUNDING_POLICY", "QT_FONT_DPI"),
        *("QT_AUTO_SCREEN_SCALE_FACTOR", "QT_ENABLE_HIGHDPI_SCALING", "QT_USE_PHYSICAL_DPI", "QT_WAYLAND_FORCE_DPI"),
        *("QT_IM_MODULE", "QT_IM_MODULES", "QT_QPA_PLATFORM", "QT_QPA_PLATFORMTHEME"),
        *("QT_ACCESSIBILITY", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "QT_DISABLE_SHADER_DISK_CACHE"),
        *("QT_WAYLAND_SHELL_INTEGRATION", "QT_WAYLAND_DISABLE_WINDOWDECORATION", "QT_XCB_GL_INTEGRATION"),
    ]
)
_QT = ("QT_", "QML_", "QML2_", "QMLSCENE_", "QSG_", "QV4_")
_ALSO = frozenset({"WAYLAND_DEBUG", "SSLKEYLOGFILE", "PYTHONINSPECT"})
_METHODS = ("QT_IM_MODULE", "QT_IM_MODULES")
_SPOKEN = {"fcitx": "ibus", "fcitx5": "ibus"}
"""Input methods for which Qt's own wheel has no plugin, and whose tongue they speak as well. Debian says ``fcitx``
where Fcitx 5 runs, and without this nobody there could type Chinese."""
_PLATFORM = "QT_QPA_PLATFORM"
_DISPLAYS = frozenset({"xcb", "wayland", "wayland-egl", "windows", "offscreen"})
"""Platforms whose pixels go to a display, or, with ``offscreen``, nowhere."""

_SCALES = ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS")
_SMALLEST, _LARGEST = 0.5, 4.0
"""At 0.3 a value can still be read from a picture, and its invisible watermark cannot."""


def shed_surroundings(variables: MutableMapping[str, str] = os.environ) -> None:
    """Drop what must not be said, before the application is made; of several platforms those that may be stay."""
    for name in tuple(variables):
        if name in _ALSO or (name.startswith(_QT) and name not in _KEPT):
            del variables[name]
    for name in _SCALES:
        if not _is_fit(variables.get(name, "1")):
            del variables[name]
    for name in _METHODS:
        if variables.get(name):
            variables[name] = ";".join(_SPOKEN.get(one, one) for one in variables[name].split(";"))
    asked = variables.get(_PLATFORM, "").split(";")
    allowed = [one for one in asked if one.partition(":")[0] in _DISPLAYS]
    if allowed:
        variables[_PLATFORM] = ";".join(allowed)
    else:
        variables.pop(_PLATFORM, None)


def _is_fit(scales: str) -> bool:
    """Whether each of ``1.5`` or ``DP-1=1.5;DP-2=2`` leaves the watermark to be read."""
    try:
        return all(_SMALLEST <= float(scale.rpartition("=")[2]) <= _LARGEST for scale in scales.split(";") if scale)
    except ValueError:
        return False
