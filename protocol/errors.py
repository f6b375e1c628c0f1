"""The one hierarchy of errors: what happened, what it means, what to do next.

Raise the narrowest class with the facts its sentences name. The sentences here are the English source; a desk
shows them in the user's language by ``problem``. Facts are short and never a customer's value (M1).
"""

from __future__ import annotations

from typing import ClassVar

from protocol.problems import ProblemType


class VeildeskError(Exception):
    """Anything that Veildesk refuses or cannot do."""

    problem: ClassVar[ProblemType] = ProblemType.UNEXPECTED
    status: ClassVar[int] = 500
    what: ClassVar[str] = "Something unexpected happened."
    meaning: ClassVar[str] = "The act was not carried out."
    next_step: ClassVar[str] = "Try again; if it happens again, tell your administrator."

    registry: ClassVar[dict[ProblemType, type[VeildeskError]]] = {}

    def __init__(self, **facts: str) -> None:
        self.facts = facts
        super().__init__(self.say())

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "problem" in cls.__dict__:
            VeildeskError.registry[cls.problem] = cls

    def say(self) -> str:
        """The three sentences in English, gaps filled from the facts."""
        return " ".join(fill(part, self.facts) for part in (self.what, self.meaning, self.next_step) if part)


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def fill(sentence: str, facts: dict[str, str]) -> str:
    """Put ``facts`` into the ``{gaps}`` of a sentence; a gap without a fact reads as an ellipsis."""
    return sentence.format_map(_Gaps(facts))


class UnexpectedError(VeildeskError):
    """A fault of our own. The cause is logged, without values; the person sees only this."""

    problem = ProblemType.UNEXPECTED


class StepUpRequired(VeildeskError):
    """The act needs a fresh proof over ``challenge`` (RFC 9470's idea; D3)."""

    problem, status = ProblemType.STEP_UP_REQUIRED, 401
    what = "This act needs a fresh proof that it is you."
    meaning = "Nothing has been done yet."
    next_step = "Enter your password to go on."
    challenge: str = ""
