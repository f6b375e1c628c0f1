"""Where a PBX's program stands among the others."""

from __future__ import annotations

from msgspec import Struct


class Plan(Struct, frozen=True, kw_only=True):
    """Where the exchange stands: its own address for SIP over UDP, Kamailio's, the trunk's and rtpengine's control
    port. ``caller``: the number that customers see; ``ring_s``: how long they may let it ring, and how long a desk
    rings for one of them; ``queue_s``: how long one may wait in a queue; ``announcement``: the file that rtpengine
    plays him meanwhile, a ring-back tone where it is empty."""

    here: tuple[str, int]
    desks: tuple[str, int]
    trunk: tuple[str, int]
    media: tuple[str, int]
    caller: str
    ring_s: float = 60.0
    queue_s: float = 180.0
    announcement: str = ""
    tables: tuple[str, int] | None = None
    """The office's switch or registrar, at which the telephones on tables ring (SIP over UDP); None: there are none."""
    table_ring_s: float = 30.0
    """How long one of them rings."""
