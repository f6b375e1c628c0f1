"""Erasing somebody's vault from a desk: only once Central has all that was done here (D7, X2)."""

from __future__ import annotations

from contextlib import suppress
from time import monotonic, sleep
from typing import TYPE_CHECKING

from app.eventpush import awaits_witnesses, push_events
from app.people import PeopleHere
from protocol.errors import VeildeskError
from protocol.events import Act, ObjectKind
from protocol.keeping import ErasureRefused, VaultMissing
from protocol.trail import CosignaturesMissing
from secure_store.erasure import Erasure, erase_vault

if TYPE_CHECKING:
    from app.desk import Desk

WITNESSES_S, _PAUSE_S = 60.0, 1.0
"""How long to wait for witnesses' signatures, and between two looks."""


def erase_person(desk: Desk, username: str) -> Erasure:
    """Erase every vault of ``username`` on this desk; VAULT_ERASED stands in the journal before and after.

    VaultMissing when he has none here; ErasureRefused while Central has not receipted what waits, its cause chained;
    VaultInUse while he works here; StoreUnwritable.
    """
    people = PeopleHere(desk.folder)
    person = people.find(username)
    if person is None:
        raise VaultMissing
    with desk.trail.asking(Act.VAULT_ERASED, ObjectKind.PERSON, person.id):
        _deliver(desk)
        erasure = erase_vault(desk.folder, person.id, desk.identity.card.id, desk.keyring)
    desk.trail.record_facts(Act.VAULT_ERASED, ObjectKind.PERSON, person.id, erasure.describe())
    people.forget(person.id)
    with suppress(VeildeskError):  # this desk may never be opened again; :func:`is_on_record` says what came of it
        push_events(desk.identity, desk.central, desk.trail.journal)
    desk.sync.wake()
    return erasure


def is_on_record(desk: Desk) -> bool:
    """Whether Central has taken all that this desk recorded, an erasure's own record with it."""
    return not desk.trail.journal.waiting() or awaits_witnesses(desk.trail.journal)


def _deliver(desk: Desk) -> None:
    """ErasureRefused unless Central is proven to have all of it; witnesses are given some seconds to sign."""
    journal, limit = desk.trail.journal, monotonic() + WITNESSES_S
    try:
        push_events(desk.identity, desk.central, journal)
        while awaits_witnesses(journal) and monotonic() < limit:
            sleep(_PAUSE_S)
            with suppress(CosignaturesMissing):
                push_events(desk.identity, desk.central, journal)
    except VeildeskError as error:
        raise ErasureRefused(waiting=str(journal.waiting())) from error
    if journal.waiting():
        raise ErasureRefused(waiting=str(journal.waiting()))
