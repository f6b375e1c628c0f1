"""What a company wants done when a way out for data is tried (D5, U4)."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Channel(StrEnum):
    """A way out that a desk watches."""

    USB = "usb"
    """Storage, telephones, cameras and card readers on a bus."""
    MOUNT = "mount"
    """A file system that appears."""
    SCREEN = "screen"
    """A program or a key that takes pictures of the screen, while a value is shown."""


class Response(StrEnum):
    """What follows a sighting, each more than the one before. The event is written in any case."""

    RECORD = "record"
    CLOSE = "close"
    """A shown value closes."""
    LOCK = "lock"
    """The desk locks, once for each sighting."""
    HOLD = "hold"
    """The desk locks, and locks again for as long as what was seen is there."""


class GuardPolicy(Struct, frozen=True, kw_only=True):
    """The response to each channel."""

    usb: Response = Response.HOLD
    mount: Response = Response.LOCK
    screen: Response = Response.LOCK

    def respond(self, channel: Channel) -> Response:
        """What follows a sighting in ``channel``."""
        return {Channel.USB: self.usb, Channel.MOUNT: self.mount, Channel.SCREEN: self.screen}[channel]
