"""Central's routes over TLS, spoken to by the product's own client: roles, refusals, live inboxes, revocation."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from litestar.handlers import HTTPRouteHandler
from sqlalchemy import select

from protocol.cards import Campaign, Card, CardPage
from protocol.enrolment import DeviceCertificate, EnrolRequest, RenewRequest, read_ticket
from protocol.errors import VeildeskError
from protocol.events import Act
from protocol.fields import FieldKind
from protocol.inbox import InboxPage
from protocol.oversight import (
    AccountAct,
    AccountChange,
    AccountState,
    AlertRow,
    DeviceRevocation,
    DeviceRow,
    PersonRow,
    TicketAnswer,
    TicketRequest,
)
from protocol.proofs import PasswordRecipe
from protocol.refusals import (
    AccountFrozen,
    DeviceRefused,
    EnrolmentRefused,
    Forbidden,
    NotFound,
    PasswordChangeRequired,
    SessionEnded,
    SessionLocked,
    SignInRefused,
)
from protocol.reveal_refusals import OwnRequest, RevealDenied, RevealGone, SameDevice
from protocol.reveals import ApprovalDecision, Decision, PendingApproval, Reveal, RevealState
from protocol.road import CentralUnreachable, OutsideVpn
from protocol.roles import Role
from protocol.sessions import PasswordChange, Session, SignInChallenge
from protocol.team import HelpRequest, HelpWanted, MemberState, TeamWall
from protocol.times import after, now
from protocol.vpn import VpnRule
from server.api.application import make_routes
from server.api.entry_routes import REFUSAL_S
from server.services.accounts import set_state
from server.services.central import make_central
from server.settings import save_settings
from server.store.tables import people, sessions
from tests.postgres import divide_roles
from tests.server.calling import Journal
from tests.server.examples import SOMETHING, make_example
from tests.server.house import House, ask_for
from tests.server.seats import write_key
from tests.server.served import (
    Wire,
    make_client,
    place_wire,
    serving,
    wait_until_served,
    write_csr,
    write_private_key,
)
from tests.server.vpn_setting import set_vpn
from ui.demo.central import find_free_port

NOTHING = type(None)


@pytest.fixture(scope="module")
def house(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A company whose Central is served."""
    folder, port = tmp_path_factory.mktemp("served"), find_free_port()
    central = make_central(
        folder, host="127.0.0.1", port=port, hosts=("127.0.0.1",), url="", **divide_roles(module_database_url)
    )
    save_settings(folder, msgspec.structs.replace(central.settings, revocations_every_s=1))
    made = House(central).furnish()
    with serving(central):
        wait_until_served(place_wire(made, folder / "first", "first"))
        yield made
    central.engine.dispose()


@pytest.fixture
def place(house, tmp_path) -> Iterator[Callable[..., Wire]]:
    """Makes a desk on the wire; with a role, somebody new is signed in at it."""
    made: list[Wire] = []
    numbers = count(1)

    def make(role: Role | None = None, team: str = "east", *, must_change: bool = False) -> Wire:
        number = next(numbers)
        wire = place_wire(house, tmp_path / str(number), house.name("wire"))
        made.append(wire)
        if role:
            wire.sign_in(house.enlist(role, team, must_change=must_change))
        return wire

    yield make
    for wire in made:
        wire.client.close()


@pytest.fixture
def later() -> Iterator[Callable[..., Future]]:
    """Starts a request that takes its time."""
    with ThreadPoolExecutor(4) as pool:
        yield pool.submit


def list_routes(house: House) -> list[tuple[str, str, HTTPRouteHandler]]:
    """Every route: method, path as declared, handler."""
    return [
        (method, route.path_format, handler)
        for route in make_routes(house.central).routes
        for handler in route.route_handlers
        for method in sorted(handler.http_methods)
        if "access" in handler.opt
    ]


