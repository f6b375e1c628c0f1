"""Heads and receipts are signed over everything they state."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from protocol.delivery import check_signature, write_head_message, write_receipt_message


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


def test_a_receipt_states_every_place():
    messages = {
        write_receipt_message("d", 1, 2, "h", (1, 2)),
        write_receipt_message("d", 1, 2, "h", (12,)),
        write_receipt_message("d", 1, 2, "h", (2, 1)),
        write_receipt_message("d", 1, 2, "i", (1, 2)),
    }
    assert len(messages) == 4
