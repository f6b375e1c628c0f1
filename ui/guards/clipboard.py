"""What this desk puts onto clipboard and primary selection: masked by M2, out of every history, and gone in time (D4).

Fields mask what is copied from them; whatever comes another way is masked here, in the very call by which Qt takes the
selection, before another program can ask for it. On Windows the formats keep it out of clipboard history, cloud and
monitors (learn.microsoft.com/windows/win32/dataxchg/clipboard-formats); KDE's history goes by a hint.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication

from app.session_state import SessionState

_OURS = "x-kde-passwordManagerHint"
_WINDOWS = {
    "ExcludeClipboardContentFromMonitorProcessing": b"\x01\x00\x00\x00",
    "CanIncludeInClipboardHistory": b"\x00\x00\x00\x00",
    "CanUploadToCloudClipboard": b"\x00\x00\x00\x00",
}
"""Registered formats, each a DWORD; the first counts by being there."""
_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


def make_content(text: str, *, platform: str = sys.platform) -> QMimeData:
    """Plain text alone, marked as ours and as nothing to keep."""
    content = QMimeData()
    content.setText(text)
    content.setData(_OURS, b"secret")
    if platform == "win32":
        for name, word in _WINDOWS.items():
            content.setData(f'application/x-qt-windows-mime;value="{name}"', word)
    return content


def make_masked(text: str) -> QMimeData:
    """``text`` as it may leave the desk."""
    from protocol.masking import mask_free_text  # the first window copies nothing

    return make_content(mask_free_text(text))


def copy_masked(text: str) -> None:
    """Copy ``text`` as it may leave the desk."""
    QGuiApplication.clipboard().setMimeData(make_masked(text))


def copy_as_it_is(text: str) -> None:
    """Copy what is nobody's data, such as an enrolment ticket."""
    QGuiApplication.clipboard().setMimeData(make_content(text))


def find_picture() -> bool:
    """Whether a picture lies on the clipboard of a Wayland desktop, which says so without asking its owner. Elsewhere
    False: X11 asks, and whoever owns it could keep the window waiting, with what it shows."""
    if not QGuiApplication.platformName().startswith("wayland"):
        return False
    content = QGuiApplication.clipboard().mimeData()
    return content is not None and any(name.startswith("image/") for name in content.formats())


def clear_ours() -> None:
    """Take back what this desk put onto either; what is another program's stays."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


class ClipboardGuard(QObject):
    """Stands for as long as the application."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        QGuiApplication.clipboard().changed.connect(self._check)

    def follow_session(self, state: SessionState) -> None:
        """Whoever locks or leaves leaves nothing on the clipboard."""
        if state is not SessionState.ACTIVE:
            clear_ours()

    def _check(self, mode: QClipboard.Mode) -> None:
        clipboard = QGuiApplication.clipboard()
        owned = {_MODES[0]: clipboard.ownsClipboard, _MODES[1]: clipboard.ownsSelection}.get(mode)
        if owned is None or not owned():
            return
        content = clipboard.mimeData(mode)
        if content is not None and not content.hasFormat(_OURS):
            clipboard.setMimeData(make_masked(content.text()), mode)
