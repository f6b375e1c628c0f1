"""A PBX's state folder: who it is to Central, and the TLS files that Kamailio reads (decision 001)."""

from __future__ import annotations

from pathlib import Path

from protocol.administration import DataFolderWrong
from server.witness.enrolled import EnrolledPlace, enrol


class PbxPlace(EnrolledPlace):
    """An enrolled PBX's folder, opened; DataFolderWrong when something in it is missing or cannot be read."""

    card_file = "pbx.json"

    def __init__(self, folder: Path) -> None:
        try:
            super().__init__(folder)
        except (OSError, ValueError, TypeError) as error:
            raise DataFolderWrong(
                folder=str(folder),
                reason=f"it cannot be read ({error})",
                remedy="Enrol the PBX with 'veildesk-pbx enroll', or name its folder with --state.",
            ) from error


def enrol_pbx(folder: Path, ticket_text: str, name: str) -> PbxPlace:
    """Make ``folder`` a PBX's, with a ticket of ``veildesk-central enroll --pbx --name NAME``. Raises as
    :func:`~server.witness.enrolled.enrol` does."""
    enrol(folder, PbxPlace.card_file, ticket_text, name)
    return PbxPlace(folder)
