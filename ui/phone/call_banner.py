"""A call on a page that has no telephone: it is never out of sight (D1)."""

from __future__ import annotations

from app.telephony.states import PhoneState
from ui.style import Tone
from ui.widgets.notices import Banner


class CallBanner(Banner):
    """``acted`` when the person wants to go to the telephone."""

    def follow(self, state: PhoneState, key: str) -> None:
        """Say that a call rings or is on; ``key`` answers and hangs up. It names no customer."""
        if state.ringing and state.ringing[0].leg.at_table:
            words, tone = self.tr("A call comes in at your telephone: lift the receiver."), Tone.WAIT
        elif state.ringing:
            words, tone = self.tr("A call comes in. {key} answers it."), Tone.WAIT
        elif state.is_busy:
            words, tone = self.tr("You are in a call. {key} hangs up."), Tone.OK
        else:
            self.hide()
            return
        sentence = words.format(key=key)
        if sentence != self.sentence:
            self.say(tone, sentence, self.tr("Show the telephone"))
