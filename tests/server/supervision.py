"""Requests that need approval and supervisors' answers, for the tests of several modules."""

from __future__ import annotations

from typing import Any

import msgspec

from protocol.fields import FieldKind
from protocol.reveals import ApprovalDecision, Decision, Reveal
from server.services.approvals import decide
from server.services.reveals import request_reveal
from tests.server.house import House, ask_for
from tests.server.seats import Seat


def ask(house: House, seat: Seat, card: str, kind: FieldKind = FieldKind.ID_NUMBER, **wanted: Any) -> Reveal:
    """Ask, with the proof, for what policy wants approved."""
    request = ask_for(card, kind=kind, purpose="verification", **wanted)
    body = msgspec.json.encode(request)
    return house.prove(seat, lambda *at: request_reveal(*at, request), path="/v1/reveals", body=body)


def answer(house: House, seat: Seat, reveal: str, decision: Decision, note: str = "") -> Reveal:
    """Decide on a request, with the proof."""
    given = ApprovalDecision(decision=decision, note=note)
    body = msgspec.json.encode(given)
    return house.prove(seat, lambda *at: decide(*at, reveal, given), path=f"/v1/approvals/{reveal}", body=body)
