"""Which release this is. The packages are built with it too, so that it stands in one place."""

from __future__ import annotations

VERSION = "0.1.0"
