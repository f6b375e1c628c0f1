"""Central's log before clients that are not ours (D7, U2, A7): what they compute, prove and believe is what we do.

One of them, ``tlog_scales``, reads C2SP tlog-tiles itself; the other two know Merkle trees and signed notes. Whatever
is wrong with a proof or a note, they and we refuse alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from types import SimpleNamespace

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine
from tlog_scales import signing, tiles, tlog
from tlog_scales.reader import TilesReader

from protocol.checkpoints import cosign, open_checkpoint
from protocol.events import Act, Deed
from protocol.merkle import EMPTY_ROOT, hash_leaf, verify_consistency
from protocol.notes import KeyKind, SignedNote, make_key, read_note, write_key, write_note
from protocol.tiles import TILE_WIDTH
from protocol.trail import CheckpointInvalid
from server.log.publication import publish
from server.log.tree import Tree
from server.services.central import make_central
from server.services.trail import record
from server.store.database import migrate, open_database
from tests.inclusion import verify_inclusion
from tests.server.house import House
from tests.server.log.foreign import (
    Consistency,
    ForeignTree,
    Inclusion,
    ServedLog,
    judge_by_ranges,
    judge_note,
    open_backend,
)
from tests.server.served import place_wire, serving, wait_until_served
from ui.demo.ports import find_free_port

LARGEST = 100_000
BATCH = 500
Grown = SimpleNamespace
"""``connection``, ``tree`` (ours), ``theirs`` and ``reader``, over the same leaves."""


def name_entry(index: int) -> bytes:
    return b"entry %d" % index


@pytest.fixture(scope="module")
def make_log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Engine]]:
    """Makes databases with an empty log."""
    made: list[Engine] = []

    def make() -> Engine:
        made.append(open_database(f"sqlite:///{tmp_path_factory.mktemp('log') / 'central.db'}"))
        migrate(made[-1])
        return made[-1]

    yield make
    for engine in made:
        engine.dispose()


@pytest.fixture(scope="module")
def empty(make_log: Callable[[], Engine]) -> Engine:
    """A log that stays empty: who lets it grow takes it back."""
    return make_log()


def grow(connection: Connection, leaves: list[bytes], batches: list[int]) -> Tree:
    """Let the empty log grow by ``batches``; what its rows say then."""
    start = 0
    for count in batches:
        tree = Tree.read(connection, lock=True)
        tree.add(leaves[start : start + count])
        tree.write()
        start += count
    return Tree.read(connection)


@pytest.fixture(scope="module")
def grown(make_log: Callable[[], Engine]) -> Iterator[Grown]:
    """A log of the largest size."""
    leaves = [hash_leaf(name_entry(index)) for index in range(LARGEST)]
    with make_log().begin() as connection:
        tree = grow(connection, leaves, [BATCH] * (LARGEST // BATCH))
        reader = TilesReader(ServedLog(connection))
        yield Grown(connection=connection, tree=tree, theirs=ForeignTree(leaves), reader=reader)


SIZES = st.sampled_from((1, 2, 255, 256, 257, 65_535, 65_536, 65_537, LARGEST)) | st.integers(1, LARGEST)


@settings(max_examples=50)
@given(size=SIZES)
def test_foreign_roots_are_ours(grown: Grown, size: int) -> None:
    grown.reader.set_size(size)
    assert grown.tree.root_at(size) == grown.reader.calculate_root_hash() == grown.theirs.get_root(size)


@settings(max_examples=50)
@given(batches=st.lists(st.integers(1, 700), min_size=1, max_size=6))
def test_a_tree_is_the_same_in_whatever_batches_it_grew(empty: Engine, grown: Grown, batches: list[int]) -> None:
    size = sum(batches)
    leaves = [hash_leaf(name_entry(index)) for index in range(size)]
    with empty.connect() as connection, connection.begin() as transaction:
        tree = grow(connection, leaves, batches)
        reader = TilesReader(ServedLog(connection))
        reader.set_size(size)
        assert tree.root() == reader.calculate_root_hash() == grown.theirs.get_root(size)
        transaction.rollback()


@settings(max_examples=50)
@given(size=SIZES, data=st.data())
def test_inclusion_proofs_hold_with_foreign_clients_and_wrong_ones_with_none(
    grown: Grown, size: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, size - 1))
    path, root, entry = grown.tree.prove_inclusion(index, size), grown.tree.root_at(size), name_entry(index)
    grown.reader.set_size(size)
    assert list(path) == grown.reader.get_inclusion_proof(index, size).node_hashes
    proof = Inclusion(entry=entry, index=index, size=size, path=path, root=root)
    assert judge_inclusion(proof, grown.theirs) == {"pymerkle", "sigstore", "tlog_scales", "ours"}
    assert not judge_inclusion(spoil(data, proof), grown.theirs)


@settings(max_examples=50)
@given(size=SIZES, data=st.data())
def test_consistency_proofs_hold_with_foreign_clients_and_wrong_ones_with_none(
    grown: Grown, size: int, data: st.DataObject
) -> None:
    old = data.draw(st.integers(1, size))
    path, roots = grown.tree.prove_consistency(old, size), (grown.tree.root_at(old), grown.tree.root_at(size))
    grown.reader.set_size(size)
    assert list(path) == grown.reader.get_consistency_proof(old, size).node_hashes
    proof = Consistency(old=old, old_root=roots[0], new=size, new_root=roots[1], path=path)
    assert judge_consistency(proof) == {"tlog_scales", "ours"}
    assert judge_by_ranges(grown.reader, old, size, roots)
    wrong = spoil(data, proof)
    assert not judge_consistency(wrong)
    assert (wrong.old_root, wrong.new_root) == roots or not judge_by_ranges(
        grown.reader, old, size, (wrong.old_root, wrong.new_root)
    )


def judge_inclusion(proof: Inclusion, tree: ForeignTree) -> set[str]:
    """Who accepts it."""
    leaf = hash_leaf(proof.entry)
    verdicts = proof.judge(tree) | {"ours": verify_inclusion(leaf, proof.index, proof.size, proof.path, proof.root)}
    return {name for name, holds in verdicts.items() if holds}


def judge_consistency(proof: Consistency) -> set[str]:
    """Who accepts it."""
    ours = verify_consistency(proof.old, proof.old_root, proof.new, proof.new_root, proof.path)
    return {name for name, holds in {"ours": ours, "tlog_scales": proof.judge()}.items() if holds}


def spoil(data: st.DataObject, proof: SimpleNamespace) -> SimpleNamespace:
    """The same proof with one thing wrong: a bit of a hash, a hash too few or too many, another entry."""
    path = list(proof.path)
    kinds = ["longer", *(name for name in ("root", "old_root", "new_root", "entry") if hasattr(proof, name))]
    kind = data.draw(st.sampled_from([*kinds, *(["shorter", "hash"] if path else [])]))
    changed = vars(proof).copy()
    if kind == "longer":
        path.insert(data.draw(st.integers(0, len(path))), data.draw(st.binary(min_size=32, max_size=32)))
    elif kind == "shorter":
        del path[data.draw(st.integers(0, len(path) - 1))]
    elif kind == "hash":
        place = data.draw(st.integers(0, len(path) - 1))
        path[place] = flip(data, path[place])
    else:
        changed[kind] = flip(data, changed[kind])
    return type(proof)(**(changed | {"path": tuple(path)}))


def flip(data: st.DataObject, content: bytes) -> bytes:
    """One bit turned over."""
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    return content[: bit // 8] + bytes([content[bit // 8] ^ 1 << bit % 8]) + content[bit // 8 + 1 :]


def test_the_specifications_own_numbers(grown: Grown) -> None:
    """C2SP tlog-tiles: what a tree of 70,000 consists of, and of 256; RFC 6962, 2.1.3: the empty tree."""
    log = ServedLog(grown.connection)
    assert {level: tiles.level_tiles(70_000, level) for level in range(4) if sum(tiles.level_tiles(70_000, level))} == {
        0: (273, 112),
        1: (1, 17),
        2: (0, 1),
    }
    for path, hashes in {
        ("tile", "0", "272"): 256,
        ("tile", "0", "273.p", "112"): 112,
        ("tile", "1", "000"): 256,
        ("tile", "1", "001.p", "17"): 17,
        ("tile", "2", "000.p", "1"): 1,
        ("tile", "1", "000.p", "1"): 1,
    }.items():
        served = log.get(*path)
        assert served is not None, path
        assert len(served) == hashes * 32, path
    assert log.get("tile", "0", "x001", "x234", "067") is None, "the tree has not reached it"
    assert EMPTY_ROOT == sha256(b"").digest() == ForeignTree([]).get_root()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A company whose Central can be served."""
    central = make_central(
        tmp_path_factory.mktemp("central"),
        host="127.0.0.1",
        port=find_free_port(),
        hosts=("127.0.0.1",),
        url="",
        database="",
    )
    yield House(central).furnish()
    central.engine.dispose()


