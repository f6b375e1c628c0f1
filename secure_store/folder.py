"""Where a desk keeps its files."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from secure_store.storing import translate_os_errors

OWNER_ONLY_FOLDER = 0o700


class DeskFolder(Struct, frozen=True):
    """A desk's folder and the names in it. The caller chooses ``path``; :meth:`make` creates it for its owner only."""

    path: Path

    @property
    def journal(self) -> Path:
        """The event journal of the desk (decision 002)."""
        return self.path / "journal.db"

    @property
    def device(self) -> Path:
        """The device's identity: its key, certificates and name."""
        return self.path / "device"

    @property
    def vaults(self) -> Path:
        """The folder of all vaults, one folder a person within."""
        return self.path / "vaults"

    def vault(self, person_id: str) -> Path:
        """The folder of one person's vault; ValueError when ``person_id`` could leave the folder."""
        if not person_id or not all(letter.isalnum() or letter == "-" for letter in person_id):
            raise ValueError("not a person's identifier")
        return self.vaults / person_id

    def vaults_of(self, person_id: str) -> list[Path]:
        """Every folder that holds something of this person: the vault, those put aside, one half made."""
        place = self.vault(person_id)
        if not self.vaults.is_dir():
            return []
        return sorted(
            one for one in self.vaults.iterdir() if one.name == place.name or one.name.startswith(f"{place.name}.")
        )

    def make(self) -> DeskFolder:
        """Create the folder, mode 0700, and return it; StoreUnwritable when the disk refuses."""
        with translate_os_errors():
            for folder in (self.path, self.vaults):
                folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
                folder.chmod(OWNER_ONLY_FOLDER)
        return self
