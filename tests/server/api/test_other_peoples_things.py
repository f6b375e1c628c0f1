"""What is somebody else's is answered exactly as what does not exist (U1), and every try is on record."""

from __future__ import annotations

import base64
import json

import pytest
from sqlalchemy import func, select

from protocol.events import Act
from protocol.identifiers import make_identifier
from protocol.refusals import Forbidden, NotFound
from protocol.roles import Role
from server.store.tables import events
from tests.server.api.wire import Wire, assert_refused, raw_public_key


def _count(agent: Wire, act: Act) -> int:
    actor = select(func.count()).select_from(events).where(events.c.act == act.value)
    return int(str(agent.central.look_up(actor)[0][0]))


def _ask_reveal(agent: Wire, card: str) -> object:
    key = base64.b64encode(raw_public_key()).decode()
    body = {"card": card, "field": "mobile", "purpose": "marketing", "reason": "curious", "public_key": key}
    return agent.ask("POST", "/v1/reveals", body)


def test_a_colleague_s_card_is_as_absent_as_one_that_never_was(fresh_agent, real_central):
    foreign = real_central.find_cards(real_central.find_person(Role.AGENT))[0]
    absent = make_identifier()
    for ask in (lambda card: fresh_agent.ask("GET", f"/v1/cards/{card}"), lambda card: _ask_reveal(fresh_agent, card)):
        marks = []
        answers = []
        for card in (foreign, absent):
            before = _count(fresh_agent, Act.CARD_REFUSED)
            answers.append(ask(card))
            marks.append(_count(fresh_agent, Act.CARD_REFUSED) - before)
        assert_refused(answers[0], NotFound)
        assert answers[0].body == answers[1].body
        assert answers[0].headers.keys() == answers[1].headers.keys()
        assert marks == [1, 1], "the same is done for both, so that they take the same time"


def test_a_colleague_s_reveal_is_as_absent_as_one_that_never_was(fresh_agent, agent, real_central):
    card = real_central.find_cards(agent.person)[0]
    key = base64.b64encode(raw_public_key()).decode()
    body = {"card": card, "field": "id_number", "purpose": "verification", "reason": "he asks", "public_key": key}
    made = agent.ask_with_proof("POST", "/v1/reveals", body)
    assert made.status == 201, made.body
    foreign = json.loads(made.body)["id"]
    for method, target in (
        ("GET", "/v1/reveals/{}"),
        ("DELETE", "/v1/reveals/{}"),
        ("POST", "/v1/reveals/{}/collect"),
    ):
        theirs = fresh_agent.ask(method, target.format(foreign))
        assert_refused(theirs, NotFound)
        assert theirs.body == fresh_agent.ask(method, target.format(make_identifier())).body
    assert json.loads(agent.ask("GET", f"/v1/reveals/{foreign}").body)["state"] == "waiting"


@pytest.mark.parametrize(
    ("method", "target", "body"),
    [
        ("GET", "/v1/people", None),
        ("GET", "/v1/devices", None),
        ("GET", "/v1/alerts", None),
        ("GET", "/v1/approvals", None),
        ("GET", "/v1/openapi.json", None),
        ("POST", "/v1/tickets", {"device_name": "mine"}),
        ("POST", "/v1/people/{}", {"act": "unlock", "reason": "please"}),
        ("POST", "/v1/devices/{}/revoke", {"reason": "a rival's"}),
    ],
)
def test_what_is_another_role_s_is_forbidden_and_the_try_recorded(fresh_agent, method, target, body):
    before = _count(fresh_agent, Act.REQUEST_REFUSED)
    assert_refused(fresh_agent.ask(method, target.format(make_identifier()), body), Forbidden)
    assert _count(fresh_agent, Act.REQUEST_REFUSED) == before + 1


def test_an_administrator_sees_no_customers(admin):
    for target in ("/v1/cards", "/v1/campaigns", "/v1/cards/" + make_identifier(), "/v1/approvals"):
        assert_refused(admin.ask("GET", target), Forbidden)


def test_a_name_that_does_not_exist_gets_a_challenge_like_any_other(wire, real_central):
    real = real_central.find_person(Role.PRIVACY).username
    answers = [wire.ask("POST", "/v1/session/challenge", {"username": name}) for name in (real, "no.such", real)]
    assert {answer.status for answer in answers} == {200}
    assert len({len(answer.body) for answer in answers}) == 1
    again = wire.ask("POST", "/v1/session/challenge", {"username": "no.such"})
    first, second = (json.loads(answer.body)["recipe"] for answer in (answers[1], again))
    assert first == second, "a made-up recipe that changed would tell"
