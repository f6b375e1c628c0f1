"""Whether a call's voice still flows: looked for beside sippy's thread, since a silent rtpengine makes one wait."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from server.pbx.media import CallForgotten, MediaRelay, MediaUnavailable, Side

_SILENCE_S = 30.0
"""Without a packet of a desk's, the desk is gone, and the far end is not kept waiting; a desk gives up in half that."""


class VoiceWatch:
    """Asks one rtpengine, on one thread of its own. Any thread may have it look."""

    def __init__(self, media: tuple[str, int]) -> None:
        self._relay = MediaRelay(media)
        self._asker = ThreadPoolExecutor(1, thread_name_prefix="watch")

    def look(self, call: str, sides: tuple[Side, ...], told: Callable[[bool], None]) -> None:
        """Tell, on the watch's thread and later, whether the call's voice is gone: rtpengine has forgotten it, or heard
        nothing from one of ``sides`` for half a minute. Where rtpengine does not answer nothing is gone: desks notice
        that, too."""
        with suppress(RuntimeError):  # it is closed
            self._asker.submit(lambda: told(self._is_gone(call, sides)))

    def close(self) -> None:
        """Look no more."""
        self._asker.shutdown(wait=False, cancel_futures=True)
        self._relay.close()

    def _is_gone(self, call: str, sides: tuple[Side, ...]) -> bool:
        try:
            return any(self._relay.measure_silence(call, side) > _SILENCE_S for side in sides)
        except CallForgotten:
            return True
        except MediaUnavailable:
            return False
