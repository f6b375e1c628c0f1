"""A PBX's state folder: who it is to Central, and the TLS files that Kamailio reads (decision 001)."""

from __future__ import annotations

from pathlib import Path

from protocol.administration import DataFolderWrong
from protocol.errors import VeildeskError
from server.pbx.telling import Teller, hinders, say_to_administrator
from server.witness.enrolled import EnrolledPlace, enrol
from server.witness.road import Road

CENTRAL = "Central"


class _ToldRoad(Road):
    """A way to Central that says when it is barred, and when it is open again."""

    teller: Teller

    def _send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        try:
            answer = super()._send(method, path, body, headers)
        except VeildeskError as error:
            if hinders(error):
                self.teller.hinder(CENTRAL, say_to_administrator(error))
            else:
                self.teller.clear(CENTRAL)
            raise
        self.teller.clear(CENTRAL)
        return answer


class PbxPlace(EnrolledPlace):
    """An enrolled PBX's folder, opened; DataFolderWrong when something in it is missing or cannot be read."""

    card_file = "pbx.json"

    def __init__(self, folder: Path, teller: Teller | None = None) -> None:
        self._teller = teller
        try:
            super().__init__(folder)
        except (OSError, ValueError, TypeError) as error:
            raise DataFolderWrong(
                folder=str(folder),
                reason=f"it cannot be read ({error})",
                remedy="Enrol the PBX with 'veildesk-pbx enroll', or name its folder with --state.",
            ) from error

    def open_road(self) -> Road:
        """Its way to Central, which tells the teller what bars it."""
        if self._teller is None:
            return super().open_road()
        road = _ToldRoad(self.card.central, self._make_context(), self.tls_key, self.card.id)
        road.teller = self._teller
        return road


def enrol_pbx(folder: Path, ticket_text: str, name: str) -> PbxPlace:
    """Make ``folder`` a PBX's, with a ticket of ``veildesk-central enroll --pbx --name NAME``. Raises as
    :func:`~server.witness.enrolled.enrol` does."""
    enrol(folder, PbxPlace.card_file, ticket_text, name)
    return PbxPlace(folder)
