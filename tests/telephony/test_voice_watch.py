"""Who looks for a call's voice keeps no call waiting, however long rtpengine takes (A8)."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from queue import SimpleQueue

import pytest

from server.pbx.media import Side
from server.pbx.watch import VoiceWatch
from tests.telephony.site import PATIENCE_S


@pytest.fixture
def media() -> Iterator[socket.socket]:
    """In rtpengine's place: one that answers when the test says."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.bind(("127.0.0.1", 0))
        made.settimeout(PATIENCE_S)
        yield made


@pytest.fixture
def watch(media: socket.socket) -> Iterator[VoiceWatch]:
    """A watch that asks it."""
    made = VoiceWatch(media.getsockname())
    yield made
    made.close()


def test_who_has_it_looked_does_not_wait_for_the_answer(media: socket.socket, watch: VoiceWatch) -> None:
    told: SimpleQueue[bool] = SimpleQueue()
    watch.look("call", (Side.DESK,), told.put)  # it returns, though nobody has answered yet
    question, asker = media.recvfrom(65_507)
    cookie = question.split(b" ", 1)[0]
    assert told.empty()
    media.sendto(cookie + b" d6:result5:errore", asker)
    assert told.get(timeout=PATIENCE_S), "rtpengine has forgotten the call"


def test_a_silent_rtpengine_ends_no_call(media: socket.socket, watch: VoiceWatch) -> None:
    told: SimpleQueue[bool] = SimpleQueue()
    watch.look("call", (Side.DESK,), told.put)
    assert told.get(timeout=PATIENCE_S) is False