def test_checkpoints_and_cosignatures_hold_with_foreign_clients(house: House) -> None:
    key = house.central.log_key.public
    with house.writing() as connection:
        note = publish(connection, house.central.log_key)
    assert judge_note(note, key) == {"sigstore": True, "tlog_scales": True}
    private = Ed25519PrivateKey.generate()
    witness = make_key("witness.example/1", KeyKind.COSIGNATURE, private)
    read = read_note(note)
    cosigned = write_note(read.text, (*read.signatures, cosign(read.text, 1_800_000_000, witness, private)))
    assert judge_note(cosigned, key) == {"sigstore": True, "tlog_scales": True}
    theirs = tlog.Checkpoint.from_text(cosigned)
    known = signing.VkeySet(*(signing.Vkey.from_string(write_key(each)) for each in (key, witness)))
    assert {vkey.name for vkey, _ in known.verify(theirs.signatures, theirs)} == {key.name, witness.name}
    ours, _ = open_checkpoint(cosigned, key)
    assert (ours.origin, ours.size, ours.root) == (theirs.origin, theirs.size, theirs.root_hash)


@settings(max_examples=50)
@given(data=st.data())
def test_a_changed_checkpoint_is_refused_by_foreign_clients_and_by_us(house: House, data: st.DataObject) -> None:
    key = house.central.log_key.public
    with house.writing() as connection:
        read = read_note(publish(connection, house.central.log_key))
    (signature,) = read.signatures
    if data.draw(st.booleans()):
        size = int(read.text.split("\n")[1])
        other = data.draw(st.integers(0, 2**53).filter(lambda other: other != size))
        changed = SignedNote(read.text.replace(f"\n{size}\n", f"\n{other}\n"), read.signatures)
    else:
        changed = SignedNote(read.text, (msgspec.structs.replace(signature, value=flip(data, signature.value)),))
    note = write_note(changed.text, changed.signatures)
    assert judge_note(note, key) == {"sigstore": False, "tlog_scales": False}
    with pytest.raises(CheckpointInvalid):
        open_checkpoint(note, key)


