"""The interface description: for administrators, complete, and true under schemathesis."""

from __future__ import annotations

import base64
import copy
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy
from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from protocol.inbox import MAX_WAIT_S
from protocol.problem_details import MEDIA_TYPE, Problem
from protocol.proofs import STEP_UP_HEADER, StepUpProof, digest_act, prove_password, write_step_up
from protocol.refusals import Forbidden
from protocol.roles import Role
from tests.real_central import RealCentral
from tests.server.api.wire import Answer, Wire, assert_refused, assert_silent, parse

EXAMPLES = 8
"""Requests an operation, right ones and as many wrong ones."""
CHECKED = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
TEAMS = {Role.AGENT: "team-3", Role.SUPERVISOR: "team-3", Role.ADMIN: "oversight", Role.SECURITY: "oversight"}
ROLES = {
    "/v1/approvals": Role.SUPERVISOR,
    "/v1/alerts": Role.SECURITY,
    "/v1/devices": Role.ADMIN,
    "/v1/people": Role.ADMIN,
    "/v1/tickets": Role.ADMIN,
}
"""Who asks; an agent asks for everything else."""
WORKING = {
    "POST /v1/session/challenge",
    "POST /v1/session/unlock-challenge",
    "GET /v1/session",
    "DELETE /v1/session",
    "GET /v1/cards",
    "GET /v1/approvals",
    "GET /v1/inbox",
    "GET /v1/devices",
    "GET /v1/people",
    "GET /v1/alerts",
    "POST /v1/tickets",
}
"""What even made-up requests do."""


@pytest.fixture(scope="module")
def description(admin: Wire) -> dict[str, Any]:
    """What Central says of itself."""
    answer = admin.ask("GET", "/v1/openapi.json")
    assert_silent(answer)
    found = parse(answer)
    assert isinstance(found, dict)
    return found


def test_the_description_is_for_administrators_alone(agent):
    assert_refused(agent.ask("GET", "/v1/openapi.json"), Forbidden)


