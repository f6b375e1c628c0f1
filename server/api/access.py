"""What each route asks of its caller. A route that declares nothing does not start (U1)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from time import monotonic
from typing import Any, ParamSpec, TypeVar

import anyio.to_thread
from litestar import Litestar, Request
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy import Connection

from protocol.errors import VeildeskError
from protocol.events import Act, Deed, ObjectKind, Outcome
from protocol.oversight import DeviceKind
from protocol.posture import PostureUnmet
from protocol.refusals import Forbidden, PasswordChangeRequired
from protocol.road import OutsideVpn
from protocol.roles import Role
from server.api.bell import Bell
from server.api.gate import STATE, needs_no_signature
from server.services.callers import (
    Caller,
    Device,
    SignedRequest,
    TokenElsewhere,
    find_caller,
    find_device,
    is_activity_stale,
    note_activity,
    require_device,
    require_pbx,
)
from server.services.central import Central
from server.services.intake import Intake
from server.services.posture import require_posture
from server.services.sessions import end_stolen_session
from server.services.shared_turns import SharedTurns
from server.services.trail import record
from server.services.transactions import writing
from server.services.vpn import require_vpn
from server.store.database import read

Answer = TypeVar("Answer")
P = ParamSpec("P")
ANYBODY: frozenset[Role] = frozenset(Role)
DEVICE = "device"
TICKET = "ticket"
CERTIFICATE = "certificate"
WITNESS = "witness"
WITNESS_ALONE = "witness alone"
PBX = "pbx"
KEY = "access"
"""Where a route's ``opt`` holds what it asks of its caller."""
CUSTOMERS = "customers"
"""Where it holds whether it gives out customer data."""
_SAY_AGAIN_S = 600.0
"""A desk outside the VPN, or not protected, tries again and again; so often it is recorded at most."""


def off_loop(call: Callable[P, Answer]) -> Callable[P, Awaitable[Answer]]:
    """Run a route's function in a worker thread, where it may wait for the database.

    Litestar's own ``sync_to_thread`` wraps a function twice where a path has several methods.
    """

    @wraps(call)
    async def run(*args: P.args, **kwargs: P.kwargs) -> Answer:
        return await anyio.to_thread.run_sync(partial(call, *args, **kwargs))

    return run


def allow(who: Iterable[Role] | str, *, customers: bool = False) -> dict[str, Any]:
    """Declare a route's access: roles, or ``DEVICE`` (no session), or ``TICKET`` (no device either); ``WITNESS`` (a
    device enrolled as one, or security) and ``WITNESS_ALONE``; ``PBX`` (a device enrolled as one); or ``CERTIFICATE``
    (a client certificate, and no signature at all). ``customers``: it gives or takes customer data, which policy may
    keep inside the VPN and on machines that are protected."""
    return {KEY: who if isinstance(who, str) else frozenset(who), CUSTOMERS: customers}


def require_declarations(app: Litestar) -> None:
    """RuntimeError when a route declares no access, or the gate and the route differ on who needs no signature."""
    for route in app.routes:
        handlers = getattr(route, "route_handlers", None) or [getattr(route, "route_handler", None)]
        for handler in handlers:
            if not isinstance(handler, HTTPRouteHandler) or "OPTIONS" in handler.http_methods:
                continue
            if KEY not in handler.opt or CUSTOMERS not in handler.opt:
                raise RuntimeError(f"the route {route.path} declares no role")
            if (handler.opt[KEY] == CERTIFICATE) != needs_no_signature(route.path):
                raise RuntimeError(f"the gate and the route {route.path} differ on who needs no signature")


