"""A bundle of evidence proves itself to a Python that knows nothing of us; each changed byte is noticed (U2, A7)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine

from protocol.checkpoints import cosign
from protocol.events import Act, Deed, ObjectKind
from protocol.notes import KeyKind, make_key, read_note, write_key, write_note
from protocol.roles import Role
from server.cli import main
from server.services.central import make_central
from server.services.evidence import bundle as evidence_bundle
from server.services.evidence import verifier
from server.services.evidence.bundle import _sign
from server.services.evidence.verifier import EVIDENCE, STATEMENT, Wrong, check_bundle, read_json, write_json
from server.services.witnesses import publish_checkpoint, take_cosignatures
from server.store.database import read
from tests.server.clean_python import lay_out_packages, run_clean
from tests.server.house import VALUES, House
from tests.server.log.desks import Chain, deliver
from tests.server.seats import Account

Evidence = dict[str, Any]
VERIFY = "import runpy; runpy.run_path(sys.argv[1] + '/verify.py', run_name='__main__')"
FLIP_EACH_BYTE = """
import functools, pathlib, runpy
verify = runpy.run_path(sys.argv[1] + '/verify.py', run_name='verify')
own = verify['check_bundle'].__globals__
own['verifies'] = functools.cache(own['verifies'])  # a signature that no flip touched is looked at once
files = {path.name: path.read_bytes() for path in pathlib.Path(sys.argv[1]).iterdir()}
verify['check_bundle'](files)
unseen, flipped = [], 0
for name, content in files.items():
    for place, octet in enumerate(content):
        changed = content[:place] + bytes([octet ^ 1]) + content[place + 1:]
        flipped += 1
        try:
            verify['check_bundle']({**files, name: changed})
        except Exception:
            continue
        unseen.append((name, place))
print(flipped, unseen)
"""


class Case:
    """A company in which an agent has worked on two customers, and a witness has signed for it."""

    def __init__(self, place: Path) -> None:
        central = make_central(place, host="127.0.0.1", port=8443, hosts=("127.0.0.1",), url="", database="")
        self.house = House(central).furnish()
        self.private = Ed25519PrivateKey.generate()
        self.witness = make_key("notary.example/1", KeyKind.COSIGNATURE, self.private)
        self.house.set_policy(witnesses=(write_key(self.witness),))
        self.agent = self.house.enlist(Role.AGENT)
        self.card, self.other = (self.house.add_card(self.agent) for _ in range(2))
        chain = Chain(self.house.place_desk())
        for card, times in ((self.card, 3), (self.other, 2), (self.card, 1)):
            self.work(chain, self.agent, card, times)
        self.chain = chain
        self.cosign()

    def work(self, chain: Chain, agent: Account, card: str, count: int) -> None:
        """The agent opens a card, so many times."""
        deed = Deed(act=Act.CARD_OPENED, actor=agent.id, role=agent.role, object_kind=ObjectKind.CARD, object_id=card)
        deliver(self.house, chain, chain.write_batch(count, deed=deed))

    def cosign(self) -> None:
        """The witness signs for the log as it is."""
        signed = read_note(publish_checkpoint(self.house.central))
        line = cosign(signed.text, 1_700_000_000, self.witness, self.private)
        with self.house.writing() as connection:
            take_cosignatures(connection, write_note(signed.text, (line,)).encode())

    def export(self, folder: Path, *words: str) -> Result:
        """``veildesk-central audit export``."""
        why = ("--purpose", "case 7 of 2026", "--recipient", "the court", "--data", str(self.house.central.place.path))
        return CliRunner().invoke(main, ["audit", "export", str(folder), *words, *why])


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case(tmp_path_factory.mktemp("case") / "central")


@pytest.fixture(scope="module")
def bundle(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was done to one of the customers."""
    folder = tmp_path_factory.mktemp("bundle") / "evidence"
    told = case.export(folder, "--customer", case.card)
    assert told.exit_code == 0, told.output
    assert told.output.startswith("4 events, with proofs: ")
    return folder


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out_packages(tmp_path_factory.mktemp("clean") / "packages")


