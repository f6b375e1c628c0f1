"""A batch's head is signed over everything that it states."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from protocol.delivery import write_head_message
from protocol.ed25519 import check_signature


@pytest.fixture
def key():
    return Ed25519PrivateKey.generate()


def raw(key):
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def test_a_signature_holds_for_its_message_only(key):
    message = write_head_message("d", 1, 2, "h")
    assert check_signature(raw(key), key.sign(message), message)
    assert not check_signature(raw(key), key.sign(message), write_head_message("d", 1, 3, "h"))
    assert not check_signature(raw(Ed25519PrivateKey.generate()), key.sign(message), message)
    assert not check_signature(b"no key", b"no signature", message)
