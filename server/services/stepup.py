"""Step-up: an act that needs it is done only with a fresh proof over a challenge for that act (RFC 9470's idea)."""

from __future__ import annotations

import base64

from sqlalchemy import Connection

from protocol.errors import StepUpRequired
from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.proofs import check_proof, digest_act, read_step_up
from protocol.refusals import InvalidRequest, ProofRefused
from server.services.acts import record_act
from server.services.callers import Caller
from server.services.central import Central
from server.services.challenges import make_challenge, use_challenge
from server.services.signin import check_code, count_wrong_proof, forgive
from server.services.transactions import Kept


def require_step_up(connection: Connection, central: Central, caller: Caller) -> None:
    """Go on only with a proof for exactly this request. Call it when nothing else can refuse the act any more, since
    a refusal afterwards would take the spending of the proof back with everything else.

    Without one, StepUpRequired carries a challenge; a wrong one is counted and ProofRefused.
    """
    record_act(connection, central.node, check_step_up(connection, central, caller), caller.ip)


def check_step_up(connection: Connection, central: Central, caller: Caller, *, code: bool = False) -> Deed:
    """As :func:`require_step_up`, for a caller who records the proof, which this returns, together with its act;
    ``code`` asks for a TOTP code beside the password, as policy may do for every act."""
    code = code or caller.policy.desk.step_up_code
    act = digest_act(caller.method, caller.path, caller.body)
    username = caller.person.username
    if not caller.step_up:
        challenge = make_challenge(central, caller.device.id, username, act)
        wanted = StepUpRequired(code="yes" if code else "no")
        wanted.challenge = base64.b64encode(challenge).decode()
        raise Kept(wanted)
    try:
        proof = read_step_up(caller.step_up)
    except (ValueError, RecursionError) as error:
        raise InvalidRequest(reason="the step-up proof cannot be read") from error
    fresh = use_challenge(connection, central, caller.device.id, username, act, proof.challenge)
    proven = check_proof(caller.password_key, proof.signature, proof.challenge, username, caller.device.id, act)
    if not (fresh and proven and (not code or check_code(connection, central, caller.person.id, proof.code))):
        failed = _describe(caller, Act.STEPUP_FAILED, Outcome.REFUSED)
        if fresh:
            count_wrong_proof(connection, central, caller.device, caller.person.id, caller.ip)
        record_act(connection, central.node, failed, caller.ip)
        raise Kept(ProofRefused())
    if caller.wrong_proofs:
        forgive(connection, caller.person.id)
    return _describe(caller, Act.STEPUP_SUCCEEDED, Outcome.DONE)


def _describe(caller: Caller, act: Act, outcome: Outcome) -> Deed:
    return Deed(
        act=act,
        actor=caller.person.id,
        role=caller.person.role,
        object_kind=ObjectKind.DEVICE,
        object_id=caller.device.id,
        outcome=outcome,
        detail={"method": caller.method, "path": caller.path[:200]},
    )
