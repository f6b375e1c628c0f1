"""A vault is erased only when Central has all that was done at this desk, and the erasure is on record (D7, X2)."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.desk import Desk
from app.erasing import erase_person, is_on_record
from app.eventpush import demand_witnesses
from protocol.events import Act, Outcome, decode_event
from protocol.keeping import ErasureRefused, VaultInUse, VaultMissing
from protocol.notes import KeyKind, make_key, write_key
from protocol.road import CentralUnreachable
from protocol.sessions import DeskPolicy
from secure_store.erasure import Erasure, erase_vault
from secure_store.vault import Vault
from tests.app.loopback import LoopbackCentral
from tests.journals import read_recent


def recall(desk: Desk) -> list[tuple[Act, Outcome]]:
    return [(event.act, event.outcome) for event in read_recent(desk.trail.journal, 2)]


def test_what_waits_is_sent_first_and_the_erasure_is_recorded(signed_in: Desk, central: LoopbackCentral) -> None:
    signed_in.keeper.sign_out()
    assert signed_in.trail.journal.waiting() > 0
    erasure = erase_person(signed_in, central.person.username)
    assert (erasure.vaults, erasure.keys) == (1, 1)
    assert not Vault.exists(signed_in.folder, central.person.id)
    assert signed_in.keeper.people.list() == ()
    assert signed_in.trail.journal.waiting() == 0
    done = decode_event(central.events[signed_in.identity.card.id][-1])
    assert (done.act, done.object_id, done.detail["keys_destroyed"]) == (Act.VAULT_ERASED, central.person.id, "1")
    assert is_on_record(signed_in)


def test_where_central_goes_meanwhile_the_record_waits(
    signed_in: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in.keeper.sign_out()

    def erase(*words: Any) -> Erasure:
        central.stop()
        signed_in.central.reload()
        return erase_vault(*words)

    monkeypatch.setattr("app.erasing.erase_vault", erase)
    assert erase_person(signed_in, central.person.username).keys == 1
    assert not is_on_record(signed_in)
    assert read_recent(signed_in.trail.journal, 1)[0].detail["keys_destroyed"] == "1"


def test_without_central_nothing_is_erased(signed_in: Desk, central: LoopbackCentral) -> None:
    signed_in.keeper.sign_out()
    central.stop()
    signed_in.central.reload()
    with pytest.raises(ErasureRefused) as refused:
        erase_person(signed_in, central.person.username)
    assert isinstance(refused.value.__cause__, CentralUnreachable)
    assert int(refused.value.facts["waiting"]) > 0
    assert Vault.exists(signed_in.folder, central.person.id)
    assert recall(signed_in) == [(Act.VAULT_ERASED, Outcome.REFUSED), (Act.VAULT_ERASED, Outcome.DONE)]


def test_witnesses_are_given_time_to_sign(
    signed_in: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in.keeper.sign_out()
    witness = Ed25519PrivateKey.generate()
    key = make_key("witness.example/0", KeyKind.COSIGNATURE, witness)
    demand_witnesses(signed_in.trail.journal, DeskPolicy(cosignatures_needed=1, witnesses=(write_key(key),)))
    monkeypatch.setattr("app.erasing.sleep", lambda _: central.log.witnesses.append(witness))
    assert erase_person(signed_in, central.person.username).vaults == 1
    assert is_on_record(signed_in)


def test_without_witnesses_nothing_is_erased(
    signed_in: Desk, central: LoopbackCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in.keeper.sign_out()
    key = make_key("witness.example/0", KeyKind.COSIGNATURE, Ed25519PrivateKey.generate())
    demand_witnesses(signed_in.trail.journal, DeskPolicy(cosignatures_needed=1, witnesses=(write_key(key),)))
    monkeypatch.setattr("app.erasing.WITNESSES_S", 0.0)
    with pytest.raises(ErasureRefused):
        erase_person(signed_in, central.person.username)
    assert Vault.exists(signed_in.folder, central.person.id)


def test_somebody_at_work_is_not_erased(signed_in: Desk, central: LoopbackCentral) -> None:
    with pytest.raises(VaultInUse):
        erase_person(signed_in, central.person.username)
    assert signed_in.keeper.vault is not None


def test_nobody_is_not_erased(desk: Desk) -> None:
    with pytest.raises(VaultMissing):
        erase_person(desk, "nobody")
