"""How many requests of one device are under way: no desk may take the room of all others (A1, A6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from protocol.oversight import DeviceKind
from protocol.refusals import TooManyRequests
from server.services.callers import Device

MOST_OF_A_DESK = 64
"""A desk has its inbox open, delivers, and does what a person does: three or four at once, and for some seconds those
whose connections broke."""
_MOST_OF_A_PBX = 512
_AGAIN_S = "5"


class Crowd:
    """Counts what is under way, in the event loop alone. Who has no device, as in enrolment, counts as one desk."""

    def __init__(self) -> None:
        self._present: Counter[str] = Counter()

    @contextmanager
    def joined_by(self, device: Device | None) -> Iterator[None]:
        """A request of a device's is under way while the block lasts; TooManyRequests where too many are already."""
        name = device.id if device else ""
        is_desk = device is None or device.kind is DeviceKind.DESK
        if self._present[name] >= (MOST_OF_A_DESK if is_desk else _MOST_OF_A_PBX):
            raise TooManyRequests(seconds=_AGAIN_S)
        self._present[name] += 1
        try:
            yield
        finally:
            self._present[name] -= 1
            if not self._present[name]:
                del self._present[name]
