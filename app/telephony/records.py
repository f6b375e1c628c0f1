"""What a call leaves in the journal, from the first ring to the last second (D7)."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from app.telephony.port import Ending
from app.telephony.states import Call, Joined, PauseReason
from protocol.events import Act, ObjectKind, Outcome

if TYPE_CHECKING:
    from app.trail import Trail
    from protocol.cards import Campaign
    from protocol.errors import VeildeskError
    from protocol.identifiers import Identifier
    from protocol.telephones import TransferTarget

_JOINING = {Act.CALL_ANSWERED: Act.JOIN_BEGAN, Act.CALL_ENDED: Act.JOIN_ENDED}
_FAILED = frozenset({Ending.PBX_LOST, Ending.ENGINE_LOST, Ending.CENTRAL_BUSY})


class CallRecords:
    """Writes a call's events. StoreUnwritable from every method means: do not do the act."""

    def __init__(self, trail: Trail) -> None:
        self._trail = trail

    def dialled(self, call: Call) -> None:
        """Before its token goes out."""
        self._record(Act.CALL_DIALLED, call)

    def found(self, call: Call) -> None:
        """It went on at the table while this desk was started anew."""
        self._record(Act.CALL_FOUND, call)

    def find_answer(self, call_id: Identifier) -> bool | None:
        """What the customer answered in a call, by this desk's own journal; a no is the last word."""
        answers = {
            event.detail.get("answer")
            for event in self._trail.journal.list_about(call_id)
            if event.act is Act.CONSENT_ANSWERED
        }
        return None if not answers else "no" not in answers

    def not_dialled(self, call: Call, error: VeildeskError) -> None:
        """Central gave leave, and something here came between."""
        self._trail.record_failure(
            Act.CALL_DIALLED, ObjectKind.CALL, call.id, error, card=call.card or "", number=call.number
        )

    def rang(self, call: Call) -> None:
        """It came in."""
        self._record(Act.CALL_RANG, call)

    def answered(self, call: Call) -> None:
        """By the far end; or by this desk, before it takes the call."""
        self._record(Act.CALL_ANSWERED, call, by="desk" if call.leg.incoming else "customer")

    def held(self, call: Call, *, on: bool) -> None:
        """Before the far end is put on hold or taken back."""
        self._record(Act.CALL_HELD, call, on="yes" if on else "no")

    def transferred(self, call: Call, target: TransferTarget) -> None:
        """Before the far end is handed on."""
        self._record(Act.CALL_TRANSFERRED, call, to=target.kind.value, place=target.place)

    def not_transferred(self, call: Call, target: TransferTarget, error: VeildeskError) -> None:
        """Central does not have it handed on."""
        self._trail.record_failure(
            Act.CALL_TRANSFERRED,
            ObjectKind.CALL,
            call.id,
            error,
            card=call.card or "",
            number=call.number,
            to=target.kind.value,
            place=target.place,
        )

    def ended(self, call: Call) -> None:
        """How it ended, who ended it here, and how long both talked."""
        ending = call.ending
        outcome = Outcome.DONE
        if ending in _FAILED:
            outcome = Outcome.FAILED
        elif ending is Ending.REFUSED:
            outcome = Outcome.REFUSED
        self._record(
            Act.CALL_ENDED,
            call,
            outcome,
            ending=ending.value if ending else "",
            cut=call.cut.value,
            talk_s=str(round(call.talk_s(monotonic()))),
        )

    def answered_consent(self, call: Call, campaign: Campaign, wording: str, *, agreed: bool) -> None:
        """The customer's word to the wording that was read."""
        self._record(
            Act.CONSENT_ANSWERED, call, answer="yes" if agreed else "no", wording=wording, campaign=campaign.id
        )

    def paused(self, reason: PauseReason) -> None:
        """The agent takes no calls."""
        self._trail.record(Act.CALLS_PAUSED, reason=reason.value)

    def resumed(self, reason: PauseReason) -> None:
        """He takes them again."""
        self._trail.record(Act.CALLS_RESUMED, reason=reason.value)

    def _record(self, act: Act, call: Call, outcome: Outcome = Outcome.DONE, **detail: str) -> None:
        if call.joined is not None:
            self._record_joined(act, call, call.joined, outcome, detail)
            return
        way = "in" if call.leg.incoming else "out"
        facts = {"card": call.card or "", "number": call.number, "way": way, **detail}
        self._trail.record_facts(act, ObjectKind.CALL, call.id, facts, outcome)

    def _record_joined(self, act: Act, call: Call, joined: Joined, outcome: Outcome, detail: dict[str, str]) -> None:
        """What somebody does in a teammate's call is no step of that call's own."""
        if act in _JOINING:
            kept: dict[str, str] = {name: detail[name] for name in ("ending", "cut", "talk_s") if name in detail}
            facts = {"mode": joined.kind.value, "join": call.id, "number": call.number, **kept}
            self._trail.record_facts(_JOINING[act], ObjectKind.CALL, joined.call, facts, outcome)
