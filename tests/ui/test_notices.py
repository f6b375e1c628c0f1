"""What a banner says is for ears as well as for eyes."""

from __future__ import annotations

import pytest

from ui.style import Tone
from ui.widgets.notices import Banner


def test_a_banner_is_spoken_when_it_comes_and_again_only_for_what_is_grave(
    english, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []

    class Speech:
        """Stands where the system's own speech would be told."""

        updateAccessibility = staticmethod(lambda event: spoken.append(event.message()))  # noqa: N815

    monkeypatch.setattr("ui.widgets.notices.QAccessible", Speech)
    banner = Banner()
    qtbot.addWidget(banner)
    banner.say(Tone.WARN, "Not heard for 20 s.")
    banner.say(Tone.WARN, "Not heard for 30 s.")
    banner.say(Tone.STOP, "This desk locks in 2 min.")
    banner.say(Tone.STOP, "This desk locks in 2 min.")
    banner.hide()
    banner.say(Tone.OK, "Recorded.")
    assert spoken == ["Not heard for 20 s.", "This desk locks in 2 min.", "Recorded."]
