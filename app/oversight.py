"""What administrators and security see and do: desks, people, alerts; no customer data (U1)."""

from __future__ import annotations

from types import NoneType
from typing import TYPE_CHECKING, Any

from app.masked_text import mask_typed
from protocol.events import Act, ObjectKind
from protocol.oversight import (
    AccountAct,
    AccountChange,
    AlertRow,
    DeviceRevocation,
    DeviceRow,
    PersonRow,
    TicketAnswer,
    TicketRequest,
)

if TYPE_CHECKING:
    from app.central import CentralClient
    from app.session import SessionKeeper
    from app.trail import Trail
    from protocol.identifiers import Identifier


class OversightService:
    """Reads are plain; every change is recorded first, needs a fresh proof, and wipes ``password``."""

    def __init__(self, central: CentralClient, keeper: SessionKeeper, trail: Trail) -> None:
        self._central = central
        self._keeper = keeper
        self._trail = trail

    def devices(self) -> tuple[DeviceRow, ...]:
        """Every desk that was ever enrolled."""
        return self._central.call("GET", "/v1/devices", tuple[DeviceRow, ...])

    def people(self) -> tuple[PersonRow, ...]:
        """Every account."""
        return self._central.call("GET", "/v1/people", tuple[PersonRow, ...])

    def alerts(self, before: int = 0) -> tuple[AlertRow, ...]:
        """What security must look at: a page of it, newest first. ``before``: the ``seq`` of the last one of the page
        before; 0 for the first page."""
        return self._central.call("GET", f"/v1/alerts?before={before}", tuple[AlertRow, ...])

    def make_ticket(self, device_name: str, password: bytearray, code: str = "") -> TicketAnswer:
        """A ticket to enrol a desk called ``device_name`` with, shown once."""
        prove = self._keeper.make_prover(password, code)
        with self._trail.asking(Act.DEVICE_ENROLLED, ObjectKind.DEVICE, "", name=mask_typed(device_name)):
            body = TicketRequest(device_name=device_name)
            return self._central.call_with_proof("POST", "/v1/tickets", TicketAnswer, body, prove)

    def revoke_device(self, device_id: Identifier, reason: str, password: bytearray, code: str = "") -> None:
        """Shut a desk out for good."""
        masked = mask_typed(reason)
        self._change(
            Act.DEVICE_REVOKED,
            ObjectKind.DEVICE,
            device_id,
            f"/v1/devices/{device_id}/revoke",
            DeviceRevocation(reason=masked),
            masked,
            password,
            code,
        )

    def change_account(
        self, person_id: Identifier, act: AccountAct, reason: str, password: bytearray, code: str = ""
    ) -> None:
        """Unlock, freeze or unfreeze an account."""
        masked = mask_typed(reason)
        self._change(
            Act.ACCOUNT_CHANGED,
            ObjectKind.PERSON,
            person_id,
            f"/v1/people/{person_id}",
            AccountChange(act=act, reason=masked),
            f"{act.value}: {masked}",
            password,
            code,
        )

    def _change(
        self,
        act: Act,
        kind: ObjectKind,
        object_id: Identifier,
        path: str,
        body: Any,
        why: str,
        password: bytearray,
        code: str,
    ) -> None:
        prove = self._keeper.make_prover(password, code)
        with self._trail.asking(act, kind, object_id, why=why):
            self._central.call_with_proof("POST", path, NoneType, body, prove)
