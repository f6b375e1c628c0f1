"""Where ``veildesk-central`` begins: Ctrl-C while it is loaded ends it without a traceback."""

from __future__ import annotations

import signal


def main() -> None:
    """Load the commands, and run the one that is asked for."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from server.cli import main as run

    signal.signal(signal.SIGINT, signal.default_int_handler)
    run()
