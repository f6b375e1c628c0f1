"""What goes on at a desktop by the messages that pass, and whose word ends it (D4)."""

from __future__ import annotations

import pytest

from app.guards.linux.portal_calls import Heard, Ledger, Passed

PORTAL, BACKEND, STRANGER, CLIENT = ":1.2", ":1.3", ":1.8", ":1.9"
OWNERS = {"org.freedesktop.portal.Desktop": PORTAL, "org.freedesktop.impl.portal.desktop.gtk": BACKEND}
PLACE = "/org/freedesktop/portal/desktop"
REQUEST = f"{PLACE}/request/1_9/veil"
SHOT = "org.freedesktop.portal.Screenshot"


@pytest.fixture
def gone() -> set[str]:
    """Names of the bus that nobody has any more."""
    return set()


@pytest.fixture
def ledger(gone: set[str]) -> Ledger:
    return Ledger(lambda name: "" if name in gone else OWNERS.get(name, name))


def ask_for_picture(ledger: Ledger) -> None:
    """The program asks the portal, and the portal its backend."""
    options = {"handle_token": ("s", "veil"), "interactive": ("b", True)}
    front, back = OWNERS
    ledger.hear(Heard(Passed.CALL, CLIENT, front, PLACE, SHOT, "Screenshot", 7, body=("", options)))
    behind = SHOT.replace("portal", "impl.portal", 1)
    ledger.hear(Heard(Passed.CALL, PORTAL, back, PLACE, behind, "Screenshot", 9, body=(REQUEST, "", "", options)))
    assert len(ledger.list_going()) == 2


def answer(ledger: Ledger, sender: str, path: str = REQUEST) -> int:
    """How much goes on after an answer."""
    ledger.hear(Heard(Passed.SIGNAL, sender, "", path, "org.freedesktop.portal.Request", "Response", body=(0, {})))
    return len(ledger.list_going())


def test_a_picture_is_taken_when_the_portal_answers_and_nobody_else(ledger):
    ask_for_picture(ledger)
    assert answer(ledger, STRANGER) == 2
    assert answer(ledger, CLIENT) == 2
    assert answer(ledger, PORTAL, f"{PLACE}/request/1_9/another") == 2
    assert answer(ledger, PORTAL) == 0


def test_a_program_may_call_its_own_request_off_and_no_other(ledger):
    ask_for_picture(ledger)
    off = lambda sender: Heard(  # noqa: E731
        Passed.CALL, sender, "org.freedesktop.portal.Desktop", REQUEST, "org.freedesktop.portal.Request", "Close"
    )
    ledger.hear(off(STRANGER))
    assert len(ledger.list_going()) == 2
    ledger.hear(off(CLIENT))
    assert [asked.sender for asked in ledger.list_going()] == [PORTAL]


@pytest.mark.parametrize(
    ("sender", "reply_to", "left"),
    [(PORTAL, 7, 1), ("org.freedesktop.DBus", 7, 1), (STRANGER, 7, 2), (PORTAL, 6, 2)],
)
def test_a_call_that_failed_is_over(ledger, sender, reply_to, left):
    ask_for_picture(ledger)
    ledger.hear(Heard(Passed.ERROR, sender, CLIENT, "", "", "", reply_to=reply_to, body=("refused",)))
    assert len(ledger.list_going()) == left


def test_what_belongs_to_somebody_who_is_gone_is_over(ledger, gone):
    ask_for_picture(ledger)
    gone.add(CLIENT)
    assert [asked.sender for asked in ledger.list_going()] == [PORTAL]


def test_a_message_that_lacks_what_it_should_have_counts_all_the_same(ledger):
    for interface in ("org.freedesktop.portal.ScreenCast", "org.freedesktop.impl.portal.ScreenCast"):
        assert ledger.hear(Heard(Passed.CALL, CLIENT, PORTAL, PLACE, interface, "Start", body=(7,)))
    assert ledger.hear(Heard(Passed.CALL, CLIENT, PORTAL, PLACE, SHOT, "Screenshot"))
    assert len(ledger.list_going()) == 2, "both streams bear no name, and are told apart by nothing"
