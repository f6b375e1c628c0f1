"""What a guard saw: which way out, what kind of thing, its maker's words for it, and nothing of any customer."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from protocol.guarding import Channel, Response
from protocol.masking import mask_free_text

LONGEST = 64
"""Characters of a maker's word at most."""


class Kind(StrEnum):
    """What was seen."""

    MASS_STORAGE = "mass-storage"
    """USB mass storage, bulk-only transport."""
    UAS = "uas"
    """USB attached SCSI."""
    MTP = "mtp"
    """A telephone or player that offers files (MTP)."""
    PTP = "ptp"
    """A camera, or a telephone that offers pictures (PTP)."""
    CARD_READER = "card-reader"
    MEMORY_CARD = "memory-card"
    PHONE_NETWORK = "phone-network"
    """A telephone that offers a network (RNDIS), which is a road past the VPN and a way out."""
    REMOVABLE_DISK = "removable-disk"
    """A removable disk on another bus."""
    MOUNT = "mount"
    CAPTURE_TOOL = "capture-tool"
    CAPTURE_KEY = "capture-key"
    CAPTURE_PORTAL = "capture-portal"
    """A program had the desktop picture or share the screen."""
    GUARD_DOWN = "guard-down"
    """A guard that cannot stand: what it should watch is shut as if it were tried, but nobody is said to have tried."""


class Sighting(Struct, frozen=True):
    """One thing seen. ``key`` tells it from others of its channel; ``stays`` says that the guard will report its end.

    ``vendor`` and ``product`` are the device's own words, made harmless by :func:`read_word`; ``ids`` are the bus's
    numbers for both; ``at_start`` says that it was there when the guard came.
    """

    channel: Channel
    kind: Kind
    key: str
    vendor: str = ""
    product: str = ""
    ids: str = ""
    stays: bool = True
    at_start: bool = False

    @property
    def name(self) -> str:
        """What a person would call it, empty when it does not say."""
        return self.product if self.product.startswith(self.vendor) else f"{self.vendor} {self.product}".strip()

    def facts(self) -> dict[str, str]:
        """For the journal."""
        facts = {"channel": self.channel.value, "kind": self.kind.value, "at_start": "yes" if self.at_start else "no"}
        told = {"vendor": self.vendor, "product": self.product, "ids": self.ids}
        return facts | {name: value for name, value in told.items() if value}


def read_word(word: str) -> str:
    """A device's own word for itself, made harmless: printable, short, and no number of anybody's in it (M2)."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in word).split())
    return mask_free_text(plain[:LONGEST])[:LONGEST]


class Lookout(Protocol):
    """Whom a guard reports to. From any thread."""

    def see(self, sighting: Sighting) -> Response:
        """Something is there; what policy wants done about it has been done."""

    def lose(self, channel: Channel, key: str) -> None:
        """It is gone."""


class Guard(Protocol):
    """Watches one way out, on one thread of its own at most."""

    def start(self, lookout: Lookout) -> None:
        """Stand, and report from now on; what is there already is reported before this returns."""

    def stop(self) -> None:
        """Report nothing any more; the thread has ended when this returns."""
