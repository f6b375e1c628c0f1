"""The life of a reveal: asked for, decided, collected once, or over (D3, decision 005)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from protocol.errors import VeildeskError
from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.fields import FieldKind
from protocol.identifiers import Identifier, make_identifier
from protocol.inbox import InboxKind
from protocol.masking import mask_free_text
from protocol.refusals import NotFound
from protocol.reveal_refusals import RevealDenied, RevealExpired, RevealGone, RevealNotReady
from protocol.reveals import Decision, Reveal, RevealRequest, RevealState, Verdict
from protocol.sealing import SealContext, SealedValue
from protocol.times import now
from server.services.acts import record_act, record_acts
from server.services.callers import Caller, find_until
from server.services.central import Central
from server.services.notices import raise_alert, send_notice
from server.services.reveal_rules import Grounds, check_request, check_still, find_deciders
from server.services.sealed_values import require_key, seal_stored
from server.services.sessions import list_present
from server.services.stepup import check_step_up
from server.services.transactions import Kept
from server.store.database import next_value
from server.store.tables import approvals, customers, reveals, sessions

_ADD = insert(reveals).returning(*reveals.c)
_WAITING, _READY = RevealState.WAITING.value, RevealState.READY.value


def request_reveal(connection: Connection, central: Central, caller: Caller, request: RevealRequest) -> Reveal:
    """Take a request: rules, then proof, then verdict. An allowed one carries its value at once.

    A request that the rules refuse is on record too; see :func:`~server.services.reveal_rules.check_request`.
    """
    require_key(request.public_key)
    try:
        grounds = check_request(connection, central, caller, request)
    except VeildeskError as error:
        _record_refusal(connection, central, caller, request, error)
        raise Kept(error) from None
    proof = check_step_up(connection, central, caller, code=request.break_glass)
    row = _add_request(connection, caller, request, grounds)
    tried = (proof, _describe_act(row, Act.REVEAL_REQUESTED, caller, {"reason": row.reason}))
    if grounds.verdict is Verdict.ALLOW:
        return _give_at_once(connection, central, caller, row, tried)
    record_acts(connection, central.node, tried, (), caller.ip, caller.policy)
    deciders = [decider.id for decider in find_deciders(connection, caller.person.id)]
    send_notice(connection, deciders, InboxKind.APPROVAL_WANTED, row.id, {"number": row.number})
    return describe_reveal(connection, row)


def read_reveal(connection: Connection, central: Central, caller: Caller, reveal: Identifier) -> Reveal:
    """A request of the caller's own, as it stands now."""
    row = _find_own(connection, caller, reveal)
    return describe_reveal(connection, expire_if_due(connection, central, row))


def cancel_reveal(connection: Connection, central: Central, caller: Caller, reveal: Identifier) -> Reveal:
    """Withdraw a request that still waits; one that does not stays as it is."""
    row = expire_if_due(connection, central, _find_own(connection, caller, reveal))
    if _move(connection, row.id, (_WAITING, _READY), RevealState.CANCELLED):
        record_reveal(connection, central, row, Act.REVEAL_CANCELLED, caller)
        _settle_inboxes(connection, row)
    return describe_reveal(connection, _load(connection, row.id))


def collect_reveal(connection: Connection, central: Central, caller: Caller, reveal: Identifier) -> Reveal:
    """Hand the sealed value over, once, to the desk that asked. RevealGone for the second time."""
    row = expire_if_due(connection, central, _find_own(connection, caller, reveal))
    state = RevealState(row.state)
    if state is RevealState.COLLECTED:
        raise RevealGone
    if state is RevealState.EXPIRED or state is RevealState.CANCELLED:
        raise Kept(RevealExpired())
    if state is RevealState.REFUSED:
        raise RevealDenied
    if state is RevealState.WAITING:
        raise RevealNotReady
    require_still(connection, central, row)
    return _hand_over(connection, central, row, caller)


