"""Central takes witnesses' cosignatures, shows them, and proves by what enough of them signed (A7)."""

from __future__ import annotations

import time

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from protocol.administration import ConfigurationWrong
from protocol.checkpoints import cosign, find_cosignatures, open_checkpoint
from protocol.events import Act, Deed
from protocol.notes import KeyKind, SignedNote, VerifierKey, make_key, read_note, write_key, write_note
from protocol.refusals import InvalidRequest
from server.log.tree import Tree
from server.services.doctor import examine as examine_central
from server.services.receipts import choose_head
from server.services.trail import record
from server.services.witnesses import PATIENCE_S, publish_checkpoint, take_cosignatures
from tests.server.house import House


class Cosigner:
    """A witness's key, and what it signs."""

    def __init__(self, name: str) -> None:
        self.private = Ed25519PrivateKey.generate()
        self.key: VerifierKey = make_key(name, KeyKind.COSIGNATURE, self.private)

    def sign(self, note: str) -> bytes:
        """The note with this witness's line alone below the log's."""
        signed = read_note(note)
        line = cosign(signed.text, int(time.time()), self.key, self.private)
        return write_note(signed.text, (signed.signatures[0], line)).encode()


@pytest.fixture
def witnesses(house: House) -> tuple[Cosigner, Cosigner]:
    """Two whom policy names; the log's newest checkpoint has none of their signatures, and none is demanded."""
    two = Cosigner("notary.example/1"), Cosigner("notary.example/2")
    demand(house, two, 0)
    publish_checkpoint(house.central)
    return two


def demand(house: House, named: tuple[Cosigner, ...], needed: int) -> None:
    house.set_policy(witnesses=tuple(write_key(one.key) for one in named), cosignatures_needed=needed)


def grow(house: House) -> None:
    with house.writing() as connection:
        record(connection, house.central.node, Deed(act=Act.CUSTOMER_SOUGHT))


def take(house: House, body: bytes) -> None:
    with house.writing() as connection:
        take_cosignatures(connection, body)


def read_size(note: str) -> int:
    return int(note.split("\n")[1])


def test_a_cosignature_is_published_below_its_checkpoint(house: House, witnesses: tuple[Cosigner, Cosigner]) -> None:
    note = publish_checkpoint(house.central)
    for one in witnesses:
        take(house, one.sign(note))
        take(house, one.sign(note))  # the same again changes nothing
    checkpoint, signed = open_checkpoint(publish_checkpoint(house.central), house.central.log_key.public)
    assert checkpoint.size == read_size(note)
    assert len(signed.signatures) == 3
    assert set(find_cosignatures(signed, [one.key for one in witnesses])) == {one.key for one in witnesses}


def test_only_named_witnesses_and_published_checkpoints_count(
    house: House, witnesses: tuple[Cosigner, Cosigner]
) -> None:
    note, (one, _) = publish_checkpoint(house.central), witnesses
    with pytest.raises(InvalidRequest, match="no witness with this key"):
        take(house, Cosigner(one.key.name).sign(note))
    signed = read_note(note)
    text_of_another = signed.text.replace(f"\n{read_size(note)}\n", f"\n{read_size(note) + 1}\n")
    with pytest.raises(InvalidRequest, match="not a checkpoint that Central published"):
        take(house, one.sign(write_note(text_of_another, signed.signatures)))
    line = cosign(text_of_another, 1, one.key, one.private)
    with pytest.raises(InvalidRequest, match="does not hold"):
        take(house, write_note(signed.text, (line,)).encode())
    with pytest.raises(InvalidRequest, match="not a signed note"):
        take(house, b"\xff")
    assert publish_checkpoint(house.central) == note


def test_a_checkpoint_stands_still_until_enough_witnesses_have_signed_it(
    house: House, witnesses: tuple[Cosigner, Cosigner]
) -> None:
    demand(house, witnesses, 2)
    note = publish_checkpoint(house.central)
    grow(house)
    assert publish_checkpoint(house.central) == note
    take(house, witnesses[0].sign(note))
    assert read_size(publish_checkpoint(house.central)) == read_size(note)
    take(house, witnesses[1].sign(note))
    assert read_size(publish_checkpoint(house.central)) > read_size(note)


