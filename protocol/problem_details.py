"""Errors to RFC 9457 problem details and back; knows the whole hierarchy."""

from __future__ import annotations

from protocol import administration, keeping, refusals, reveal_refusals, road, trail
from protocol.errors import StepUpRequired, UnexpectedError, VeildeskError, fill
from protocol.problems import Problem, read_uri, write_uri

HIERARCHY = (administration, keeping, refusals, reveal_refusals, road, trail)
"""The modules whose classes fill :attr:`VeildeskError.registry`."""


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
