"""Every problem says what happened, what it means and what to do, and survives the way to the desk."""

import string

import msgspec
import pytest

from protocol.errors import StepUpRequired, UnexpectedError, VeildeskError, fill
from protocol.problem_details import Problem, describe_problem, restore_error
from protocol.problems import ProblemType
from protocol.refusals import ClockWrong


@pytest.mark.parametrize("problem", ProblemType)
def test_every_problem_type_has_one_error_with_three_sentences(problem):
    kind = VeildeskError.registry[problem]
    assert kind.problem is problem
    for sentence in (kind.what, kind.meaning, kind.next_step):
        assert sentence.endswith((".", "}")), sentence
        assert "!" not in sentence


@pytest.mark.parametrize("problem", ProblemType)
def test_an_error_comes_back_as_itself(problem):
    kind = VeildeskError.registry[problem]
    gaps = {name for s in (kind.what, kind.meaning, kind.next_step) for _, name, _, _ in string.Formatter().parse(s)}
    error = kind(**dict.fromkeys(gaps - {None}, "7"))
    sent = msgspec.json.encode(describe_problem(error))
    back = restore_error(msgspec.json.decode(sent, type=Problem))
    assert type(back) is kind
    assert back.say() == error.say()


def test_a_challenge_travels_with_its_problem():
    error = StepUpRequired()
    error.challenge = "abc"
    back = restore_error(describe_problem(error))
    assert isinstance(back, StepUpRequired)
    assert back.challenge == "abc"


def test_an_unknown_problem_is_unexpected_not_a_crash():
    back = restore_error(Problem(type="urn:veildesk:problem:from-the-future", title="?", status=418))
    assert isinstance(back, UnexpectedError)


def test_a_missing_fact_leaves_an_ellipsis():
    assert fill("{seconds} s", {}) == "… s"
    assert "…" in ClockWrong().say()
