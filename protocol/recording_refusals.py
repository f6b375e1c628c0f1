"""What can go wrong with a recorded call (C1, S1)."""

from __future__ import annotations

from protocol.errors import VeildeskError
from protocol.problems import ProblemType


class RecordingGone(VeildeskError):
    """There is no recording of this call, or it was destroyed."""

    problem, status = ProblemType.RECORDING_GONE, 410
    what = "There is no recording of this call, or it was destroyed."
    meaning = "Nothing of it can be heard."
    next_step = "Choose another call."


class ListeningOver(VeildeskError):
    """The leave to hear this recording is over."""

    problem, status = ProblemType.LISTENING_OVER, 410
    what = "The leave to hear this recording is over."
    meaning = "Nothing more of it is given out to this desk."
    next_step = "Ask for it again."


class RecordingUnreadable(VeildeskError):
    """A piece of the recording does not open."""

    problem, status = ProblemType.RECORDING_UNREADABLE, 502
    what = "A piece of the recording does not open."
    meaning = "It was changed, or is not where it belongs. Playing stopped before it."
    next_step = "Tell security."


class SoundMissing(VeildeskError):
    """This machine has no sound device to play through."""

    problem, status = ProblemType.SOUND_MISSING, 503
    what = "This machine has no sound device to play through."
    meaning = "Nothing was played, and nothing was fetched."
    next_step = "Connect a headset and try again."
