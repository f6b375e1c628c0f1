"""The desk has no way to print, to choose a file or to open something with another program (D4, U4)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import ui

NO_MODULE = {"PySide6.QtPrintSupport", "PySide6.QtPdf", "webbrowser", "smtplib", "ftplib"}
NO_NAME = {
    "QFileDialog", "QDesktopServices", "QPrinter", "QPdfWriter", "QPageSetupDialog", "QFileSystemModel", "QDrag",
    "QMediaRecorder", "QScreenCapture",
}  # fmt: skip
NO_CALL = {"grabWindow", "setOpenExternalLinks", "openUrl", "startfile", "setDragEnabled"}


def test_no_module_of_the_windows_reaches_for_a_way_out():
    assert not list(find_ways(Path(ui.__file__).parent))


def find_ways(folder: Path) -> Iterator[str]:
    """Where a way out is imported or called; dragging may be switched off."""
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in NO_MODULE:
                yield f"{file.name}: {node.module}"
            elif isinstance(node, ast.ImportFrom | ast.Import):
                yield from (f"{file.name}: {one.name}" for one in node.names if one.name in NO_NAME | NO_MODULE)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in NO_CALL:
                off = [one.value for one in node.args if isinstance(one, ast.Constant)] == [False]
                if not off:
                    yield f"{file.name}: {node.func.attr}"
