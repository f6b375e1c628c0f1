"""Why nobody may listen to a call, or join it (C1, U1)."""

from __future__ import annotations

from protocol.errors import VeildeskError
from protocol.problems import ProblemType


class ListeningForbidden(VeildeskError):
    """Your company's policy lets nobody listen to calls."""

    problem, status = ProblemType.LISTENING_FORBIDDEN, 403
    what = "Your company's policy lets nobody listen to calls."
    meaning = "Nothing was heard, and nobody was told."
    next_step = "Who decides over policy can allow it; an agent who wants help can let you into his call."


class ListeningNotAgreed(VeildeskError):
    """The customer has not agreed that others hear this call."""

    problem, status = ProblemType.LISTENING_NOT_AGREED, 409
    what = "The customer has not agreed that others hear this call."
    meaning = "Nothing was heard. The script has not asked him about it, or he has not said yes."
    next_step = "Wait for his yes, or let the agent ask you in."


class CallNotOn(VeildeskError):
    """This call is over, or nobody talks in it yet."""

    problem, status = ProblemType.CALL_NOT_ON, 409
    what = "This call is over, or nobody talks in it yet."
    meaning = "Nothing was heard."
    next_step = "Look at the team again and choose a call that is on."
