"""Deciding on others' requests (D3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.masked_text import mask_typed
from protocol.events import Act, ObjectKind
from protocol.refusals import InvalidRequest
from protocol.reveals import ApprovalDecision, Decision, PendingApproval, Reveal

if TYPE_CHECKING:
    from app.central import CentralClient
    from app.session import SessionKeeper
    from app.trail import Trail
    from protocol.identifiers import Identifier

MAX_NOTE = 500


class ApprovalService:
    """What waits for this supervisor, and his answers."""

    def __init__(self, central: CentralClient, keeper: SessionKeeper, trail: Trail) -> None:
        self._central = central
        self._keeper = keeper
        self._trail = trail

    def pending(self) -> tuple[PendingApproval, ...]:
        """The requests that this person may decide now."""
        return self._central.call("GET", "/v1/approvals", tuple[PendingApproval, ...])

    def decide(
        self, approval_id: Identifier, decision: Decision, note: str, password: bytearray, code: str = ""
    ) -> Reveal:
        """Approve or refuse, the event durable first, and the request as it stands then. ``password`` is wiped.

        InvalidRequest when a refusal has no note; AlreadyDecided, OwnRequest, SameDevice, RevealExpired, ProofRefused
        from Central. The note is masked (M2).
        """
        prove = self._keeper.make_prover(password, code)
        masked = mask_typed(note)
        if len(masked) > MAX_NOTE or (decision is Decision.REFUSE and not masked):
            raise InvalidRequest(reason="a refusal needs a note of at most 500 characters")
        act = Act.APPROVAL_GIVEN if decision is Decision.APPROVE else Act.APPROVAL_REFUSED
        with self._trail.asking(act, ObjectKind.REVEAL, approval_id, note=masked):
            body = ApprovalDecision(decision=decision, note=masked)
            return self._central.call_with_proof("POST", f"/v1/approvals/{approval_id}", Reveal, body, prove)
