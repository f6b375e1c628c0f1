"""Routes on the way in: enrolment, certificates, sessions, passwords."""

from __future__ import annotations

from typing import Annotated, Any

import anyio
from litestar import Request, delete, get, post, put
from litestar.datastructures import State
from litestar.params import JSONBody, PathParameter

from protocol.enrolment import DeviceCertificate, EnrolRequest, RenewRequest, Revocations
from protocol.posture import Posture
from protocol.refusals import SignInRefused
from protocol.sessions import (
    PasswordChange,
    Session,
    SignInChallenge,
    SignInProof,
    SignInStart,
    UnlockProof,
)
from server.api.access import ANYBODY, DEVICE, TICKET, AtDoor, Door, allow, off_loop
from server.services.callers import SignedRequest, check_standing, require_desk, require_device
from server.services.devices import enrol_device, renew_device
from server.services.policy import load_policy
from server.services.posture import note_posture
from server.services.signin import (
    change_password,
    check_password,
    describe_session,
    sign_in,
    sign_out,
    start_sign_in,
    start_unlock,
    unlock,
)
from server.services.stepup import require_step_up
from server.services.transactions import writing
from server.store.database import read

Asked = Request[Any, Any, State]
REFUSAL_S = 0.25
"""Longer than the database takes, locking an account included."""


@post("/v1/enrol", opt=allow(TICKET))
@off_loop
def enrol(request: Asked, door: AtDoor, data: JSONBody[EnrolRequest]) -> DeviceCertificate:
    """Redeem a ticket for a device certificate."""
    with writing(door.central.engine) as connection:
        return enrol_device(connection, door.central, data, door.request(request).ip)


@post("/v1/device/certificate", opt=allow(DEVICE), status_code=200)
@off_loop
def renew_certificate(request: Asked, door: AtDoor, data: JSONBody[RenewRequest]) -> DeviceCertificate:
    """A new certificate for the same device key."""
    signed = door.request(request)
    with writing(door.central.engine) as connection:
        return renew_device(connection, door.central, require_device(signed).id, data.csr, signed.ip)


@get("/v1/revocations", opt=allow(DEVICE))
@off_loop
def show_revocations(request: Asked, door: AtDoor) -> Revocations:
    """The certificates that the private authority has taken back, Central's own former ones among them."""
    require_device(door.request(request))
    return Revocations(revocations=door.central.place.crl.read_text("ascii"))


@put("/v1/device/posture", opt=allow(DEVICE), status_code=204)
@off_loop
def take_posture(request: Asked, door: AtDoor, data: JSONBody[Posture]) -> None:
    """How a desk finds its machine, when that has changed since its last word."""
    signed = door.request(request)
    with writing(door.central.engine) as connection:
        rule = load_policy(connection).posture
        note_posture(connection, door.central.node, require_desk(signed).id, data, rule, signed.ip)


@post("/v1/session/challenge", opt=allow(DEVICE), status_code=200)
@off_loop
def begin_sign_in(request: Asked, door: AtDoor, data: JSONBody[SignInStart]) -> SignInChallenge:
    """A challenge to sign in with; the same for names that do not exist. What the desk says of its machine is noted."""
    signed = door.request(request)
    device = require_desk(signed)
    with writing(door.central.engine) as connection:
        rule = load_policy(connection).posture
        note_posture(connection, door.central.node, device.id, data.posture, rule, signed.ip)
        return start_sign_in(connection, door.central, device, data.username)


@post("/v1/session", opt=allow(DEVICE))
async def open_session(request: Asked, door: AtDoor, data: JSONBody[SignInProof]) -> Session:
    """Sign in. A refusal takes the same time for whatever reason, so that it does not tell who is known here."""
    refused_at = anyio.current_time() + REFUSAL_S
    try:
        return await _sign_in(door, door.request(request), data)
    except SignInRefused:
        await anyio.sleep_until(refused_at)
        raise


@off_loop
def _sign_in(door: Door, signed: SignedRequest, data: SignInProof) -> Session:
    with writing(door.central.engine) as connection:
        return sign_in(connection, door.central, require_desk(signed), data, signed.ip)


@get("/v1/session", opt={**allow(ANYBODY), "first_password": True})
@off_loop
def show_session(request: Asked, door: AtDoor) -> Session:
    """The caller's session."""
    return door.reading(request, describe_session)


@get("/v1/standing/{person:str}", opt=allow(DEVICE), status_code=204)
@off_loop
def show_standing(
    request: Asked, door: AtDoor, person: Annotated[str, PathParameter(min_length=1, max_length=64)]
) -> None:
    """Whether somebody who has worked at this desk may still do so; for a desk where he signed in offline."""
    device = require_device(door.request(request))
    with read(door.central.engine) as connection:
        check_standing(connection, device, person)


@delete("/v1/session", opt={**allow(ANYBODY), "first_password": True})
@off_loop
def end_session(request: Asked, door: AtDoor) -> None:
    """Sign out."""
    with door.writing(request, awake=False) as (connection, caller):
        sign_out(connection, door.central, caller)


@post("/v1/session/unlock-challenge", opt={**allow(ANYBODY), "first_password": True}, status_code=200)
@off_loop
def begin_unlock(request: Asked, door: AtDoor) -> SignInChallenge:
    """A challenge to wake a locked session with."""
    with door.writing(request, awake=False) as (connection, caller):
        return start_unlock(connection, door.central, caller)


@post("/v1/session/unlock", opt={**allow(ANYBODY), "first_password": True}, status_code=200)
@off_loop
def unlock_session(request: Asked, door: AtDoor, data: JSONBody[UnlockProof]) -> Session:
    """Wake a locked session."""
    with door.writing(request, awake=False) as (connection, caller):
        return unlock(connection, door.central, caller, data)


@put("/v1/password", opt={**allow(ANYBODY), "first_password": True}, status_code=204)
@off_loop
def set_password(request: Asked, door: AtDoor, data: JSONBody[PasswordChange]) -> None:
    """Change the password; needs a step-up with the old one."""
    with door.writing(request) as (connection, caller):
        check_password(connection, caller, data)
        require_step_up(connection, door.central, caller)
        change_password(connection, door.central, caller, data)


ROUTES = (
    show_standing,
    enrol,
    renew_certificate,
    show_revocations,
    take_posture,
    begin_sign_in,
    open_session,
    show_session,
    end_session,
    begin_unlock,
    unlock_session,
    set_password,
)
