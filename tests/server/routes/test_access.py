"""What opens no route, over TLS: another role, a way beside the VPN, no session, a first password (U1, T2)."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from protocol.cards import CardPage
from protocol.proofs import PasswordRecipe
from protocol.refusals import Forbidden, PasswordChangeRequired, SessionEnded
from protocol.reveals import PendingApproval
from protocol.road import OutsideVpn
from protocol.roles import Role
from protocol.sessions import PasswordChange, Session
from protocol.vpn import VpnRule
from server.store.tables import people
from tests.server.every_route import fill, list_routes, try_route
from tests.server.seats import write_key
from tests.server.vpn_setting import set_vpn


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
    wire.prove("PUT", "/v1/password", type(None), change)
    assert wire.call("GET", "/v1/cards", CardPage).cards == ()
    house.age(people, wire.account.id, totp_step=0)
    wire.sign_in(wire.account, key=new)