def fill(path: str) -> str:
    """A path whose gaps hold something that is not there."""
    return "/".join(SOMETHING if "{" in part else part for part in path.split("/"))


def find_body(handler: HTTPRouteHandler):
    """A body that reads, for a route that takes one."""
    data = handler.parsed_fn_signature.parameters.get("data")
    return make_example(data.annotation) if data else None


def try_route(wire: Wire, method: str, path: str, handler: HTTPRouteHandler) -> type[VeildeskError] | None:
    """What a request to a route is refused with, if it is."""
    try:
        wire.call(method, fill(path), NOTHING, find_body(handler))
    except VeildeskError as error:
        return type(error)
    return None


def wait_for_notice(wire: Wire, place_: int, *kinds: str) -> None:
    """Poll until notices come; fails when none does, or others."""
    page = wire.call("GET", f"/v1/inbox?after={place_}&wait=25", InboxPage, timeout_s=35)
    assert [item.kind.value for item in page.items] == list(kinds)


def find_place(wire: Wire) -> int:
    """Where a desk begins to listen."""
    return wire.call("GET", "/v1/inbox", InboxPage).next


def test_the_main_job_over_the_wire(house, place):
    agent = place(Role.AGENT)
    card = house.add_card(agent.account)
    assert agent.call("GET", "/v1/session", Session).person.username == agent.account.username
    assert [item.id for item in agent.call("GET", "/v1/campaigns", tuple[Campaign, ...])] == ["spring"]
    (shown,) = agent.call("GET", "/v1/cards?after=0", CardPage).cards
    assert shown == agent.call("GET", f"/v1/cards/{card}", Card)
    given = agent.prove("POST", "/v1/reveals", Reveal, ask_for(card))
    assert given.sealed
    assert agent.call("GET", f"/v1/reveals/{given.id}", Reveal).sealed is None
    with pytest.raises(RevealGone):
        agent.call("POST", f"/v1/reveals/{given.id}/collect", Reveal)
    agent.call("DELETE", "/v1/session", NOTHING)
    with pytest.raises(SessionEnded):
        agent.call("GET", "/v1/session", Session)


def test_an_approval_arrives_live_is_given_and_the_value_collected(house, place, later):
    agent, supervisor = place(Role.AGENT), place(Role.SUPERVISOR)
    card = house.add_card(agent.account)
    heard = later(wait_for_notice, supervisor, find_place(supervisor), "approval-wanted")
    told = later(wait_for_notice, agent, find_place(agent), "reveal-decided")
    wanted = ask_for(card, kind=FieldKind.ID_NUMBER, purpose="verification")
    waiting = agent.prove("POST", "/v1/reveals", Reveal, wanted)
    heard.result(20)
    (item,) = supervisor.call("GET", "/v1/approvals", tuple[PendingApproval, ...])
    assert item.id == waiting.id
    path, yes = f"/v1/approvals/{waiting.id}", ApprovalDecision(decision=Decision.APPROVE)
    with pytest.raises(OwnRequest):
        agent.call("POST", path, Reveal, yes)
    beside = place()
    beside.client, beside.desk = agent.client, agent.desk
    kept = agent.token
    beside.sign_in(house.enlist(Role.SUPERVISOR))
    with pytest.raises(SameDevice):
        beside.call("POST", path, Reveal, yes)
    agent.client.set_token(kept)
    assert supervisor.prove("POST", path, Reveal, yes).state is RevealState.READY
    told.result(20)
    assert agent.call("POST", f"/v1/reveals/{waiting.id}/collect", Reveal).sealed
    with pytest.raises(RevealGone):
        agent.call("POST", f"/v1/reveals/{waiting.id}/collect", Reveal)


def test_a_request_is_taken_back_over_the_wire(house, place):
    agent = place(Role.AGENT)
    wanted = ask_for(house.add_card(agent.account), kind=FieldKind.ID_NUMBER, purpose="verification")
    waiting = agent.prove("POST", "/v1/reveals", Reveal, wanted)
    assert agent.call("DELETE", f"/v1/reveals/{waiting.id}", Reveal).state is RevealState.CANCELLED


