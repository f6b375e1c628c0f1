"""A vault's header: its key, wrapped so that it takes this desk **and** this person to open it (D6, A3).

The vault key (32 random bytes) is AES-256-GCM ciphertext under HKDF-SHA256(keyring secret ‖ Argon2id(password)),
RFC 5869 and RFC 9106. The header's other fields are the additional data, and an HMAC under the keyring secret covers
it all, so that a wrong password and a damaged file are told apart.
"""

from __future__ import annotations

import os
from typing import Annotated, cast

import msgspec
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Meta, Struct

from protocol.identifiers import Identifier
from protocol.keeping import VaultDamaged, VaultForeign, VaultPasswordWrong, VaultTooNew
from protocol.proofs import PasswordRecipe, make_recipe
from protocol.stretching import stretch_password
from secure_store.database import KEY_BYTES
from secure_store.secret import Secret
from secure_store.wiping import wipe_bytes

FORMAT = 1
_NONCE_BYTES = 12
_TAG_BYTES = 16
_WRAP = b"veildesk vault wrap v1"
_CHECK = b"veildesk vault check v1"


class HeaderFormat(Struct, frozen=True):
    """The one field that every format has."""

    format: int


class VaultHeader(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands beside a vault, in the clear. ``check`` is the HMAC over everything else."""

    format: int
    vault: Identifier
    person: Identifier
    device: Identifier
    recipe: PasswordRecipe
    salt: Annotated[bytes, Meta(min_length=32, max_length=32)]
    nonce: Annotated[bytes, Meta(min_length=_NONCE_BYTES, max_length=_NONCE_BYTES)]
    wrapped: Annotated[bytes, Meta(max_length=KEY_BYTES + _TAG_BYTES)] = b""
    check: bytes = b""


def wrap_vault_key(
    key: Secret, *, vault: Identifier, person: Identifier, device: Identifier, bond: Secret, password: bytearray
) -> VaultHeader:
    """A new header for ``key`` under ``bond`` (the keyring's secret for this vault) and ``password``.

    Takes about 0.15 s. The caller wipes ``password``.
    """
    header = VaultHeader(
        format=FORMAT,
        vault=vault,
        person=person,
        device=device,
        recipe=make_recipe(),
        salt=os.urandom(32),
        nonce=os.urandom(_NONCE_BYTES),
    )
    wrapped = bytearray(KEY_BYTES + _TAG_BYTES)
    with _derive_wrap_key(header, bond, password) as wrap, wrap.view() as wrap_view, key.view() as key_view:
        AESGCM(wrap_view).encrypt_into(header.nonce, key_view, _bind(header), wrapped)
    header = msgspec.structs.replace(header, wrapped=bytes(wrapped))
    return msgspec.structs.replace(header, check=_hmac(header, bond).finalize())


def unwrap_vault_key(header: VaultHeader, bond: Secret, password: bytearray) -> Secret:
    """The vault key; VaultDamaged when the header is not as written, VaultPasswordWrong when only the password is."""
    try:
        _hmac(header, bond).verify(header.check)
    except InvalidSignature as error:
        raise VaultDamaged(reason="its header was changed") from error
    key = Secret(KEY_BYTES)
    try:
        with _derive_wrap_key(header, bond, password) as wrap, wrap.view() as wrap_view, key.view() as key_view:
            AESGCM(wrap_view).decrypt_into(header.nonce, header.wrapped, _bind(header), key_view)
    except InvalidTag as error:
        key.wipe()
        raise VaultPasswordWrong from error
    return key


def encode_header(header: VaultHeader) -> bytes:
    """The header as its file holds it: JSON, indented for the eye of whoever must look into it."""
    return msgspec.json.format(msgspec.json.encode(header), indent=2)


def decode_header(data: bytes, *, person: Identifier, device: Identifier) -> VaultHeader:
    """Read a header; VaultDamaged, VaultTooNew, or VaultForeign when it is another person's or desk's."""
    try:
        found = msgspec.json.decode(data, type=HeaderFormat).format
        if found > FORMAT:
            raise VaultTooNew
        header = msgspec.json.decode(data, type=VaultHeader)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise VaultDamaged(reason="its header cannot be read") from error
    if header.device != device or header.person != person:
        raise VaultForeign
    return header


def _derive_wrap_key(header: VaultHeader, bond: Secret, password: bytearray) -> Secret:
    wrap, recipe = Secret(KEY_BYTES), header.recipe
    with Secret(len(bond) + KEY_BYTES) as material, material.view() as whole, bond.view() as bond_view:
        whole[: len(bond)] = bond_view
        stretch_password(
            password,
            whole[len(bond) :],
            salt=recipe.salt,
            memory_kib=recipe.memory_kib,
            iterations=recipe.iterations,
            lanes=recipe.lanes,
        )
        with wrap.view() as wrap_view:
            HKDF(hashes.SHA256(), KEY_BYTES, header.salt, _WRAP).derive_into(whole, wrap_view)
    return wrap


def _bind(header: VaultHeader) -> bytes:
    return msgspec.json.encode(msgspec.structs.replace(header, wrapped=b"", check=b""))


def _hmac(header: VaultHeader, bond: Secret) -> HMAC:
    key = bytearray(KEY_BYTES)
    with bond.view() as view:
        HKDF(hashes.SHA256(), KEY_BYTES, header.salt, _CHECK).derive_into(view, key)
    hmac = HMAC(cast(bytes, key), hashes.SHA256())
    wipe_bytes(key)
    hmac.update(msgspec.json.encode(msgspec.structs.replace(header, check=b"")))
    return hmac
