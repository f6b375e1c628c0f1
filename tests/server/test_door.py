"""A PBX that is shut out while it waits, for the writer's turn or for an order, gets nothing more (A6, D1)."""

from __future__ import annotations

from types import SimpleNamespace

import msgspec
import pytest

from protocol.oversight import DeviceKind
from protocol.refusals import DeviceRefused, Forbidden
from server.api.access import Door
from server.api.gate import STATE
from server.services.devices import revoke_device
from tests.server.house import House
from tests.server.seats import Seat


def knock(house: House, kind: DeviceKind) -> SimpleNamespace:
    """A request of a device's, as it stands behind the gate."""
    desk = house.place_desk()
    device = msgspec.structs.replace(desk.device, kind=kind)
    signed = msgspec.structs.replace(Seat(house.enlist(), desk, "").request(), device=device)
    return SimpleNamespace(scope={"state": {STATE: signed}}, device=device)


def test_what_a_pbx_asks_is_looked_at_again_in_its_transaction(house):
    door, asked = Door(house.central), knock(house, DeviceKind.PBX)
    with door.serving(asked) as (_, pbx, ip):
        assert (pbx, ip) == (asked.device, asked.scope["state"][STATE].ip)
    with door.telling(asked) as (_, pbx):
        assert pbx == asked.device
    with house.writing() as connection:
        revoke_device(connection, house.central, asked.device.id, "lost")
    for way in (door.serving, door.telling):
        with pytest.raises(DeviceRefused), way(asked):
            pytest.fail("it was served")


def test_a_desk_is_no_pbx(house):
    door, asked = Door(house.central), knock(house, DeviceKind.DESK)
    for way in (door.serving, door.telling):
        with pytest.raises(Forbidden), way(asked):
            pytest.fail("it was served")
