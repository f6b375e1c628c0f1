"""A vault's header: whatever stands in the file, a clear answer (D6, A8)."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.identifiers import make_identifier
from protocol.keeping import VaultDamaged, VaultPasswordWrong, VaultTooNew
from secure_store.secret import Secret
from secure_store.vault_key import VaultHeader, decode_header, encode_header, unwrap_vault_key, wrap_vault_key

VAULT, PERSON, DEVICE = make_identifier(), make_identifier(), make_identifier()
BOND = Secret.random(32)
KEY = Secret.random(32)


@pytest.fixture(scope="module")
def header() -> VaultHeader:
    """The header of a vault whose password is ``right``."""
    return wrap_vault_key(KEY, vault=VAULT, person=PERSON, device=DEVICE, bond=BOND, password=bytearray(b"right"))


def test_the_key_comes_out_as_it_went_in(header: VaultHeader) -> None:
    read = decode_header(encode_header(header), person=PERSON, device=DEVICE)
    with unwrap_vault_key(read, BOND, bytearray(b"right")) as key, key.view() as found, KEY.view() as expected:
        assert found == expected


def test_the_header_shows_nothing_of_the_key(header: VaultHeader) -> None:
    with KEY.view() as view:
        assert bytes(view) not in header.wrapped
        assert bytes(view) not in encode_header(header)


def test_the_password_alone_is_not_enough(header: VaultHeader) -> None:
    with pytest.raises(VaultDamaged):
        unwrap_vault_key(header, Secret.random(32), bytearray(b"right"))


def test_the_keyring_alone_is_not_enough(header: VaultHeader) -> None:
    with pytest.raises(VaultPasswordWrong):
        unwrap_vault_key(header, BOND, bytearray(b""))


@given(st.data())
def test_any_changed_field_is_seen(header: VaultHeader, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["vault", "person", "device", "salt", "nonce", "wrapped", "check"]))
    value = getattr(header, name)
    place = data.draw(st.integers(0, len(value) - 1))
    spot = "~" if isinstance(value, str) else bytes([value[place] ^ 1])
    changed = msgspec.structs.replace(header, **{name: value[:place] + spot + value[place + 1 :]})
    with pytest.raises(VaultDamaged):
        unwrap_vault_key(changed, BOND, bytearray(b"right"))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_damaged_header(data: bytes) -> None:
    with pytest.raises(VaultDamaged):
        decode_header(data, person=PERSON, device=DEVICE)


@pytest.mark.parametrize("data", [b'{"x":' * 50_000, b"[" * 50_000, b'{"format": 1}', b'{"format": "1"}', b"\xff"])
def test_nests_and_stubs_are_damaged_headers(data: bytes) -> None:
    with pytest.raises(VaultDamaged):
        decode_header(data, person=PERSON, device=DEVICE)


@given(st.integers(2, 2**60))
def test_every_later_format_asks_for_an_update(number: int) -> None:
    with pytest.raises(VaultTooNew):
        decode_header(f'{{"format": {number}, "new": []}}'.encode(), person=PERSON, device=DEVICE)
