"""An outcome travels with a callback time or without one."""

import msgspec
import pytest

from protocol.cards import OutcomeDetail
from protocol.times import now


@pytest.mark.parametrize("callback_at", ["", now()], ids=["empty", "an instant"])
def test_a_callback_time_may_be_empty_or_an_instant(callback_at):
    sent = {"disposition": "busy", "callback_at": callback_at, "note": ""}
    assert msgspec.convert(sent, OutcomeDetail).callback_at == callback_at


def test_another_text_is_no_callback_time():
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"disposition": "callback", "callback_at": "soon"}, OutcomeDetail)
