"""A witness's state folder: its keys, and who it is to Central (decision 001)."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from protocol.administration import ConfigurationWrong, DataFolderWrong
from protocol.notes import KeyKind, VerifierKey, make_key, read_key
from protocol.notes import write_key as write_verifier_key
from server.witness.enrolled import EnrolledPlace, enrol, load_key

_KEY = "witness.key"


class WitnessPlace(EnrolledPlace):
    """An enrolled witness's folder, opened; DataFolderWrong when something in it is missing or cannot be read. The
    card's name is its key's name in cosignatures."""

    card_file = "witness.json"

    def __init__(self, folder: Path) -> None:
        try:
            super().__init__(folder)
            self.log: VerifierKey = read_key(self.card.log_key)
            self.private = load_key(folder / _KEY)
            self.key: VerifierKey = make_key(self.card.name, KeyKind.COSIGNATURE, self.private)
        except FileNotFoundError as error:
            raise DataFolderWrong(
                folder=str(folder),
                reason=f"there is no {Path(str(error.filename)).name}",
                remedy="Enrol the witness with --ticket and --name, or name its folder with --state.",
            ) from error
        except (OSError, ValueError, TypeError) as error:
            raise DataFolderWrong(
                folder=str(folder), reason=f"it cannot be read ({error})", remedy="Enrol a new witness in a new folder."
            ) from error

    @property
    def vkey(self) -> str:
        """The key by which it cosigns, for the desks' policy."""
        return write_verifier_key(self.key)


def enrol_witness(folder: Path, ticket_text: str, name: str) -> WitnessPlace:
    """Make ``folder`` a witness's: redeem the ticket, make its keys. ``name`` is the key's name in cosignatures.

    DataFolderWrong for a folder that is one already, ConfigurationWrong for a name that no key can have,
    TicketUnreadable, or what the road raises.
    """
    key = Ed25519PrivateKey.generate()
    try:
        make_key(name, KeyKind.COSIGNATURE, key)
    except ValueError as error:
        raise ConfigurationWrong(setting="name", reason=str(error)) from error
    enrol(folder, WitnessPlace.card_file, ticket_text, name, {_KEY: key})
    return WitnessPlace(folder)
