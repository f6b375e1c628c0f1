"""Asking for one value: who may, when, how often; sealed, handed over once, on record (D3, S1, U1)."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import select

from protocol.administration import SourceRefused
from protocol.cards import CardState
from protocol.errors import StepUpRequired
from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.oversight import AccountState
from protocol.refusals import InvalidRequest, NotFound, ProofRefused
from protocol.reveal_refusals import (
    ConsentMissing,
    OutsideHours,
    PurposeRefused,
    QuotaUsedUp,
    RevealDenied,
    RevealGone,
)
from protocol.reveals import Decision, RevealState, Verdict
from protocol.roles import Role
from protocol.times import after, now
from server.services.accounts import set_state
from server.services.central import open_central
from server.services.policy import RevealPolicy, is_open
from server.services.registry import revoke_source
from server.services.reveals import cancel_reveal, request_reveal
from server.store.tables import customers, metadata, reveals
from tests.server.exports import forget_value
from tests.server.house import VALUES, House, ask_for, run_at_once
from tests.server.revealing import collect, look, request, request_approved, unseal
from tests.server.seats import Seat, write_key, write_proof
from tests.server.supervision import answer, ask


def test_an_allowed_value_comes_sealed_to_the_desk_that_asked(house):
    seat, key = house.seat(), X25519PrivateKey.generate()
    card = house.add_card(seat.account)
    given = request(house, seat, ask_for(card, key=write_key(key)))
    assert given.state is RevealState.COLLECTED
    assert unseal(given, key, seat.desk.id) == VALUES[FieldKind.MOBILE]
    acts = ["reveal.requested", "reveal.decided", "reveal.collected"]
    told = [house.last_event(act, object_id=given.id) for act in acts]
    assert [event.seq for event in told] == sorted(event.seq for event in told)
    assert {event.field for event in told} == {"mobile"}
    assert {event.detail["card"] for event in told} == {card}


def test_a_second_collect_is_gone(house):
    seat = house.seat()
    given = request(house, seat, ask_for(house.add_card(seat.account)))
    with pytest.raises(RevealGone):
        collect(house, seat, given.id)
    assert look(house, seat, given.id).sealed is None


def test_no_value_is_kept_in_the_clear_anywhere(house):
    seat = house.seat()
    card = house.add_card(seat.account)
    number = VALUES[FieldKind.MOBILE]
    request(house, seat, ask_for(card, reason=f"客户说是 {number}"))
    with house.reading() as connection:
        kept = [repr(tuple(row)) for table in metadata.sorted_tables for row in connection.execute(select(table))]
    assert any("138****5678" in row for row in kept)
    for value in VALUES.values():
        assert not [row for row in kept if value in row or repr(value.encode())[2:-1] in row]


def test_a_request_needs_a_proof_over_its_own_words(house):
    seat = house.seat()
    cards = [house.add_card(seat.account) for _ in range(2)]
    first, second = (ask_for(card) for card in cards)
    bodies = [msgspec.json.encode(wanted) for wanted in (first, second)]

    def call(wanted):
        return lambda *at: request_reveal(*at, wanted)

    challenge = house.ask_proof(seat, call(first), path="/v1/reveals", body=bodies[0])
    proof = write_proof(seat, challenge, "/v1/reveals", bodies[0])
    with pytest.raises(ProofRefused):
        house.send_proof(seat, call(second), proof, path="/v1/reveals", body=bodies[1])


def test_another_agents_card_is_as_if_it_were_not_there_and_the_try_is_on_record(house):
    seat, other = house.seat(), house.seat()
    theirs, nobodys = house.add_card(other.account), house.add_card(None)
    for card in (theirs, nobodys, make_identifier()):
        with pytest.raises(NotFound):
            house.act(seat, lambda *at, card=card: request_reveal(*at, ask_for(card)))
        assert house.last_event("card.refused", actor=seat.account.id).object_id == card


def test_a_supervisor_may_ask_for_a_card_of_his_teams_and_of_no_other(house):
    agent = house.enlist()
    card = house.add_card(agent)
    for team in ("east", "head"):
        assert request(house, house.seat(Role.SUPERVISOR, team), ask_for(card)).sealed
    with pytest.raises(NotFound):
        house.act(house.seat(Role.SUPERVISOR, "west"), lambda *at: request_reveal(*at, ask_for(card)))


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.SECURITY, Role.PRIVACY, Role.ADMIN])
def test_other_roles_are_denied(house, role):
    seat = house.seat(role)
    card = house.add_card(seat.account)
    with pytest.raises(RevealDenied):
        house.act(seat, lambda *at: request_reveal(*at, ask_for(card)))


def test_a_purpose_that_the_campaign_does_not_list_for_the_field_is_refused(house):
    seat = house.seat()
    card = house.add_card(seat.account)
    for wanted in (ask_for(card, purpose="curiosity"), ask_for(card, kind=FieldKind.ID_NUMBER)):
        with pytest.raises(PurposeRefused):
            house.act(seat, lambda *at, wanted=wanted: request_reveal(*at, wanted))
    assert house.last_event("reveal.requested", actor=seat.account.id).detail["why"] == "purpose-refused"


def test_a_field_without_a_value_is_not_there(house):
    seat = house.seat()
    card = house.add_card(seat.account)
    forget_value(house, card, FieldKind.MOBILE)
    with pytest.raises(NotFound):
        house.act(seat, lambda *at: request_reveal(*at, ask_for(card)))


def test_notes_are_never_revealed(house):
    seat = house.seat()
    card = house.add_card(seat.account)
    with pytest.raises(RevealDenied):
        house.act(seat, lambda *at: request_reveal(*at, ask_for(card, kind=FieldKind.FREE_TEXT)))


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(32), b"\x01" + bytes(31), bytes(33)])
def test_a_key_that_nothing_can_be_sealed_to_is_refused_before_a_proof_is_asked_for(house, key):
    seat = house.seat()
    card = house.add_card(seat.account)
    with pytest.raises(InvalidRequest):
        house.act(seat, lambda *at: request_reveal(*at, ask_for(card, key=key)))


def test_withdrawn_consent_denies_a_request_on_record(house):
    seat = house.seat()
    card = house.add_card(seat.account)
    house.withdraw(card)
    with pytest.raises(ConsentMissing):
        house.act(seat, lambda *at: request_reveal(*at, ask_for(card)))
    refused = house.last_event("reveal.requested", actor=seat.account.id)
    assert refused.outcome == "refused"
    assert refused.object_id == card
    assert refused.detail["why"] == "consent-missing"


def test_a_customer_who_is_not_to_be_called_is_not_revealed(house):
    seat = house.seat()
    card = house.add_card(seat.account)
    house.age(customers, card, state=CardState.STOPPED.value)
    with pytest.raises(ConsentMissing):
        house.act(seat, lambda *at: request_reveal(*at, ask_for(card)))


def test_a_revoked_source_is_refused(house):
    seat, source = house.seat(), house.add_source()
    card = house.add_card(seat.account, source=source)
    with house.writing() as connection:
        revoke_source(connection, house.central.node, source, "the partner lied")
    with pytest.raises(SourceRefused):
        house.act(seat, lambda *at: request_reveal(*at, ask_for(card)))


def lose_consent(house: House, card: str, _seat: Seat) -> None:
    """The customer changes her mind."""
    house.withdraw(card)


def lose_source(house: House, card: str, _seat: Seat) -> None:
    """The source is revoked meanwhile."""
    source = house.add_source()
    house.age(customers, card, source=source)
    with house.writing() as connection:
        revoke_source(connection, house.central.node, source, "test")


def lose_card(house: House, card: str, _seat: Seat) -> None:
    """Somebody else works the card now."""
    house.age(customers, card, assigned_to=house.enlist().id)


@pytest.mark.parametrize(
    ("lose", "refusal"),
    [(lose_consent, ConsentMissing), (lose_source, SourceRefused), (lose_card, RevealDenied)],
)
def test_what_a_request_stands_on_is_looked_at_again_when_it_is_decided_and_collected(house, lose, refusal):
    seat, card_of = house.seat(), {}
    for stage in ("decide", "collect"):
        card_of[stage] = house.add_card(seat.account)
    waiting = ask(house, seat, card_of["decide"])
    ready = request_approved(house, seat, card_of["collect"])
    for card in card_of.values():
        lose(house, card, seat)
    with pytest.raises(refusal):
        answer(house, house.seat(Role.SUPERVISOR), waiting.id, Decision.APPROVE)
    with pytest.raises(refusal):
        collect(house, seat, ready.id)
    for made in (waiting, ready):
        assert look(house, seat, made.id).state is RevealState.REFUSED
        assert house.last_event("reveal.decided", object_id=made.id).outcome == "refused"


def test_what_policy_denies_by_now_is_neither_approved_nor_given_out(house):
    seat = house.seat()
    waiting = ask(house, seat, house.add_card(seat.account))
    ready = request_approved(house, seat, house.add_card(seat.account))
    denied = {Role.AGENT: dict.fromkeys(FieldKind, Verdict.DENY)}
    house.set_policy(house.any_hour(verdicts=denied))
    try:
        with pytest.raises(RevealDenied):
            answer(house, house.seat(Role.SUPERVISOR), waiting.id, Decision.APPROVE)
        with pytest.raises(RevealDenied):
            collect(house, seat, ready.id)
    finally:
        house.set_policy()


def test_a_frozen_agents_request_is_not_approved(house):
    seat = house.seat()
    waiting = ask(house, seat, house.add_card(seat.account))
    with house.writing() as connection:
        set_state(connection, house.central.node, seat.account.id, AccountState.FROZEN, "test")
    with pytest.raises(RevealDenied):
        answer(house, house.seat(Role.SUPERVISOR), waiting.id, Decision.APPROVE)


def test_policy_allows_wants_approval_or_denies(house):
    agent = {FieldKind.MOBILE: Verdict.ALLOW, FieldKind.NAME: Verdict.DENY}
    house.set_policy(house.any_hour(verdicts={Role.AGENT: agent}))
    try:
        seat, supervisor = house.seat(), house.seat(Role.SUPERVISOR)
        card, theirs = house.add_card(seat.account), house.add_card(supervisor.account)
        assert request(house, seat, ask_for(card)).state is RevealState.COLLECTED
        waiting = ask(house, seat, card)
        assert waiting.state is RevealState.WAITING
        assert waiting.sealed is None
        for asker, held, kind in ((seat, card, FieldKind.NAME), (supervisor, theirs, FieldKind.MOBILE)):
            with pytest.raises(RevealDenied):
                house.act(asker, lambda *at, held=held, kind=kind: request_reveal(*at, ask_for(held, kind=kind)))
    finally:
        house.set_policy()


def test_a_quota_counts_what_was_asked_for_and_spares_what_was_refused_or_taken_back(house):
    house.set_policy(house.any_hour(daily_quota=2))
    try:
        seat = house.seat()
        card = house.add_card(seat.account)
        waiting = ask(house, seat, card)
        house.act(seat, lambda *at: cancel_reveal(*at, waiting.id))
        for _ in range(2):
            last = request(house, seat, ask_for(card))
        with pytest.raises(QuotaUsedUp) as refused:
            request(house, seat, ask_for(card))
        assert refused.value.facts == {"limit": "2"}
        house.age(reveals, last.id, made_at=after(now(), hours=-25))
        request(house, seat, ask_for(card))
    finally:
        house.set_policy()


def test_many_requests_at_once_cannot_overdraw_a_quota_at_two_nodes_either(house):
    house.set_policy(house.any_hour(daily_quota=3))
    second = open_central(house.central.place.path)
    nodes = (house, House(second))
    try:
        seat = house.seat()
        wanted = [ask_for(house.add_card(seat.account)) for _ in range(10)]
        bodies = [msgspec.json.encode(item) for item in wanted]

        def call(item):
            return lambda *at: request_reveal(*at, item)

        ready = []
        for item, body in zip(wanted, bodies, strict=True):
            challenge = house.ask_proof(seat, call(item), path="/v1/reveals", body=body)
            proof = write_proof(seat, challenge, "/v1/reveals", body)
            ready.append((call(item), proof, body))
        answers = run_at_once(
            *(
                lambda node=node, call=call, proof=proof, body=body: node.send_proof(
                    seat, call, proof, path="/v1/reveals", body=body
                )
                for node, (call, proof, body) in zip(cycle(nodes), ready, strict=False)
            )
        )
        assert sorted(type(item).__name__ for item in answers) == ["QuotaUsedUp"] * 7 + ["Reveal"] * 3
    finally:
        second.engine.dispose()
        house.set_policy()


def test_outside_the_hours_a_request_is_refused_with_the_hours(house):
    present = datetime.now(ZoneInfo("Asia/Shanghai"))
    opens, closes = (f"{present + timedelta(hours=hours):%H:%M}" for hours in (2, 3))
    house.set_policy(house.any_hour(opens=opens, closes=closes))
    try:
        seat = house.seat()
        card = house.add_card(seat.account)
        with pytest.raises(OutsideHours) as refused:
            house.act(seat, lambda *at: request_reveal(*at, ask_for(card)))
        assert refused.value.facts == {"opens": opens, "closes": closes}
    finally:
        house.set_policy()


@pytest.mark.parametrize(
    ("opens", "closes", "clock", "is_so"),
    [
        ("08:00", "21:00", "08:00", True),
        ("08:00", "21:00", "20:59", True),
        ("08:00", "21:00", "21:00", False),
        ("08:00", "21:00", "07:59", False),
        ("22:00", "06:00", "23:00", True),
        ("22:00", "06:00", "05:59", True),
        ("22:00", "06:00", "06:00", False),
        ("00:00", "00:00", "03:00", True),
    ],
)
def test_hours_are_the_companys_own_and_may_span_midnight(opens, closes, clock, is_so):
    moment = datetime.fromisoformat(f"2026-11-02T{clock}:00+08:00").astimezone(ZoneInfo("America/New_York"))
    assert is_open(RevealPolicy(opens=opens, closes=closes), moment) is is_so


def test_a_request_that_the_rules_let_pass_asks_for_a_proof(house):
    seat = house.seat()
    card = house.add_card(seat.account)
    with pytest.raises(StepUpRequired):
        house.act(seat, lambda *at: request_reveal(*at, ask_for(card)))
