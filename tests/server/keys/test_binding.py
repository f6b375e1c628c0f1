"""A ciphertext opens where it was sealed and nowhere else (S1)."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from protocol.administration import ConfigurationWrong
from protocol.fields import FieldKind
from server.keys.file_keys import FileKeys
from server.keys.records import BlindIndex, SealedField, derive_index_key, open_field, unpack_fields
from server.store.tables import sealed_records
from tests.server.exports import open_customer
from tests.server.house import VALUES
from tests.server.sealing import pack_fields, seal_record

K = FieldKind
ONE, OTHER = "01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002"
NUMBERS = {K.MOBILE: "13812345678", K.WECHAT: "13812345678", K.QQ: "12345678"}


@pytest.fixture
def keys(tmp_path):
    return FileKeys.create(tmp_path / "keys.json")


def open_one(keys, record, sealed, customer=ONE):
    return open_field(keys, customer, record.kek_version, record.wrapped, sealed)


def test_a_sealed_record_opens_again_in_a_buffer_that_can_be_wiped(keys):
    record = seal_record(keys, ONE, NUMBERS)
    opened = {sealed.field: open_one(keys, record, sealed) for sealed in record.fields}
    assert {field: value.decode() for field, value in opened.items()} == NUMBERS
    assert {type(value) for value in opened.values()} == {bytearray}


def test_the_same_values_never_look_the_same_twice(keys):
    first, second = seal_record(keys, ONE, NUMBERS), seal_record(keys, ONE, NUMBERS)
    pieces = [first.wrapped, second.wrapped]
    pieces += [part for record in (first, second) for item in record.fields for part in (item.nonce, item.ciphertext)]
    assert len(set(pieces)) == len(pieces)


def test_a_value_moved_to_another_record_does_not_open(keys):
    one, other = seal_record(keys, ONE, NUMBERS), seal_record(keys, OTHER, NUMBERS)
    with pytest.raises(ConfigurationWrong, match="does not belong there"):
        open_one(keys, other, one.fields[0], OTHER)
    with pytest.raises(ConfigurationWrong, match="does not open this record"):
        open_one(keys, one, one.fields[0], OTHER)  # not even together with its key


def test_a_value_moved_to_another_field_of_its_record_does_not_open(keys):
    record = seal_record(keys, ONE, NUMBERS)
    mobile = record.fields[0]
    with pytest.raises(ConfigurationWrong, match="does not belong there"):
        open_one(keys, record, SealedField(K.WECHAT, mobile.nonce, mobile.ciphertext))


def test_an_older_value_of_the_same_field_does_not_open_under_the_record_s_new_key(keys):
    older, newer = seal_record(keys, ONE, NUMBERS), seal_record(keys, ONE, NUMBERS)
    with pytest.raises(ConfigurationWrong, match="does not belong there"):
        open_one(keys, newer, older.fields[0])


def test_a_key_does_not_open_under_another_version_than_its_own(keys):
    record = seal_record(keys, ONE, NUMBERS)
    version = keys.add_version()
    with pytest.raises(ConfigurationWrong, match=f"key version {version}"):
        open_field(keys, ONE, version, record.wrapped, record.fields[0])
    with pytest.raises(ConfigurationWrong, match="key version 99"):
        open_field(keys, ONE, 99, record.wrapped, record.fields[0])


@pytest.mark.parametrize("place", [0, -1])
def test_a_value_or_key_with_one_bit_turned_does_not_open(keys, place):
    def turn(whole):
        turned = bytearray(whole)
        turned[place] ^= 1
        return bytes(turned)

    record = seal_record(keys, ONE, NUMBERS)
    sealed = record.fields[0]
    with pytest.raises(ConfigurationWrong):
        open_one(keys, record, SealedField(sealed.field, sealed.nonce, turn(sealed.ciphertext)))
    with pytest.raises(ConfigurationWrong):
        open_one(keys, record, SealedField(sealed.field, turn(sealed.nonce), sealed.ciphertext))
    with pytest.raises(ConfigurationWrong):
        open_field(keys, ONE, record.kek_version, turn(record.wrapped), sealed)
    with pytest.raises(ConfigurationWrong):
        open_field(keys, ONE, record.kek_version, b"", sealed)


def test_a_refusal_names_the_place_and_no_value(keys):
    record = seal_record(keys, ONE, NUMBERS)
    with pytest.raises(ConfigurationWrong) as refused:
        open_one(keys, record, SealedField(K.WECHAT, record.fields[0].nonce, record.fields[0].ciphertext))
    assert ONE in refused.value.say()
    assert "138" not in refused.value.say()


def test_rows_that_somebody_changed_places_of_in_the_database_do_not_open(house):
    agent = house.enlist()
    one, other = house.add_card(agent), house.add_card(agent)
    assert open_customer(house, one) == open_customer(house, other) == VALUES
    with house.writing() as connection:
        values = {item.field: item for item in load_sealed(connection, other)}
        values[K.MOBILE] = next(item for item in load_sealed(connection, one) if item.field is K.MOBILE)
        mixed = pack_fields(values.values())
        connection.execute(update(sealed_records).where(sealed_records.c.customer == other).values(sealed=mixed))
    with pytest.raises(ConfigurationWrong, match=f"field mobile of record {other}"):
        open_customer(house, other)
    assert open_customer(house, one) == VALUES
    with house.writing() as connection:
        whole = connection.execute(select(sealed_records).where(sealed_records.c.customer == one)).one()
        moved = {"wrapped": whole.wrapped, "sealed": whole.sealed}
        connection.execute(update(sealed_records).where(sealed_records.c.customer == other).values(**moved))
    with pytest.raises(ConfigurationWrong, match="does not open this record"):
        open_customer(house, other)


def test_sealed_values_that_cannot_be_told_apart_are_refused_without_being_repeated():
    for damaged in (b"", b"\x81\xa6mobile", b"\x81\xa5shoes\xc4\x01a", b"\xa3138"):
        with pytest.raises(ConfigurationWrong, match="sealed values are damaged") as refused:
            unpack_fields(damaged)
        assert "138" not in refused.value.say()


def load_sealed(connection, card):
    query = select(sealed_records.c.sealed).where(sealed_records.c.customer == card)
    return unpack_fields(bytes(connection.execute(query).scalar_one()))


def test_a_digest_stands_for_one_value_of_one_kind_at_one_central(keys, tmp_path):
    (tmp_path / "other").mkdir()
    other = FileKeys.create(tmp_path / "other" / "keys.json")
    index, elsewhere = BlindIndex(derive_index_key(keys)), BlindIndex(derive_index_key(other))
    digest = index.digest(K.MOBILE, "13812345678")
    again = BlindIndex(derive_index_key(FileKeys(tmp_path / "keys.json")))
    assert digest == again.digest(K.MOBILE, "13812345678")
    others = {
        index.digest(K.MOBILE, "13812345679"),
        index.digest(K.WECHAT, "13812345678"),
        elsewhere.digest(K.MOBILE, "13812345678"),
    }
    assert digest not in others
    assert len(others) == 3
    assert len(digest) == 32