def expire_if_due(connection: Connection, central: Central, row: Row[Any]) -> Row[Any]:
    """The request as it stands, after its time has been looked at."""
    if row.state not in (_WAITING, _READY) or row.expires_at > now():
        return row
    if _move(connection, row.id, (_WAITING, _READY), RevealState.EXPIRED):
        record_reveal(connection, central, row, Act.REVEAL_EXPIRED, None)
        _settle_inboxes(connection, row)
    return _load(connection, row.id)


def require_still(connection: Connection, central: Central, row: Row[Any]) -> None:
    """Refuse a request for good when what it stood on is gone, e.g. the consent; raises what is gone."""
    try:
        check_still(connection, row)
    except VeildeskError as error:
        if _move(connection, row.id, (_WAITING, _READY), RevealState.REFUSED):
            why = {"why": error.problem.value}
            record_reveal(connection, central, row, Act.REVEAL_DECIDED, None, why, Outcome.REFUSED)
            send_notice(connection, [row.person], InboxKind.REVEAL_DECIDED, row.id, {"number": row.number})
            _settle_inboxes(connection, row)
        raise Kept(error) from None


def describe_reveal(connection: Connection, row: Row[Any], sealed: SealedValue | None = None) -> Reveal:
    """A request as its maker sees it."""
    answers = connection.execute(select(approvals).where(approvals.c.reveal == row.id).order_by(approvals.c.at)).all()
    known = find_deciders(connection, row.person) if row.state == _WAITING else ()
    present = list_present(connection, sessions.c.person.in_([one.id for one in known])) if known else ()
    deciders = [one for one in known if one.id in present]
    return _describe(row, answers, deciders, sealed)


def _describe(
    row: Row[Any], answers: Sequence[Row[Any]], deciders: Sequence[Row[Any, Any]], sealed: SealedValue | None
) -> Reveal:
    return Reveal(
        id=row.id,
        number=row.number,
        card=row.customer,
        field=FieldKind(row.field),
        purpose=row.purpose,
        state=RevealState(row.state),
        made_at=row.made_at,
        expires_at=row.expires_at,
        show_s=row.show_s,
        approvals_needed=row.approvals_needed,
        approvals_given=sum(answer.decision == Decision.APPROVE.value for answer in answers),
        can_decide=tuple(decider.name for decider in deciders),
        note=answers[-1].note if answers else "",
        sealed=sealed,
    )


def record_reveal(
    connection: Connection,
    central: Central,
    row: Row[Any],
    act: Act,
    caller: Caller | None,
    detail: dict[str, str] | None = None,
    outcome: Outcome = Outcome.DONE,
) -> None:
    """Record an act on a request; ``caller`` is None where Central itself acted."""
    deed = _describe_act(row, act, caller, detail, outcome)
    record_act(connection, central.node, deed, caller.ip if caller else "")


def _describe_act(
    row: Row[Any],
    act: Act,
    caller: Caller | None,
    detail: dict[str, str] | None = None,
    outcome: Outcome = Outcome.DONE,
) -> Deed:
    return Deed(
        act=act,
        actor=caller.person.id if caller else "",
        role=caller.person.role if caller else None,
        object_kind=ObjectKind.REVEAL,
        object_id=row.id,
        field=row.field,
        purpose=row.purpose,
        outcome=outcome,
        detail={"number": row.number, "card": row.customer, **(detail or {})},
    )


def _add_request(connection: Connection, caller: Caller, request: RevealRequest, grounds: Grounds) -> Row[Any]:
    rules, allowed = caller.policy.reveal, grounds.verdict is Verdict.ALLOW
    values = {
        "id": make_identifier(),
        "number": f"R-{next_value(connection, 'reveal_number')}",
        "person": caller.person.id,
        "device": caller.device.id,
        "customer": request.card,
        "field": request.field.value,
        "purpose": request.purpose,
        "reason": mask_free_text(request.reason),
        "public_key": request.public_key,
        "state": RevealState.COLLECTED.value if allowed else _WAITING,
        "break_glass": request.break_glass,
        "approvals_needed": grounds.approvals_needed,
        "show_s": rules.show_s,
        "made_at": now(),
        "expires_at": find_until(rules.collect_s if allowed else rules.request_life_s),
        "settled_at": now() if allowed else None,
    }
    return connection.execute(_ADD, values).one()


