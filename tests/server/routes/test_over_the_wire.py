"""What people do at Central, over TLS and by the product's own client: reveals, live inboxes, oversight, revocation."""

from __future__ import annotations

import time

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from protocol.cards import Campaign, Card, CardPage
from protocol.enrolment import DeviceCertificate, EnrolRequest, RenewRequest, read_ticket
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
from protocol.refusals import (
    AccountFrozen,
    DeviceRefused,
    EnrolmentRefused,
    Forbidden,
    NotFound,
    SessionEnded,
    SessionLocked,
    SignInRefused,
)
from protocol.reveal_refusals import OwnRequest, RevealDenied, RevealGone, SameDevice
from protocol.reveals import ApprovalDecision, Decision, PendingApproval, Reveal, RevealState
from protocol.road import CentralUnreachable
from protocol.roles import Role
from protocol.sessions import Session, SignInChallenge
from protocol.team import HelpRequest, HelpWanted, MemberState, TeamWall
from protocol.times import after, now
from server.api.entry_routes import REFUSAL_S
from server.services.accounts import set_state
from server.store.tables import sessions
from tests.server.calling import Journal
from tests.server.house import ask_for
from tests.server.served import (
    Wire,
    make_client,
    wait_until_served,
    write_csr,
    write_private_key,
)

NOTHING = type(None)


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
    deadline = time.monotonic() + 60
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