@pytest.mark.parametrize("role", list(Role))
def test_a_route_is_open_to_its_roles_alone_and_a_try_is_on_record(house, place, role):
    wire = place(role)
    tried = 0
    for method, path, handler in list_routes(house):
        access = handler.opt["access"]
        if isinstance(access, str) or role in access:
            continue
        assert try_route(wire, method, path, handler) is Forbidden, (method, path)
        told = house.last_event("request.refused", actor=wire.account.id)
        assert told.detail == {"method": method, "path": fill(path)}
        tried += 1
    assert tried >= 4


CUSTOMER_DATA = {
    "/v1/calls",
    "/v1/calls/missed",
    "/v1/calls/missed/seen",
    "/v1/calls/next",
    "/v1/calls/search",
    "/v1/alerts",
    "/v1/approvals",
    "/v1/approvals/{reveal}",
    "/v1/campaigns",
    "/v1/cards",
    "/v1/cards/{card}",
    "/v1/help/{help_request}/join",
    "/v1/inbox",
    "/v1/joins/listen",
    "/v1/inspections/calls/{call}/answer",
    "/v1/inspections/results",
    "/v1/reveals",
    "/v1/reveals/{reveal}",
    "/v1/reveals/{reveal}/collect",
    "/v1/tables/calls",
    "/v1/trail/search",
}


def test_outside_the_vpn_nobody_gets_customer_data_and_the_try_is_on_record_once(house, place):
    wires = {role: place(role) for role in (Role.SUPERVISOR, Role.SECURITY)}
    rule = VpnRule(required=True)
    set_vpn(house, rule, ("10.8.0.0/24", "fd00:8::/64"))
    try:
        refused = set()
        for method, path, handler in list_routes(house):
            for role, wire in wires.items():
                access = handler.opt["access"]
                is_open = not isinstance(access, str) and role in access
                if is_open and path != "/v1/session" and try_route(wire, method, path, handler) is OutsideVpn:
                    refused.add(path)
        assert refused == CUSTOMER_DATA
        told = house.last_event("request.refused", actor=wires[Role.SECURITY].account.id)
        assert told.detail["address"] == "127.0.0.1"
        assert told.detail["path"] in {"/v1/inbox", "/v1/trail/search", "/v1/alerts"}
        set_vpn(house, VpnRule(required=True, loopback=True), ())
        assert wires[Role.SUPERVISOR].call("GET", "/v1/approvals", tuple[PendingApproval, ...]) == ()
    finally:
        house.set_policy()


def test_without_a_session_no_route_that_needs_one_opens(house, place):
    wire = place()
    for method, path, handler in list_routes(house):
        if not isinstance(handler.opt["access"], str):
            assert try_route(wire, method, path, handler) is SessionEnded, (method, path)


def test_until_the_first_password_is_changed_nothing_else_opens(house, place):
    wire = place(Role.AGENT, must_change=True)
    for method, path, handler in list_routes(house):
        if isinstance(handler.opt["access"], str) or handler.opt.get("first_password"):
            continue
        assert try_route(wire, method, path, handler) is PasswordChangeRequired, (method, path)
    assert wire.call("GET", "/v1/session", Session).must_change_password
    new = Ed25519PrivateKey.generate()
    change = PasswordChange(recipe=PasswordRecipe(salt=b"n" * 16), public_key=write_key(new))
    wire.prove("PUT", "/v1/password", NOTHING, change)
    assert wire.call("GET", "/v1/cards", CardPage).cards == ()
    house.age(people, wire.account.id, totp_step=0)
    wire.sign_in(wire.account, key=new)


