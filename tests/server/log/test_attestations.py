"""What desks and witnesses signed is kept, and verifying the trail holds the rows to it (U2, A7)."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from protocol.checkpoints import cosign
from protocol.notes import KeyKind, make_key, read_note, write_key, write_note
from server.log.faults import Faults
from server.services.attestations import verify_attestations
from server.services.central import make_central
from server.services.witnesses import publish_checkpoint, take_cosignatures
from tests.server.house import House
from tests.server.log.desks import Chain, deliver
from tests.verified import verify_and_list


def make_company(folder: Path, database: str) -> tuple[House, Chain]:
    """A desk that has delivered 5 and 3 events, and a witness who has signed for them."""
    central = make_central(folder, host="127.0.0.1", port=8443, hosts=("127.0.0.1",), url="", database=database)
    house = House(central).furnish()
    private = Ed25519PrivateKey.generate()
    key = make_key("notary.example/1", KeyKind.COSIGNATURE, private)
    house.set_policy(witnesses=(write_key(key),))
    chain = Chain(house.place_desk())
    for count in (5, 3):
        deliver(house, chain, chain.write_batch(count))
    signed = read_note(publish_checkpoint(central))
    with house.writing() as connection:
        take_cosignatures(connection, write_note(signed.text, (cosign(signed.text, 1, key, private),)).encode())
    return house, chain


def test_every_signature_is_kept_and_holds(database_url: str, tmp_path: Path) -> None:
    house, _ = make_company(tmp_path / "central", database_url)
    with house.reading() as connection:
        found, faults = verify_and_list(connection, house.central.log_key.public)
    assert (faults, found.signed_heads, found.cosignatures) == ([], 2, 1)
    house.central.engine.dispose()


EDITS = {
    "a signed event": (
        "UPDATE events SET bytes = CAST(replace(bytes, 'card', 'cart') AS BLOB) WHERE device = :desk AND seq = 5",
        "event 5: it is not the event that the desk signed",
    ),
    "a signature": (
        "UPDATE signed_heads SET signature = zeroblob(64) WHERE last_seq = 5",
        "event 5: the signature over events 1 to 5 is not the desk's",
    ),
    "a signature dropped": (
        "DELETE FROM signed_heads WHERE last_seq = 8",
        "events 6 to 8: the desk's signature over them is not there",
    ),
    "a signed event deleted": (
        "DELETE FROM events WHERE device = :desk AND seq = 5",
        "event 5: signed by the desk, and gone",
    ),
    "a chain's head set back": (
        "UPDATE chain_heads SET next_seq = 4 WHERE device = :desk",
        "it signed events up to 8, but its head is at 3",
    ),
    "the desk's key": (
        "UPDATE devices SET public_key = zeroblob(32) WHERE id = :desk",
        "events 1 to 8: none of the 2 signatures over them is the desk's",
    ),
    "a cosignature": (
        "UPDATE cosignatures SET line = replace(line, 'AAAAAAAA', 'AAAAAAAB')",
        "the cosignature of notary.example/1 does not hold",
    ),
    "the policies": (
        "DELETE FROM policies",
        "the cosignature of notary.example/1 is by a key that no policy has named",
    ),
}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> tuple[House, Chain]:
    return make_company(tmp_path_factory.mktemp("company") / "central", "")


@pytest.mark.parametrize(("edit", "said"), EDITS.values(), ids=EDITS)
def test_what_was_changed_is_named(company: tuple[House, Chain], edit: str, said: str) -> None:
    house, chain = company
    with house.central.engine.connect() as connection:
        for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        changed = connection.exec_driver_sql(edit, {"desk": chain.desk.id} if ":desk" in edit else {})
        assert changed.rowcount > 0
        faults: list[str] = []
        verify_attestations(connection, Faults(faults.append))
        connection.rollback()
    assert [fault for fault in faults if said in fault], faults
    assert any(chain.desk.id in fault or "checkpoint" in fault for fault in faults)