def _record_refusal(
    connection: Connection, central: Central, caller: Caller, request: RevealRequest, error: VeildeskError
) -> None:
    deed = Deed(
        act=Act.REVEAL_REQUESTED,
        actor=caller.person.id,
        role=caller.person.role,
        object_kind=ObjectKind.CARD,
        object_id=request.card,
        field=request.field.value,
        purpose=request.purpose,
        outcome=Outcome.REFUSED,
        detail={"why": error.problem.value, "reason": mask_free_text(request.reason)},
    )
    record_act(connection, central.node, deed, caller.ip)


def _give_at_once(
    connection: Connection, central: Central, caller: Caller, row: Row[Any], tried: tuple[Deed, ...]
) -> Reveal:
    done = [
        _describe_act(row, Act.REVEAL_DECIDED, None, {"verdict": Verdict.ALLOW.value}),
        _describe_act(row, Act.REVEAL_COLLECTED, caller),
    ]
    if row.break_glass:
        done.insert(0, _describe_act(row, Act.BREAK_GLASS, caller))
    record_acts(connection, central.node, tried, done, caller.ip, caller.policy)
    if row.break_glass:
        _alert_break_glass(connection, central, row, caller)
    return _describe(row, (), (), _seal(connection, central, row))


def _hand_over(connection: Connection, central: Central, row: Row[Any], caller: Caller) -> Reveal:
    if not _move(connection, row.id, (_READY,), RevealState.COLLECTED):
        raise RevealGone
    sealed = _seal(connection, central, row)
    record_reveal(connection, central, row, Act.REVEAL_COLLECTED, caller)
    return describe_reveal(connection, _load(connection, row.id), sealed)


def _seal(connection: Connection, central: Central, row: Row[Any]) -> SealedValue:
    field = FieldKind(row.field)
    context = SealContext(request=row.id, card=row.customer, field=field, device=row.device, expires_at=row.expires_at)
    return seal_stored(connection, central.keys, bytes(row.public_key), context)


def _move(connection: Connection, reveal: Identifier, sources: tuple[str, ...], to: RevealState) -> bool:
    moved = connection.execute(
        update(reveals)
        .where(reveals.c.id == reveal, reveals.c.state.in_(sources))
        .values(state=to.value, settled_at=now())
    )
    return bool(moved.rowcount)


def _find_own(connection: Connection, caller: Caller, reveal: Identifier) -> Row[Any]:
    row = connection.execute(
        select(reveals).where(
            reveals.c.id == reveal, reveals.c.person == caller.person.id, reveals.c.device == caller.device.id
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return row


def _load(connection: Connection, reveal: Identifier) -> Row[Any]:
    return connection.execute(select(reveals).where(reveals.c.id == reveal)).one()


def _settle_inboxes(connection: Connection, row: Row[Any]) -> None:
    deciders = [decider.id for decider in find_deciders(connection, row.person)]
    send_notice(connection, deciders, InboxKind.APPROVAL_SETTLED, row.id, {"number": row.number})


def _alert_break_glass(connection: Connection, central: Central, row: Row[Any], caller: Caller) -> None:
    masked = connection.execute(select(customers.c.fields).where(customers.c.id == row.customer)).scalar_one()
    facts = {"who": caller.person.name, "number": row.number, "reason": row.reason}
    shown = dict(masked).get(row.field, "")
    raise_alert(connection, central.node, "break-glass", row.id, {**facts, "field": row.field, "masked": shown})
