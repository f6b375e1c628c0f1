"""What an agent can want of the telephone, by key or by click."""

from __future__ import annotations

from enum import StrEnum


class Wish(StrEnum):
    """An act; where it takes something, the signal's second value is that."""

    CALL = "call"
    ANSWER = "answer"
    """The call's identifier."""
    DECLINE = "decline"
    """The call's identifier."""
    HANG_UP = "hang-up"
    MUTE = "mute"
    """Whether the microphone is to be off."""
    HOLD = "hold"
    """Whether the customer is to wait."""
    TAKE_BACK = "take-back"
    """The call's identifier."""
    TONE = "tone"
    """The keypad's key."""
    TRANSFER = "transfer"
    PAUSE = "pause"
    """The PauseReason; None takes calls again."""
    SOUND = "sound"
    MISSED = "missed"
    NEXT = "next"
    """The next customer, as Central says."""
    HELP = "help"
    """Ask the supervisors for help, or want it no longer."""
    AUTO_NEXT = "auto-next"
    """Whether the next card opens by itself."""