def test_a_foreign_reader_follows_the_log_over_tls(house: House, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Checkpoint and tiles by HTTP with a client certificate; entries from what the route hands out."""
    folder = tmp_path_factory.mktemp("foreign")
    key = signing.Vkey.from_string(house.central.log_key.vkey)
    with serving(house.central):
        wire = place_wire(house, folder / "desk", "foreign")
        wait_until_served(wire)
        backend = open_backend(house.central, folder / "desk")
        before = TilesReader(backend).get_checkpoint()
        before.verify(key)
        with house.writing() as connection:
            for number in range(TILE_WIDTH):
                deed = Deed(act=Act.POLICY_CHANGED, detail={"number": str(number)})
                record(connection, house.central.node, deed)
        reader = TilesReader(backend)
        present = reader.get_checkpoint()
        present.verify(key)
        assert present.size >= before.size + TILE_WIDTH, "a tile was filled meanwhile"
        assert reader.calculate_root_hash() == present.root_hash
        proof = reader.get_consistency_proof(before.size, present.size)
        proof.check(before.root_hash, present.root_hash)
        with house.reading() as connection:
            told = TilesReader(ServedLog(connection))
            told.set_size(present.size)
            for index in (0, before.size, present.size - 1):
                leaf = tiles.leaf_hash(told.get_entry(index))
                reader.get_inclusion_proof(index, present.size).check(leaf, present.root_hash)
        wire.client.close()
        backend.session.close()
