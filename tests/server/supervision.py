"""Supervisors' acts, for the tests of several modules."""

from __future__ import annotations

import msgspec

from protocol.reveals import ApprovalDecision, Decision, Reveal
from server.services.approvals import decide
from tests.server.house import House, Seat


def answer(house: House, seat: Seat, reveal: str, decision: Decision, note: str = "") -> Reveal:
    """Decide on a request, with the proof."""
    given = ApprovalDecision(decision=decision, note=note)
    body = msgspec.json.encode(given)
    return house.prove(seat, lambda *at: decide(*at, reveal, given), path=f"/v1/approvals/{reveal}", body=body)
