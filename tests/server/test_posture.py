"""Central keeps each desk's word on its machine, notes when it gets worse, and refuses what policy demands (D5)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from protocol.posture import Check, Posture, PostureUnmet, Standing
from server.services.notices import MOST_FROM_ONE
from server.services.oversight import list_devices
from server.services.policy import load_policy
from server.services.policy_setting import set_policy
from server.services.posture import find_unmet, note_posture, require_posture
from server.services.posture_policy import PosturePolicy
from server.store.database import read
from tests.server.commands.console import Console
from tests.server.house import House

WELL = Posture(checks={Check.DISK: Standing.OK, Check.SWAP: Standing.OK, Check.USB: Standing.OK})
ILL = Posture(checks={Check.DISK: Standing.UNKNOWN, Check.SWAP: Standing.OK, Check.USB: Standing.BAD})
RULE = PosturePolicy(must_hold=(Check.DISK, Check.CLIPBOARD))


@pytest.fixture
def demanding(house: House) -> Iterator[House]:
    """A house whose policy demands encrypted disks."""
    with house.writing() as connection:
        policy = msgspec.structs.replace(load_policy(connection), posture=RULE)
        set_policy(connection, house.central.node, policy, "test")
    yield house
    house.set_policy()


def note(house: House, device: str, posture: Posture | None) -> None:
    with house.writing() as connection:
        note_posture(connection, house.central.node, device, posture, load_policy(connection).posture, "10.8.0.7")


def test_the_checks_of_another_system_are_not_demanded_and_unknown_is_not_ok():
    assert find_unmet(RULE, WELL, "Linux 6.1 x86_64") == ()
    assert find_unmet(RULE, WELL, "Windows 11 AMD64") == (Check.CLIPBOARD,)
    assert find_unmet(RULE, WELL, "something else") == (Check.CLIPBOARD,)
    assert find_unmet(RULE, ILL, "Linux 6.1 x86_64") == (Check.DISK,)
    assert find_unmet(RULE, None, "Linux 6.1 x86_64") == (Check.DISK,)


def test_the_last_word_of_a_desk_is_kept_and_a_worse_one_is_an_event(demanding):
    house, device = demanding, demanding.place_desk().id
    note(house, device, WELL)
    note(house, device, ILL)
    event = house.last_event("device.weakened", object_id=device)
    assert event.detail == {"disk": "unknown", "usb": "bad"}
    with read(house.central.engine) as connection:
        row = next(row for row in list_devices(connection) if row.id == device)
        with pytest.raises(PostureUnmet) as refused:
            require_posture(connection, load_policy(connection).posture, device)
    assert (row.posture, row.unmet[:1]) == (ILL, (Check.DISK,))
    assert refused.value.facts["check"].startswith("disk encryption")
    alert = house.last_event("alert.raised")
    assert (alert.detail["kind"], alert.detail["checks"]) == ("posture-worse", "disk encryption")


def test_a_desk_that_is_well_and_ill_by_turns_does_not_push_other_alerts_out_of_the_list(demanding):
    house, desk = demanding, demanding.place_desk()
    for _ in range(MOST_FROM_ONE + 3):
        note(house, desk.id, WELL)
        note(house, desk.id, ILL)
    assert len(house.alerts("posture-worse", desk.device.name)) == MOST_FROM_ONE


def test_a_desk_that_says_nothing_at_its_sign_in_has_no_older_word_that_speaks_for_it(demanding):
    house, device = demanding, demanding.place_desk().id
    note(house, device, WELL)
    note(house, device, None)
    with read(house.central.engine) as connection, pytest.raises(PostureUnmet):
        require_posture(connection, load_policy(connection).posture, device)


def test_an_administrator_reads_it_in_words(demanding):
    device = demanding.place_desk().id
    console = Console(demanding.central.place.path)
    assert "has said nothing of its machine" in console("device", "posture", device).out
    note(demanding, device, ILL)
    said = console("device", "posture", device)
    assert said.code == 1
    assert "It gets no customer data: disk encryption. Run 'veildesk doctor' there." in said.err
    assert "removable storage" in said.out
    assert "there is no desk nobody" in console.refused("device", "posture", "nobody")