def test_a_dead_witness_does_not_stop_the_log(
    house: House, witnesses: tuple[Cosigner, Cosigner], monkeypatch: pytest.MonkeyPatch
) -> None:
    demand(house, witnesses, 2)
    note = publish_checkpoint(house.central)
    grow(house)
    monkeypatch.setattr("server.services.witnesses.PATIENCE_S", -PATIENCE_S)  # as if it had been shown for so long
    assert read_size(publish_checkpoint(house.central)) > read_size(note)


def test_desks_are_answered_by_what_enough_named_witnesses_signed(
    house: House, witnesses: tuple[Cosigner, Cosigner]
) -> None:
    note = publish_checkpoint(house.central)
    take(house, witnesses[0].sign(note))
    stranger = Cosigner("notary.example/3")
    demand(house, (*witnesses, stranger), 1)
    later = publish_checkpoint(house.central)
    take(house, stranger.sign(later))
    demand(house, witnesses, 1)  # whom policy names no more does not count
    with house.reading() as connection:
        head = choose_head(connection, Tree.read(connection), 0)
    assert head.size == read_size(note)
    _, signed = open_checkpoint(head.note, house.central.log_key.public)
    assert isinstance(signed, SignedNote)
    assert find_cosignatures(signed, [witnesses[0].key])


def test_where_too_few_have_signed_a_desk_is_shown_those_who_have(
    house: House, witnesses: tuple[Cosigner, Cosigner]
) -> None:
    demand(house, witnesses, 2)
    note = publish_checkpoint(house.central)
    take(house, witnesses[0].sign(note))
    grow(house)
    with house.reading() as connection:
        head = choose_head(connection, Tree.read(connection), read_size(note))
    _, signed = open_checkpoint(head.note, house.central.log_key.public)
    assert set(find_cosignatures(signed, [one.key for one in witnesses])) == {witnesses[0].key}


@pytest.mark.parametrize(
    ("needed", "named", "reason"),
    [
        (3, ("a", "b"), "not so many witnesses"),
        (1, ("a", "a"), "there twice"),
        (-1, ("a",), "not so many witnesses"),
    ],
)
def test_a_demand_that_nobody_could_meet_is_refused(
    house: House, needed: int, named: tuple[str, ...], reason: str
) -> None:
    keys = {name: write_key(Cosigner(f"{name}.example/w").key) for name in named}
    with pytest.raises(ConfigurationWrong, match=reason):
        house.set_policy(witnesses=tuple(keys[name] for name in named), cosignatures_needed=needed)


def test_a_key_that_is_no_witnesss_is_refused(house: House) -> None:
    log = house.central.log_key.vkey
    for key, reason in ((log, "not a witness's key"), ("nonsense", "not a key for notes")):
        with pytest.raises(ConfigurationWrong, match=reason):
            house.set_policy(witnesses=(key,))


def test_doctor_says_which_witness_is_behind(house: House, witnesses: tuple[Cosigner, Cosigner]) -> None:
    def examine() -> dict[str, tuple[str, bool]]:
        return {one.subject: (one.fact, bool(one.advice)) for one in examine_central(house.central)}

    take(house, witnesses[0].sign(publish_checkpoint(house.central)))
    signed, silent = (examine()[one.key.name] for one in witnesses)
    assert signed[0].startswith("signed ")
    assert silent == ("has signed nothing yet", False)  # the log is younger than what is allowed
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("server.services.doctor._WITNESS_MINUTES", -1)
        assert examine()[witnesses[1].key.name] == ("has signed nothing yet", True)


def test_the_database_holds_to_cosignatures(house: House, witnesses: tuple[Cosigner, Cosigner]) -> None:
    take(house, witnesses[0].sign(publish_checkpoint(house.central)))
    for statement in ("DELETE FROM cosignatures", "UPDATE cosignatures SET line = ''"):
        with pytest.raises(Exception, match=r"append-only|permission is missing"), house.writing() as connection:
            connection.execute(text(statement))
