"""Telephones on tables at Central: which extensions there may be, and whose they are (P3, U2)."""

from __future__ import annotations

import pytest

from protocol.administration import ConfigurationWrong
from protocol.events import Act
from protocol.roles import Role
from server.services.calling.extensions import find_extension, list_bound, take_back
from tests.server.at_table import Table, bind_to
from tests.server.house import House


@pytest.mark.parametrize(
    "extension",
    [
        *("13812345678", "075512345678", "12345678", "2345678", "110", "10086", "95588", "+8012", "a13812345678"),
        *("0", "1", "8", "9", "", "8 01", "8012;x", "８０１２", "8012\n", "x" * 33),
    ],
)
def test_an_extension_that_a_trunk_could_take_for_a_number_is_refused(house: House, extension: str) -> None:
    seat = house.seat()
    with pytest.raises(ConfigurationWrong, match="extension"):
        bind_to(house, extension, seat)
    with house.reading() as connection:
        assert find_extension(connection, seat.account.id) is None


@pytest.mark.parametrize("extension", ["28", "8013", "799999", "table-7", "Front"])
def test_one_that_no_trunk_could_dial_is_bound_and_taken_back_on_record(house: House, extension: str) -> None:
    seat = house.seat()
    bind_to(house, extension, seat)
    bound = house.last_event(Act.EXTENSION_BOUND.value, object_id=seat.account.id)
    assert (bound.detail["extension"], bound.detail["by"]) == (extension, "the console")
    with house.writing() as connection:
        assert find_extension(connection, seat.account.id) == extension
        assert take_back(connection, house.central.node, extension, "the console") == seat.account.username
        assert find_extension(connection, seat.account.id) is None
    assert house.last_event(Act.EXTENSION_TAKEN_BACK.value, object_id=seat.account.id).detail["extension"] == extension


def test_one_telephone_has_one_person_and_one_person_one_telephone(house: House, table: Table) -> None:
    other = house.seat()
    with pytest.raises(ConfigurationWrong, match="take it back first"):
        bind_to(house, table.extension, other)
    with pytest.raises(ConfigurationWrong, match="take that one back"):
        bind_to(house, "299", table.seat)
    with pytest.raises(ConfigurationWrong, match="makes no calls"):
        bind_to(house, "298", house.seat(Role.INSPECTOR))
    with house.writing() as connection, pytest.raises(ConfigurationWrong, match="nobody's"):
        take_back(connection, house.central.node, "297", "the console")
    with house.reading() as connection:
        assert table.extension in [row.extension for row in list_bound(connection)]
