"""What several benches work on, made once in a run: a real enrolled desk with many cards."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from app.people import PeopleHere, PersonHere
from app.vaults import VaultShelf
from protocol.cards import Card, CardPage
from protocol.enrolment import DeviceCertificate
from protocol.identifiers import make_identifier
from protocol.roles import Role
from protocol.sessions import DeskPolicy, Person
from protocol.times import after, now
from secure_store.card_cache import CardCache
from secure_store.device import finish_enrolment, make_device_key
from secure_store.folder import DeskFolder
from secure_store.vault import Vault
from tests.app.authority import Authority
from tests.memory_log import MemoryLog
from tests.ui.working_desk import CAMPAIGN, make_cards
from ui.main import find_keyring

CARDS = 100_000
USERNAME, PASSWORD = "zhang.min", "synthetic horse"
_NOBODY_LISTENS = "https://127.0.0.1:9"
_PAGE = 2_000


class Workshop:
    """A place for one run of benches."""

    def __init__(self, place: Path) -> None:
        self.place = place

    @cached_property
    def cards(self) -> Sequence[Card]:
        """100,000 masked cards of synthetic people."""
        return make_cards(CARDS)

    @cached_property
    def desk(self) -> VaultOfMany:
        """An enrolled desk whose person has all those cards in the vault."""
        return VaultOfMany(self.place / "desk", self.cards)

    def make_folder(self, name: str) -> Path:
        """An empty folder of that name, new in each call."""
        return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self.place))


class VaultOfMany:
    """An enrolled desk in ``place``, off line, where ``USERNAME`` has ``cards``. Closed; open it as often as wanted."""

    def __init__(self, place: Path, cards: Sequence[Card]) -> None:
        self.folder = DeskFolder(place).make()
        self._keyring, self._device = find_keyring(place), make_identifier()
        key, authority = make_device_key(self.folder, self._keyring), Authority()
        certificate = DeviceCertificate(
            device=self._device,
            device_name="desk-07",
            certificate=authority.issue(key.public_key()),
            ca=authority.pem,
            log_key=MemoryLog().vkey,
            expires_at=after(now(), days=90),
        )
        finish_enrolment(self.folder, self._keyring, certificate, _NOBODY_LISTENS)
        self.person = Person(id=make_identifier(), username=USERNAME, name="张敏", role=Role.AGENT, team="team-3")
        known = PersonHere(id=self.person.id, username=USERNAME, name=self.person.name)
        PeopleHere(self.folder).remember(known)
        with Vault.create(self.folder, self.person.id, self._device, self._password(), self._keyring) as vault:
            VaultShelf(self.folder, self._device, self._keyring).remember(vault, self.person, DeskPolicy())
            cache = CardCache(vault)
            cache.put_campaigns([CAMPAIGN])
            for start in range(0, len(cards), _PAGE):
                page = tuple(cards[start : start + _PAGE])
                cache.apply_page(CardPage(cards=page, gone=(), cursor=start + len(page), more=False))

    def open(self) -> Vault:
        """The vault, opened as the desk opens it."""
        return Vault.open(self.folder, self.person.id, self._device, self._password(), self._keyring)

    def _password(self) -> bytearray:
        return bytearray(PASSWORD.encode())


@contextmanager
def open_workshop() -> Iterator[Workshop]:
    """A workshop for the length of a ``with`` block; windows are offscreen, and programs run from compiled modules, as
    an installed desk does: what warms up leaves them here."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="veildesk-bench-", ignore_cleanup_errors=True) as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "modules")
        yield Workshop(Path(folder))
