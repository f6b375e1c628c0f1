"""A customer is found by his whole number without opening anything (S1, P2)."""

from __future__ import annotations

import msgspec
import pytest

from protocol.administration import ConfigurationWrong
from protocol.events import Act
from protocol.fields import FieldKind
from server.keys.file_keys import FileKeys
from server.services.lookup import find_customers
from tests.server.exports import AGREED, CONSENT, add_campaign, dump, import_file, open_customers, write_text

K = FieldKind
ROWS = (
    ("姓名", "手机号", "身份证号", *CONSENT),
    ("欧阳娜娜", "13812345678", "11010519491231002X", *AGREED),
    ("李强", "13912345679", "", *AGREED),
)


@pytest.fixture(scope="module")
def campaigns(house, tmp_path_factory):
    """The same people in two campaigns."""
    names = [add_campaign(house), add_campaign(house)]
    file = write_text(tmp_path_factory.mktemp("lookup") / "customers.csv", ROWS)
    for name in names:
        assert import_file(house, file, name).stored == 2
    return names


@pytest.fixture
def shut_keys(house, tmp_path):
    """The same Central's keys when every key-encryption key is another: they find, and open nothing."""
    content = msgspec.json.decode(house.central.place.keys.read_bytes())
    foreign = FileKeys.create(tmp_path / "foreign.json")
    content["versions"] = msgspec.json.decode((tmp_path / "foreign.json").read_bytes())["versions"]
    content["current"] = foreign.current_version
    path = tmp_path / "keys.json"
    path.touch(0o600)
    path.write_bytes(msgspec.json.encode(content))
    return FileKeys(path)


def find(house, keys, field, value):
    with house.writing() as connection:
        return find_customers(connection, keys, house.central.node, field, value, "test")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (K.MOBILE, "13812345678"),
        (K.MOBILE, " +86 138-1234 5678"),
        (K.MOBILE, "１３８１２３４５６７８"),
        (K.ID_NUMBER, "11010519491231002x"),
        (K.ID_NUMBER, "110105 19491231 002X"),
    ],
)
def test_by_the_whole_number_however_it_is_written_with_keys_that_open_nothing(
    house, campaigns, shut_keys, field, typed
):
    found = find(house, shut_keys, field, typed)
    assert [customer.campaign for customer in found] == campaigns
    assert {dict(customer.fields)["mobile"] for customer in found} == {"138****5678"}


def test_those_keys_really_open_nothing(house, campaigns, shut_keys):
    with pytest.raises(ConfigurationWrong, match="does not open this record"):
        open_customers(house, campaigns[0], shut_keys)
    assert [values[K.MOBILE] for values in open_customers(house, campaigns[0])] == ["13812345678", "13912345679"]


def test_not_by_part_of_it_nor_as_another_kind(house, campaigns):
    keys = house.central.keys
    for part in ("1381234567", "138****5678", "5678", "", "%"):
        with pytest.raises(ConfigurationWrong, match="not a whole mobile"):
            find(house, keys, K.MOBILE, part)
    for kind in (K.NAME, K.QQ, K.WECHAT):
        with pytest.raises(ConfigurationWrong, match="can be searched"):
            find(house, keys, kind, "13812345678")
    assert find(house, keys, K.MOBILE, "13812345677") == ()


def test_the_search_is_on_record_without_the_number(house, campaigns):
    find(house, house.central.keys, K.MOBILE, "13812345678")
    detail = house.last_event(Act.CUSTOMER_SOUGHT).detail
    assert detail == {"field": "mobile", "found": "2", "by": "test"}


def test_no_number_stands_in_the_database(house, campaigns):
    numbers = [b"13812345678", b"13912345679", b"11010519491231002X"]
    pieces = list(dump(house))
    assert any(b"138****5678" in piece for piece in pieces)
    assert not [number for number in numbers for piece in pieces if number in piece]
