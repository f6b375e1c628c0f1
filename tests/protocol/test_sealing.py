"""A sealed value opens on one desk, for one request, one card, one field, until one moment."""

import secrets

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.reveal_refusals import RevealUnreadable
from protocol.sealing import SealContext, SealedValue, measure_value, open_value, seal_value
from protocol.times import now


@pytest.fixture
def desk_key():
    return X25519PrivateKey.generate()


@pytest.fixture
def context():
    return SealContext(
        request=make_identifier(),
        card=make_identifier(),
        field=FieldKind.MOBILE,
        device=make_identifier(),
        expires_at=now(),
    )


def seal(value, key, context):
    return seal_value(value, key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw), context)


def test_the_desk_it_was_sealed_for_opens_it(desk_key, context):
    value = secrets.token_bytes(11)
    sealed = seal(value, desk_key, context)
    buffer = bytearray(measure_value(sealed))
    open_value(sealed, desk_key, context, buffer)
    assert buffer == value


def test_another_desk_does_not(desk_key, context):
    sealed = seal(b"0" * 11, desk_key, context)
    with pytest.raises(RevealUnreadable):
        open_value(sealed, X25519PrivateKey.generate(), context, bytearray(11))


@pytest.mark.parametrize("part", ["request", "card", "field", "device", "expires_at"])
def test_it_is_bound_to_everything_around_it(desk_key, context, part):
    other = {"field": FieldKind.ID_NUMBER, "expires_at": "2000-01-01T00:00:00.000Z"}.get(part, make_identifier())
    sealed = seal(b"0" * 11, desk_key, context)
    with pytest.raises(RevealUnreadable):
        open_value(sealed, desk_key, msgspec.structs.replace(context, **{part: other}), bytearray(11))


@pytest.mark.parametrize("part", ["key", "nonce", "value"])
def test_a_changed_byte_closes_it(desk_key, context, part):
    sealed = seal(b"0" * 11, desk_key, context)
    changed = bytearray(getattr(sealed, part))
    changed[-1] ^= 1
    with pytest.raises(RevealUnreadable):
        open_value(msgspec.structs.replace(sealed, **{part: bytes(changed)}), desk_key, context, bytearray(11))


def test_a_stump_is_unreadable_not_a_crash(desk_key, context):
    with pytest.raises(RevealUnreadable):
        measure_value(SealedValue(key=b"", nonce=b"", value=b""))
    with pytest.raises(RevealUnreadable):
        open_value(SealedValue(key=b"", nonce=b"n" * 12, value=b"v" * 16), desk_key, context, bytearray(0))
