"""When a device was last heard that nobody signs in at: a witness, a PBX."""

from __future__ import annotations

from time import monotonic

from sqlalchemy import Engine, update

from protocol.identifiers import Identifier
from protocol.oversight import DeviceKind
from protocol.times import now
from server.services.callers import Device
from server.store.tables import devices

_GRAIN_S = 60.0
"""Seconds between two notes of one device: a PBX asks many times a second."""


class Sightings:
    """Notes devices whose requests were found sound. A desk is noted where somebody works at it, not here."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._noted: dict[Identifier, float] = {}

    def note(self, device: Device) -> None:
        """``device`` has just spoken; a desk's word is not noted."""
        if device.kind is DeviceKind.DESK:
            return
        present = monotonic()
        if present - self._noted.get(device.id, float("-inf")) < _GRAIN_S:
            return
        self._noted[device.id] = present
        with self._engine.begin() as connection:
            connection.execute(update(devices).where(devices.c.id == device.id).values(seen_at=now()))
