"""Rooms in which voices meet, and the one thread that has a frame of each every 20 ms."""

from __future__ import annotations

import threading
import time

from server.pbx.blending import blend
from server.pbx.mixer.post import Post

_FRAME_S, _LATE_S = 0.02, 0.2


class Room:
    """Everybody in it hears all others who speak, and never himself."""

    def __init__(self) -> None:
        self.posts: tuple[Post, ...] = ()

    def pass_frame(self) -> None:
        """20 ms: hear everybody, send everybody the others."""
        said = [(post, post.listen()) for post in self.posts]
        for post in self.posts:
            if post.hears:
                post.say(_mix([frame for other, frame in said if frame is not None and other is not post]))


class Mixer:
    """All rooms. Any thread; its own runs while there is a room."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rooms: tuple[Room, ...] = ()
        self._thread: threading.Thread | None = None

    def add(self, room: Room, post: Post) -> None:
        """Let one more into a room, which is opened if it was not."""
        with self._lock:
            room.posts = (*room.posts, post)
            if room not in self._rooms:
                self._rooms = (*self._rooms, room)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="mixer", daemon=True)
                self._thread.start()

    def remove(self, room: Room, post: Post) -> None:
        """Have one leave; a room without anybody is closed."""
        with self._lock:
            room.posts = tuple(other for other in room.posts if other is not post)
            if not room.posts:
                self._rooms = tuple(other for other in self._rooms if other is not room)
            post.close()

    def _run(self) -> None:
        due = time.monotonic()
        while True:
            due += _FRAME_S
            wait_s = due - time.monotonic()
            if wait_s > 0:
                time.sleep(wait_s)
            elif wait_s < -_LATE_S:  # the machine slept: nobody is sent what is old
                due = time.monotonic()
            with self._lock:
                if not self._rooms:
                    self._thread = None
                    return
                for room in self._rooms:
                    room.pass_frame()


def _mix(frames: list[bytes]) -> bytes | None:
    if not frames:
        return None
    mixed = frames[0]
    for frame in frames[1:]:
        mixed = blend(mixed, frame)
    return mixed