def test_a_refused_sign_in_takes_its_time_whoever_it_was_for(house, place):
    wire, account = place(), house.enlist()
    for name in (account.username, "nobody-here"):
        started = time.monotonic()
        with pytest.raises(SignInRefused):
            wire.sign_in(account, name, Ed25519PrivateKey.generate())
        assert time.monotonic() - started >= REFUSAL_S


def test_a_stolen_token_is_worth_nothing_and_its_session_ends(house, place):
    wire, thief = place(Role.AGENT), place()
    thief.client.set_token(wire.token)
    for one in (thief, wire):
        with pytest.raises(SessionEnded):
            one.call("GET", "/v1/cards", CardPage)
    assert house.alerts("token-elsewhere", wire.account.username) == [{"desk": thief.desk.id}]


def test_another_agents_card_is_not_found_and_the_try_is_kept(house, place):
    agent = place(Role.AGENT)
    card = house.add_card(house.enlist())
    with pytest.raises(NotFound):
        agent.call("GET", f"/v1/cards/{card}", Card)
    assert house.last_event("card.refused", actor=agent.account.id).object_id == card
    with pytest.raises(NotFound):
        agent.call("POST", "/v1/reveals", Reveal, ask_for(card))


def test_a_refused_request_for_a_value_is_kept(house, place):
    agent = place(Role.AGENT)
    card = house.add_card(agent.account)
    with pytest.raises(RevealDenied):
        agent.call("POST", "/v1/reveals", Reveal, ask_for(card, kind=FieldKind.FREE_TEXT))
    assert house.last_event("reveal.requested", actor=agent.account.id).outcome == "refused"


def test_a_frozen_persons_open_poll_ends_at_once(house, place, later):
    agent = place(Role.AGENT)
    poll = later(wait_for_notice, agent, find_place(agent), "none")
    with house.writing() as connection:
        set_state(connection, house.central.node, agent.account.id, AccountState.FROZEN, "test")
    with pytest.raises(AccountFrozen):
        poll.result(20)


def test_listening_does_not_keep_a_session_awake_and_working_does(house, place):
    agent = place(Role.AGENT)

    def read_active() -> str:
        with house.reading() as connection:
            query = select(sessions.c.active_at).where(sessions.c.person == agent.account.id)
            return connection.execute(query).scalar_one()

    long_ago = after(now(), seconds=-800)
    house.age_session(agent.seat, active_at=long_ago)
    agent.call("GET", "/v1/inbox?after=0&wait=0", InboxPage)
    assert read_active() == long_ago
    agent.call("GET", "/v1/cards", CardPage)
    assert read_active() > long_ago
    house.age_session(agent.seat, active_at=after(now(), seconds=-901))
    with pytest.raises(SessionLocked):
        agent.call("GET", "/v1/inbox", InboxPage)
    assert agent.call("POST", "/v1/session/unlock-challenge", SignInChallenge).challenge
    with pytest.raises(SessionLocked):
        agent.call("GET", "/v1/cards", CardPage)


def test_overseers_see_and_change_people_and_alerts(house, place):
    guard, admin, agent = place(Role.SECURITY), place(Role.ADMIN), place(Role.AGENT)
    assert agent.account.id in {row.id for row in admin.call("GET", "/v1/people", tuple[PersonRow, ...])}
    assert agent.desk.id in {row.id for row in admin.call("GET", "/v1/devices", tuple[DeviceRow, ...])}
    freeze = AccountChange(act=AccountAct.FREEZE, reason="looked odd")
    guard.prove("POST", f"/v1/people/{agent.account.id}", NOTHING, freeze)
    with pytest.raises(AccountFrozen):
        agent.call("GET", "/v1/cards", CardPage)
    assert isinstance(guard.call("GET", "/v1/alerts", tuple[AlertRow, ...]), tuple)
    with pytest.raises(Forbidden):
        admin.call("POST", f"/v1/people/{agent.account.id}", NOTHING, freeze)


def test_the_interface_is_described_to_administrators(place):
    described = place(Role.ADMIN).call("GET", "/v1/openapi.json", dict)
    assert "/v1/reveals" in described["paths"]


