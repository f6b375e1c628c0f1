"""This system's side of the seam."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    from app.routes.windows import RouteWatch, bind_to, find_interface
else:
    from app.routes.linux import RouteWatch, bind_to, find_interface

__all__ = ["RouteWatch", "bind_to", "find_interface"]