def _operations(description: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_every_operation_says_what_it_does_how_it_refuses_and_what_it_asks_for(description):
    schemes = description["components"]["securitySchemes"]
    for name, operation in _operations(description):
        assert operation["description"].endswith("."), name
        assert operation["responses"]["default"] == {"$ref": "#/components/responses/Problem"}, name
        [needed] = operation["security"]
        assert "device" in needed, name
        assert needed.keys() <= schemes.keys(), name
    content = description["components"]["responses"]["Problem"]["content"]
    assert content == {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def test_every_operation_that_changes_something_describes_its_body(description):
    silent = {name for name, operation in _operations(description) if "requestBody" not in operation}
    assert {name for name in silent if not name.startswith(("GET", "DELETE"))} == {
        "POST /v1/calls/caller-key",
        "POST /v1/session/unlock-challenge",
        "POST /v1/reveals/{reveal}/collect",
        "POST /v1/calls/next",
        "POST /v1/help/{help_request}/take",
        "POST /v1/help/{help_request}/join",
        "POST /v1/joins/{join}/shown",
        "POST /v1/tables/calls/{call}/end",
    }


class _Adapter(HTTPAdapter):
    """Goes through ``context`` as it is, whatever the session asks of certificates."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__()

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: bool | str, cert: Any = None
    ) -> tuple[Any, Any]:
        host, _ = super().build_connection_pool_key_attributes(request, True, cert)
        return host, {"ssl_context": self._context}

    def cert_verify(self, conn: Any, url: str, verify: bool | str, cert: Any) -> None:
        """Nothing to add to the context."""


@dataclass
class Sender(AuthBase):
    """Signs schemathesis's requests for whoever is at the desk, and proves his password where it is asked for."""

    central: RealCentral
    wire: Wire
    people: dict[Role, Wire] = field(default_factory=dict)
    speaker: Wire | None = None
    step_up: str = ""

    def __post_init__(self) -> None:
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.mount("https://", _Adapter(self.wire.make_context()))

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """Replace the request's signature headers by right ones."""
        assert self.speaker
        body = request.body.encode() if isinstance(request.body, str) else request.body or b""
        kept = {name.lower(): value for name, value in request.headers.items() if name.lower() == "content-type"}
        if self.step_up:
            kept[STEP_UP_HEADER.lower()] = self.step_up
        request.headers.update(self.speaker.sign(str(request.method), request.path_url, body, kept))
        return request

    def find_speaker(self, path: str) -> Wire:
        """Somebody who may ask for ``path`` and whose session lives."""
        role = next((role for start, role in ROLES.items() if path.startswith(start)), Role.AGENT)
        known = self.people.get(role)
        if known is None or known.ask("GET", "/v1/session").status != 200:
            person = self.central.add_person(role, TEAMS[role])
            known = self.people[role] = self.wire.sign_in(person)
        return known

    def send(self, case: Case) -> schemathesis.Response:
        """The answer to ``case``, after a proof where one was wanted."""
        self.step_up = ""
        if case.query.get("wait") in range(1, MAX_WAIT_S + 1):
            case.query["wait"] = 0  # a long poll is right to wait, and this test is not
        response = case.call(session=self.session, auth=self)
        if response.status_code == 401:
            problem = msgspec.json.decode(response.content, type=Problem)
            if problem.challenge:
                self.step_up = self._prove(response.request, problem.challenge)
                response = case.call(session=self.session, auth=self)
        return response

    def _prove(self, request: PreparedRequest, challenge: str) -> str:
        speaker = self.speaker
        assert speaker
        assert speaker.person
        assert speaker.proof_key
        body = request.body.encode() if isinstance(request.body, str) else request.body or b""
        act = digest_act(str(request.method), request.path_url, body)
        asked = base64.b64decode(challenge)
        signature = prove_password(speaker.proof_key, asked, speaker.person.username, speaker.device, act)
        return write_step_up(StepUpProof(challenge=asked, signature=signature))


def _name_bytes(part: Any) -> Any:
    """Schemathesis makes base64 for OpenAPI's own format, not yet for JSON Schema's ``contentEncoding``."""
    if isinstance(part, dict):
        if part.get("contentEncoding") == "base64":
            part["format"] = "byte"
        for inner in part.values():
            _name_bytes(inner)
    elif isinstance(part, list):
        for inner in part:
            _name_bytes(inner)
    return part


def _takes_something(operation: Mapping[str, Any]) -> bool:
    return "parameters" in operation or "requestBody" in operation


def _try(sender: Sender, cases: SearchStrategy[Case]) -> set[int]:
    """Send cases and check what comes back; the status codes of the answers."""
    answers: set[int] = set()

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def ask(case: Case) -> None:
        response = sender.send(case)
        answers.add(response.status_code)
        assert_silent(Answer(response.status_code, {}, response.content))
        case.validate_response(response, checks=CHECKED)

    ask()
    return answers


def test_schemathesis_finds_no_fault_in_any_operation(description, real_central, fresh_wire):
    schema = schemathesis.openapi.from_dict(_name_bytes(copy.deepcopy(description)))
    schema.config.update(base_url=f"https://{fresh_wire.authority}")
    sender = Sender(real_central, fresh_wire)
    answers: dict[str, set[int]] = {}
    for found in schema.get_all_operations():
        operation = found.ok()
        sender.speaker = sender.find_speaker(operation.path)
        modes = GenerationMode if _takes_something(operation.definition.raw) else (GenerationMode.POSITIVE,)
        for mode in modes:
            codes = _try(sender, operation.as_strategy(generation_mode=mode))
            answers.setdefault(operation.label, set()).update(codes)
    assert answers.keys() == {name for name, _ in _operations(description)}
    done = {name for name, codes in answers.items() if codes & {200, 201, 204}}
    assert done >= WORKING, "its requests are refused before they are looked at"