def test_a_ticket_from_the_wire_enrols_one_desk_and_opens_nothing_else(house, place, tmp_path):
    admin, key = place(Role.ADMIN), Ed25519PrivateKey.generate()
    made = admin.prove("POST", "/v1/tickets", TicketAnswer, TicketRequest(device_name="new desk"))
    ticket = read_ticket(made.ticket)
    stranger = make_client(house.central, tmp_path / "t", "enrolment", key, ticket.certificate, ticket.key.encode())
    with pytest.raises(DeviceRefused):
        stranger.call("GET", "/v1/session", Session)
    request = EnrolRequest(code=ticket.code, device_name="mine", platform="linux", csr=write_csr(key))
    given = stranger.call("POST", "/v1/enrol", DeviceCertificate, request)
    with pytest.raises(EnrolmentRefused):
        stranger.call("POST", "/v1/enrol", DeviceCertificate, request)
    desk = make_client(house.central, tmp_path / "d", given.device, key, given.certificate, write_private_key(key))
    renewed = desk.call("POST", "/v1/device/certificate", DeviceCertificate, RenewRequest(csr=write_csr(key)))
    assert renewed.device == given.device
    assert renewed.certificate != given.certificate
    for client in (stranger, desk):
        client.close()


def is_shut_out(wire: Wire) -> bool:
    """Whether a new connection is refused for its certificate, before any request."""
    wire.client.reload()
    with pytest.raises((DeviceRefused, CentralUnreachable)) as refused:
        wire.call("GET", "/v1/events/head", dict)
    return "CERTIFICATE_REVOKED" in str(refused.value.__cause__)


def test_a_revoked_desk_is_refused_at_once_and_soon_not_even_connected(house, place, tmp_path):
    guard, agent = place(Role.SECURITY), place(Role.AGENT)
    guard.prove("POST", f"/v1/devices/{agent.desk.id}/revoke", NOTHING, DeviceRevocation(reason="stolen"))
    with pytest.raises(DeviceRefused):
        agent.call("GET", "/v1/events/head", dict)
    with pytest.raises(NotFound):
        guard.call("POST", f"/v1/devices/{agent.desk.id}/revoke", NOTHING, DeviceRevocation(reason="again"))
    deadline = time.monotonic() + 30
    while not is_shut_out(agent):
        assert time.monotonic() < deadline, "its certificate still connects"
    wait_until_served(guard)
    assert guard.call("GET", "/v1/session", Session).person.id == guard.account.id


def test_a_supervisor_who_looks_at_his_team_hears_at_once_what_changes_and_of_a_wish_for_help(house, place, later):
    agent, supervisor = place(Role.AGENT), place(Role.SUPERVISOR)
    agent.call("GET", "/v1/inbox?after=-1", InboxPage)  # his desk is there
    (member,) = (each for each in supervisor.call("GET", "/v1/team", TeamWall).members if each.id == agent.account.id)
    assert member.state is MemberState.READY
    heard = later(wait_for_notice, supervisor, find_place(supervisor), "team-changed")
    Journal(house, agent.seat).tell(Act.CALLS_PAUSED, reason="meal")
    heard.result(20)
    heard = later(wait_for_notice, supervisor, find_place(supervisor), "help-wanted", "team-changed")
    told = later(wait_for_notice, agent, find_place(agent), "help-taken")
    asked = agent.call("POST", "/v1/help", HelpRequest, HelpWanted())
    heard.result(20)
    (member,) = (each for each in supervisor.call("GET", "/v1/team", TeamWall).members if each.id == agent.account.id)
    assert (member.state, member.pause, member.help) == (MemberState.PAUSED, "meal", asked)
    supervisor.call("POST", f"/v1/help/{asked.id}/take", HelpRequest)
    told.result(20)
    agent.call("DELETE", "/v1/help", NOTHING)
