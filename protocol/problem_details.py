"""Errors to RFC 9457 problem details and back; knows the whole hierarchy."""

from __future__ import annotations

import msgspec
from msgspec import Struct, field

from protocol import (
    administration,
    call_refusals,
    joining_refusals,
    keeping,
    posture,
    recording_refusals,
    refusals,
    reveal_refusals,
    road,
    trail,
)
from protocol.errors import StepUpRequired, UnexpectedError, VeildeskError, fill
from protocol.problems import read_uri, write_uri

MEDIA_TYPE = "application/problem+json"

HIERARCHY = (
    administration,
    call_refusals,
    joining_refusals,
    keeping,
    posture,
    recording_refusals,
    refusals,
    reveal_refusals,
    road,
    trail,
)
"""The modules whose classes fill :attr:`VeildeskError.registry`."""


class Problem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The body of an error answer (RFC 9457).

    ``facts`` fill the gaps in the sentences, never with a customer's value; ``challenge`` belongs to a step-up.
    """

    type: str
    title: str
    status: int
    detail: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    challenge: str = ""


def describe_problem(error: VeildeskError) -> Problem:
    """The error as RFC 9457 problem details."""
    return Problem(
        type=write_uri(error.problem),
        title=fill(error.what, error.facts),
        status=error.status,
        detail=" ".join(fill(part, error.facts) for part in (error.meaning, error.next_step) if part),
        facts=error.facts,
        challenge=error.challenge if isinstance(error, StepUpRequired) else "",
    )


def restore_error(problem: Problem) -> VeildeskError:
    """The error that problem details describe, ready to be raised."""
    kind = VeildeskError.registry.get(read_uri(problem.type), UnexpectedError)
    error = kind(**problem.facts)
    if isinstance(error, StepUpRequired):
        error.challenge = problem.challenge
    return error


def read_problem(content_type: str, content: bytes) -> VeildeskError:
    """The error that an answer tells of, ready to be raised. Raises CentralNonsense when it tells of none."""
    if content_type.partition(";")[0].strip() != MEDIA_TYPE:
        raise road.CentralNonsense
    try:
        return restore_error(msgspec.json.decode(content, type=Problem))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise road.CentralNonsense from error
