"""Routes of the day's work: cards, reveals, approvals."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, delete, get, post
from litestar.datastructures import State
from litestar.params import JSONBody, PathParameter, QueryParameter

from protocol.cards import Campaign, Card, CardPage
from protocol.reveals import ApprovalDecision, PendingApproval, Reveal, RevealRequest
from protocol.roles import Role
from server.api.access import AtDoor, allow, off_loop
from server.services.approvals import decide, list_pending
from server.services.cards import LARGEST_PAGE, list_campaigns_of, read_card, read_page
from server.services.reveals import cancel_reveal, collect_reveal, read_reveal, request_reveal

Asked = Request[Any, Any, State]
Id = Annotated[str, PathParameter(min_length=1, max_length=64)]
AGENTS = (Role.AGENT, Role.SUPERVISOR)


@get("/v1/campaigns", opt=allow(AGENTS, customers=True))
@off_loop
def show_campaigns(request: Asked, door: AtDoor) -> tuple[Campaign, ...]:
    """The campaigns that the caller works on."""
    return door.reading(request, list_campaigns_of)


@get("/v1/cards", opt=allow(AGENTS, customers=True))
@off_loop
def show_cards(
    request: Asked,
    door: AtDoor,
    after: Annotated[int, QueryParameter(ge=0, le=2**53)] = 0,
    limit: Annotated[int, QueryParameter(ge=1, le=LARGEST_PAGE)] = 500,
) -> CardPage:
    """The caller's masked cards: changes after a cursor, tombstones included."""
    return door.reading(request, lambda connection, caller: read_page(connection, caller.person.id, after, limit))


@get("/v1/cards/{card:str}", opt=allow(AGENTS, customers=True))
@off_loop
def show_card(request: Asked, door: AtDoor, card: Id) -> Card:
    """One masked card of the caller's."""
    with door.writing(request) as (connection, caller):
        return read_card(connection, door.central, caller, card)


@post("/v1/reveals", opt=allow(AGENTS, customers=True))
@off_loop
def ask_reveal(request: Asked, door: AtDoor, data: JSONBody[RevealRequest]) -> Reveal:
    """Ask to see one value; needs a step-up. An allowed one comes with the answer, sealed."""
    with door.writing(request) as (connection, caller):
        return request_reveal(connection, door.central, caller, data)


@get("/v1/reveals/{reveal:str}", opt=allow(AGENTS, customers=True))
@off_loop
def show_reveal(request: Asked, door: AtDoor, reveal: Id) -> Reveal:
    """A request of the caller's own."""
    with door.writing(request) as (connection, caller):
        return read_reveal(connection, door.central, caller, reveal)


@delete("/v1/reveals/{reveal:str}", opt=allow(AGENTS, customers=True), status_code=200)
@off_loop
def withdraw_reveal(request: Asked, door: AtDoor, reveal: Id) -> Reveal:
    """Withdraw a request that still waits."""
    with door.writing(request) as (connection, caller):
        return cancel_reveal(connection, door.central, caller, reveal)


@post("/v1/reveals/{reveal:str}/collect", opt=allow(AGENTS, customers=True), status_code=200)
@off_loop
def collect(request: Asked, door: AtDoor, reveal: Id) -> Reveal:
    """Collect an approved value, sealed, once."""
    with door.writing(request) as (connection, caller):
        return collect_reveal(connection, door.central, caller, reveal)


@get("/v1/approvals", opt=allow((Role.SUPERVISOR,), customers=True))
@off_loop
def show_approvals(request: Asked, door: AtDoor) -> tuple[PendingApproval, ...]:
    """What waits for the caller's decision."""
    with door.writing(request) as (connection, caller):
        return list_pending(connection, door.central, caller)


@post("/v1/approvals/{reveal:str}", opt=allow(AGENTS, customers=True), status_code=200)
@off_loop
def answer_approval(request: Asked, door: AtDoor, reveal: Id, data: JSONBody[ApprovalDecision]) -> Reveal:
    """Approve or refuse; needs a step-up."""
    with door.writing(request) as (connection, caller):
        return decide(connection, door.central, caller, reveal, data)


ROUTES = (
    show_campaigns,
    show_cards,
    show_card,
    ask_reveal,
    show_reveal,
    withdraw_reveal,
    collect,
    show_approvals,
    answer_approval,
)