def load(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_clean_python_has_cryptography_alone(packages: Path) -> None:
    assert run_clean(packages, "import cryptography").returncode == 0
    for name in ("msgspec", "sqlalchemy", "server", "protocol"):
        assert "ModuleNotFoundError" in run_clean(packages, f"import {name}").stderr


def test_the_bundle_is_verified_by_a_clean_python(case: Case, bundle: Path, packages: Path) -> None:
    told = run_clean(packages, VERIFY, str(bundle))
    assert told.returncode == 0, told.stdout + told.stderr
    assert "GENUINE. 4 events stand in the log as shown here." in told.stdout
    assert "notary.example/1 at 2023-11-14T22:13:20Z" in told.stdout
    assert "signed by those on which they happened: 4 of the events" in told.stdout
    assert "case 7 of 2026" in told.stdout
    assert told.stdout.count("card.opened") == 4
    assert f"员工 {case.agent.username}" in told.stdout


def test_a_file_that_was_added_is_named_as_no_part_of_it(bundle: Path, packages: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(bundle, copy)
    (copy / "more events.json").write_text("{}")
    told = run_clean(packages, VERIFY, str(copy))
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stdout.endswith("Not looked at, and no part of the bundle: 'more events.json'\n")


def test_keys_from_elsewhere_are_asked_for_and_hold(case: Case, bundle: Path, packages: Path) -> None:
    log, witness = case.house.central.log_key.vkey, write_key(case.witness)
    told = run_clean(packages, VERIFY, str(bundle), "--log-key", log, "--witness", witness)
    assert told.returncode == 0, told.stdout
    assert "as you gave it" in told.stdout
    stranger = write_key(make_key("notary.example/1", KeyKind.COSIGNATURE, Ed25519PrivateKey.generate()))
    other = write_key(make_key("127.0.0.1:8443/log", KeyKind.ED25519, Ed25519PrivateKey.generate()))
    for words in (("--log-key", other), ("--witness", stranger), ("--log-key", "nonsense")):
        told = run_clean(packages, VERIFY, str(bundle), *words)
        assert told.returncode == 1, told.stdout
        assert "NOT GENUINE" in told.stdout


def test_each_changed_byte_is_noticed(bundle: Path, packages: Path) -> None:
    told = run_clean(packages, FLIP_EACH_BYTE, str(bundle))
    assert told.returncode == 0, told.stderr
    assert told.stdout.split() == [str(sum(map(len, load(bundle).values()))), "[]"]


@pytest.mark.parametrize("name", ["evidence.json", "statement.txt", "README.txt", "verify.py"])
def test_a_missing_file_is_noticed(bundle: Path, name: str) -> None:
    files = load(bundle)
    del files[name]
    with pytest.raises(Wrong, match=f"{name}: missing"):
        check_bundle(files)


def change_event(one: Evidence) -> None:
    one["events"][1]["event"] = one["events"][1]["event"].replace("card.", "cart.")


def exchange_events(one: Evidence) -> None:
    one["events"][1]["event"] = one["events"][0]["event"]


def change_index(one: Evidence) -> None:
    one["events"][1]["index"] += 1


def change_proof(one: Evidence) -> None:
    one["events"][1]["proof"].reverse()


def change_order(one: Evidence) -> None:
    one["events"].reverse()


def change_checkpoint(one: Evidence) -> None:
    one["checkpoint"] = one["checkpoint"].replace("\n", "\n1", 1)


def change_cosignature(one: Evidence) -> None:
    one["checkpoint"] = (
        one["checkpoint"][:-10] + ("A" if one["checkpoint"][-10] != "A" else "B") + one["checkpoint"][-9:]
    )


def change_desks_signature(one: Evidence) -> None:
    one["signed_heads"][0]["signature"] = one["signed_heads"][1]["signature"]


def change_desks_key(one: Evidence) -> None:
    for desk in one["devices"].values():
        desk["public_key"] = "A" * 43 + "="


def change_format(one: Evidence) -> None:
    one["format"] = "veildesk evidence v2"


FORGERIES = [
    (change_event, "does not stand in the log"),
    (exchange_events, "does not stand in the log"),
    (change_index, "does not stand in the log"),
    (change_proof, "does not stand in the log"),
    (change_order, "not in the log's order"),
    (change_checkpoint, "not signed by the log's key"),
    (change_cosignature, "the cosignature of notary.example/1 does not hold"),
    (change_desks_signature, "the desk's signature does not hold"),
    (change_desks_key, "the desk's signature does not hold"),
    (change_format, "not veildesk evidence v1"),
]


@pytest.mark.parametrize(("forge", "said"), FORGERIES)
def test_centrals_own_key_cannot_make_another_bundle(
    case: Case, bundle: Path, forge: Callable[[Evidence], None], said: str
) -> None:
    evidence = read_json(load(bundle)[EVIDENCE])
    forge(evidence)
    with pytest.raises(Wrong, match=said):
        check_bundle(_sign(case.house.central, evidence))


def test_a_bundle_signed_by_another_key_is_not_this_logs(case: Case, bundle: Path) -> None:
    files, key = load(bundle), Ed25519PrivateKey.generate()
    note = read_note(files[STATEMENT].decode())
    (line,) = note.signatures
    forged = type(line)(line.name, line.key_id, key.sign(note.text.encode()))
    files[STATEMENT] = write_note(note.text, (forged,)).encode()
    with pytest.raises(Wrong, match="not signed by the log's key"):
        check_bundle(files)


@pytest.mark.parametrize(("forge", "said"), FORGERIES)
def test_what_was_changed_in_files_that_nobody_signed_again_is_named(
    bundle: Path, forge: Callable[[Evidence], None], said: str
) -> None:
    files = load(bundle)
    evidence = read_json(files[EVIDENCE])
    forge(evidence)
    with pytest.raises(Wrong, match=f"not the file that was signed; .*{said}"):
        check_bundle({**files, EVIDENCE: write_json(evidence)})


def test_a_key_that_is_not_the_bundles_is_told_apart_from_a_change(bundle: Path) -> None:
    other = write_key(make_key("127.0.0.1:8443/log", KeyKind.ED25519, Ed25519PrivateKey.generate()))
    with pytest.raises(Wrong, match=r"names another log key than yours.*its events stand in the log"):
        check_bundle(load(bundle), other)


def test_the_logs_key_states_nothing_that_reads_as_a_checkpoint(case: Case) -> None:
    key = case.house.central.log_key
    with pytest.raises(ValueError, match="checkpoint"):
        key.state(f"{key.public.name}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")


def test_no_value_is_in_the_clear(bundle: Path) -> None:
    content = b"".join(load(bundle).values()).decode()
    assert "138****5678" in content
    assert not [value for value in VALUES.values() if value in content]


def test_by_person_and_time(case: Case, tmp_path: Path) -> None:
    told = case.export(tmp_path / "person", "--person", case.agent.username)
    assert told.output.startswith("6 events")
    told = case.export(tmp_path / "past", "--customer", case.card, "--until", "2020-01-01")
    assert told.exit_code == 1
    assert "no event is found" in told.stderr
    assert not (tmp_path / "past").exists()


def test_the_export_is_on_record_with_purpose_and_recipient(case: Case, bundle: Path) -> None:
    event = case.house.last_event(Act.TRAIL_EXPORTED, object_id=case.card)
    assert (event.detail["purpose"], event.detail["recipient"]) == ("case 7 of 2026", "the court")
    assert event.detail["events"] == "4"


def test_a_folder_that_holds_something_is_left_alone(case: Case, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    told = case.export(tmp_path, "--customer", case.card)
    assert told.exit_code == 1
    assert "it is not empty" in told.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_export_that_is_interrupted_leaves_no_half_of_a_bundle(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(path: Path, content: bytes) -> None:
        path.write_bytes(content)
        if path.name != EVIDENCE:
            raise KeyboardInterrupt

    folder = tmp_path / "bundle"
    folder.mkdir()
    monkeypatch.setattr("server.commands.export.write_private", interrupt)
    told = case.export(folder, "--customer", case.card)
    assert (told.exit_code, told.stderr.strip()) == (1, "Aborted!")
    assert [path.name for path in tmp_path.rglob("*")] == ["bundle"]
    monkeypatch.undo()
    assert case.export(folder, "--customer", case.card).exit_code == 0
    assert check_bundle(load(folder)).events


def test_events_that_come_in_meanwhile_are_not_cut_off_in_silence(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = case.house.add_card(case.agent)
    case.work(case.chain, case.agent, card, 2)
    deed = Deed(act=Act.CARD_OPENED, actor=case.agent.id, object_kind=ObjectKind.CARD, object_id=card)
    on_its_way, looks = case.chain.write_batch(1, deed=deed), count()

    def read_late(engine: Engine) -> AbstractContextManager[Connection]:
        """The first look finds what is there; then comes what a desk did before it."""
        if next(looks) == 1:
            deliver(case.house, case.chain, on_its_way)
        return read(engine)

    monkeypatch.setattr(evidence_bundle, "MOST", 2)
    monkeypatch.setattr(evidence_bundle, "read", read_late)
    told = case.export(tmp_path / "bundle", "--customer", card)
    assert told.exit_code == 1
    assert "it finds 3 events; narrow it to 2" in told.stderr
    assert not (tmp_path / "bundle").exists()


def test_without_a_witness_the_newest_checkpoint_is_taken(case: Case, tmp_path: Path) -> None:
    case.work(case.chain, case.agent, case.card, 1)
    told = case.export(tmp_path / "bundle", "--customer", case.card)
    assert told.exit_code == 0, told.output
    found = check_bundle(load(tmp_path / "bundle"))
    assert [event["act"] for event in found.events].count(Act.CARD_OPENED) == 5
    assert found.cosigned == {}
    assert "witnesses    none" in verifier.tell(found, own_key=False)
    case.cosign()


def test_what_was_changed_is_not_exported(case: Case, tmp_path: Path) -> None:
    with case.house.central.engine.connect() as connection:
        guards = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
        for name, _ in guards:
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        edit = "UPDATE events SET bytes = CAST(replace(bytes, '\"done\"', '\"failed\"') AS BLOB) WHERE object_id = ?"
        connection.exec_driver_sql(edit, (case.other,))
        connection.commit()
        told = case.export(tmp_path / "bundle", "--customer", case.other)
        edit = "UPDATE events SET bytes = CAST(replace(bytes, '\"failed\"', '\"done\"') AS BLOB) WHERE object_id = ?"
        connection.exec_driver_sql(edit, (case.other,))
        for _, statement in guards:
            connection.exec_driver_sql(statement)
        connection.commit()
    assert told.exit_code == 1
    assert "does not stand in the log" in told.stderr
    assert not (tmp_path / "bundle").exists()
