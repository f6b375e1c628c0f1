"""One who listens to a call: sent both voices of rtpengine's copy, and from him nothing goes to anybody (U1).

The copy goes one way, and his own voice ends at the mixer, which reads and drops it: there is no road from him into the
call, so none can be left open.
"""

from __future__ import annotations

import socket
from contextlib import suppress

from server.pbx.bridge import Bridge
from server.pbx.copying import describe_copy, open_sockets
from server.pbx.media import MediaRelay, MediaUnavailable
from server.pbx.mixed_leg import MixedLeg
from server.pbx.mixer.mixer import Mixer, Room
from server.pbx.mixer.post import Post


class Overhearing:
    """Of one listener to one call. Of sippy's thread."""

    def __init__(self, mixer: Mixer, relay: MediaRelay, call: Bridge) -> None:
        self._mixer, self._relay, self._call = mixer, relay, call
        self._room, self._name, self._tag = Room(), call.name, ""
        self._posts: list[Post] = []

    def let_in(self, joining: Bridge) -> None:
        """Take a copy of the call, then who listens to it. VoiceUnusable, MediaUnavailable, OSError."""
        sockets: list[socket.socket] = []
        self._tag, description = self._relay.copy(self._name)
        try:
            sockets += open_sockets(description)
            self._relay.take_copy(self._name, self._tag, describe_copy(sockets, description))
        except (MediaUnavailable, OSError):
            for each in sockets:
                each.close()
            raise
        for each in sockets:
            self._seat(Post(each, speaks=True, hears=False))
        mixed = MixedLeg(self._relay, joining.name, joining.caller, joining.opposite, speaks=False)
        joining.admit(mixed)
        if mixed.post is not None:
            self._seat(mixed.post)

    def let_out(self, joining: Bridge) -> None:  # noqa: ARG002 - there is but the one
        """He has left."""
        self.close()

    def close(self) -> None:
        """Nothing of the call is copied to him any more."""
        for post in self._posts:
            self._mixer.remove(self._room, post)
        if self._posts:
            with suppress(MediaUnavailable):  # the copy goes nowhere: its sockets are closed
                self._relay.leave_copy(self._name, self._tag)
        self._posts = []

    def _seat(self, post: Post) -> None:
        self._posts.append(post)
        self._mixer.add(self._room, post)
