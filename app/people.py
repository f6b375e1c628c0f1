"""Who has worked on this desk: colleagues' names, so that one can sign in offline. No customer data."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from protocol.identifiers import Identifier
from protocol.keeping import StoreUnwritable
from secure_store.atomic_file import write_file
from secure_store.folder import DeskFolder

FILE = "people.json"


class PersonHere(Struct, frozen=True, kw_only=True):
    """A colleague who has a vault on this desk."""

    id: Identifier
    username: str
    name: str
    frozen: bool = False
    """Central has said that he is stopped, and has not let him in since."""


class PeopleHere:
    """The list of colleagues in a desk's folder: a convenience, since a vault still takes its password."""

    def __init__(self, folder: DeskFolder) -> None:
        self._folder = folder

    @property
    def _path(self) -> Path:
        return self._folder.path / FILE

    def list(self) -> tuple[PersonHere, ...]:
        """Those who have a vault here, the latest first; empty when the file is missing or cannot be read."""
        try:
            people = msgspec.json.decode(self._path.read_bytes(), type=tuple[PersonHere, ...])
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return ()
        return tuple(person for person in people if self._folder.vault(person.id).exists())

    def find(self, username: str) -> PersonHere | None:
        """The colleague called ``username``, if he has a vault here."""
        return next((person for person in self.list() if person.username == username), None)

    def forget(self, person: Identifier) -> None:
        """Take ``person`` off the list; StoreUnwritable when the disk refuses."""
        write_file(self._path, msgspec.json.encode(tuple(other for other in self.list() if other.id != person)))

    def note_frozen(self, username: str, *, frozen: bool) -> None:
        """Remember whether Central has stopped ``username``; a desk that cannot write obeys all the same."""
        people = self.list()
        changed = tuple(
            structs.replace(person, frozen=frozen) if person.username == username else person for person in people
        )
        if changed != people:
            with suppress(StoreUnwritable):
                write_file(self._path, msgspec.json.encode(changed))

    def remember(self, person: PersonHere) -> None:
        """Put ``person`` first; StoreUnwritable when the disk refuses."""
        others = tuple(other for other in self.list() if other.id != person.id and other.username != person.username)
        write_file(self._path, msgspec.json.encode((person, *others)))