class Door:
    """Opens services to requests: finds the caller, checks the role, and lends a transaction, the inboxes' bell, the
    events' intake, or a turn that many share."""

    def __init__(self, central: Central) -> None:
        self.central = central
        self.bell = Bell(central.engine)
        self.intake = Intake(central)
        self.turns = SharedTurns(central.engine)
        self._outside: dict[tuple[str, str, str], float] = {}

    def request(self, request: Request[Any, Any, Any]) -> SignedRequest:
        """The signed request behind a Litestar request."""
        signed: SignedRequest = request.scope["state"][STATE]
        return signed

    @contextmanager
    def writing(self, request: Request[Any, Any, Any], *, awake: bool = True) -> Iterator[tuple[Connection, Caller]]:
        """A write transaction with the caller in it; the person is noted to be at work."""
        with self._recording(request), writing(self.central.engine) as connection:
            caller = self._admit(connection, request, awake=awake)
            if awake and is_activity_stale(caller):
                note_activity(connection, caller)
            yield connection, caller

    def reading(
        self,
        request: Request[Any, Any, Any],
        fetch: Callable[[Connection, Caller], Answer],
        *,
        active: bool = True,
        awake: bool = True,
    ) -> Answer:
        """What ``fetch`` reads. ``active`` counts the request as the person's work; without ``awake`` a session that
        sleeps may read as well."""
        with self._recording(request):
            with read(self.central.engine) as connection:
                caller = self._admit(connection, request, awake=awake)
                answer = fetch(connection, caller)
            if active and is_activity_stale(caller):
                with self.central.engine.begin() as connection:
                    note_activity(connection, caller)
            return answer

    @contextmanager
    def serving(self, request: Request[Any, Any, Any]) -> Iterator[tuple[Connection, Device, str]]:
        """A write transaction for a PBX, with it and its address; refused where it was shut out since it asked."""
        signed = self.request(request)
        pbx = require_pbx(signed)
        with writing(self.central.engine) as connection:
            find_device(connection, pbx.id)
            yield connection, pbx, signed.ip

    @contextmanager
    def telling(self, request: Request[Any, Any, Any]) -> Iterator[tuple[Connection, Device]]:
        """As :meth:`serving`, to read alone; for each look of a PBX that waits."""
        pbx = require_pbx(self.request(request))
        with read(self.central.engine) as connection:
            find_device(connection, pbx.id)
            yield connection, pbx

    def witnessing(self, request: Request[Any, Any, Any], fetch: Callable[[Connection], Answer]) -> Answer:
        """What ``fetch`` reads of the log's entries: for a witness, or for security, whose reading is recorded."""
        device = require_device(self.request(request))
        if device.kind is DeviceKind.WITNESS:
            with read(self.central.engine) as connection:
                return fetch(connection)
        with self.writing(request) as (connection, caller):
            if caller.person.role is not Role.SECURITY:
                raise Forbidden
            detail = {"path": caller.path[:200]}
            deed = Deed(act=Act.EVENTS_READ, actor=caller.person.id, role=caller.person.role, detail=detail)
            record(connection, self.central.node, deed, caller.ip)
            return fetch(connection)

    def _admit(self, connection: Connection, request: Request[Any, Any, Any], *, awake: bool = True) -> Caller:
        caller = find_caller(connection, self.request(request), awake=awake)
        if caller.must_change_password and not request.route_handler.opt.get("first_password"):
            raise PasswordChangeRequired
        roles = request.route_handler.opt[KEY]
        if roles != WITNESS and caller.person.role not in roles:
            raise Forbidden
        if request.route_handler.opt[CUSTOMERS]:
            require_vpn(caller.policy, caller.ip)
            require_posture(connection, caller.policy.posture, caller.device.id)
        return caller

    @contextmanager
    def _recording(self, request: Request[Any, Any, Any]) -> Iterator[None]:
        """What one's role does not allow is on record, and so is another desk's token."""
        try:
            yield
        except (Forbidden, OutsideVpn, PostureUnmet) as error:
            signed = self.request(request)
            if isinstance(error, Forbidden) or self._is_news(signed, error):
                with self.central.engine.begin() as connection:
                    self._record_refusal(connection, signed, error)
            raise
        except TokenElsewhere as stolen:
            with self.central.engine.begin() as connection:
                end_stolen_session(connection, self.central, self.request(request), stolen)
            raise

    def _is_news(self, signed: SignedRequest, error: VeildeskError) -> bool:
        """Whether it was not recorded of late that this desk, at this address, is outside the VPN or not protected."""
        place, present = (require_device(signed).id, signed.ip, error.problem.value), monotonic()
        if present - self._outside.get(place, float("-inf")) < _SAY_AGAIN_S:
            return False
        self._outside = {seen: at for seen, at in self._outside.items() if present - at < _SAY_AGAIN_S}
        self._outside[place] = present
        return True

    def _record_refusal(self, connection: Connection, signed: SignedRequest, error: VeildeskError) -> None:
        caller = find_caller(connection, signed, awake=False)
        deed = Deed(
            act=Act.REQUEST_REFUSED,
            actor=caller.person.id,
            role=caller.person.role,
            object_kind=ObjectKind.DEVICE,
            object_id=caller.device.id,
            outcome=Outcome.REFUSED,
            detail={"method": signed.method, "path": signed.path[:200], **error.facts},
        )
        record(connection, self.central.node, deed, signed.ip)


AtDoor = NamedDependency[Door]
"""The door, as a route is handed it."""
