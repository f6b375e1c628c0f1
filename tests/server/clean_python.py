"""A Python that has the standard library and ``cryptography``, and nothing else: no project, no other package."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

_NEEDED = ("cryptography", "cffi", "_cffi_backend", "pycparser")
"""The package, and what it imports itself."""


def lay_out_packages(place: Path) -> Path:
    """A folder that holds ``cryptography`` alone."""
    place.mkdir()
    for name in _NEEDED:
        found = importlib.util.find_spec(name)
        if found and found.origin:
            source = Path(found.origin)
            source = source.parent if source.name == "__init__.py" else source
            (place / source.name).symlink_to(source)
    return place


def run_clean(packages: Path, script: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run ``script`` isolated (``-I -S``), with ``packages`` as its only packages."""
    code = f"import sys; sys.path.insert(0, {str(packages)!r}); sys.argv[1:] = {list(words)!r}\n{script}"
    return subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, timeout=300)
