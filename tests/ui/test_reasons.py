"""What the desk gives as a reason is told in the person's language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from protocol.keeping import StoreUnwritable
from protocol.oversight import AlertRow
from protocol.refusals import ClockWrong
from ui.error_texts import tell_error
from ui.oversight.alert_words import name_alert, name_subject, tell_facts
from ui.reason_texts import REASONS
from ui.translation import install_translation

ROOT = Path(__file__).parents[2]
FLOORS = ("protocol", "secure_store", "app")


def find_reasons() -> set[str]:
    """Every reason that a call of these floors names word by word."""
    found = set()
    for floor in FLOORS:
        for path in (ROOT / floor).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.keyword) and node.arg == "reason" and isinstance(node.value, ast.Constant):
                    found.add(node.value.value)
    return found


def test_every_reason_of_the_desk_can_be_told():
    found = find_reasons()
    assert len(found) > 20
    assert found - set(REASONS) == set()


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_is_told_in_chinese(qapp, english, reason):
    from app.settings import Language

    install_translation(qapp, Language.CHINESE)
    try:
        assert reason not in tell_error(StoreUnwritable(reason=reason)).what
    finally:
        install_translation(qapp, Language.ENGLISH)


@pytest.mark.parametrize("value", ["2026-11-24T08:30:00Z", "2026-99-99T08:30:00.000Z", "soon", ""])
def test_what_is_no_moment_is_told_as_it_came(english, value):
    assert tell_error(ClockWrong(seconds="90", central=value)).next_step.endswith(f"Central's time is {value}.")


@pytest.mark.parametrize(
    ("seconds", "told"),
    [("90", "90 s"), ("300", "5 min"), ("86400", "24 h"), ("200000", "2 days")],
)
def test_a_wrong_clock_is_told_in_units_of_a_size(english, seconds, told):
    assert tell_error(ClockWrong(seconds=seconds)).what == f"This desk's clock differs from Central's by {told}."


@pytest.mark.parametrize("seconds", ["soon", "", "9" * 40])
def test_a_wrong_clock_without_a_sensible_number_is_told_all_the_same(english, seconds):
    assert "differs" in tell_error(ClockWrong(seconds=seconds)).what


def test_central_s_time_is_told_by_the_desk_s_clock(english):
    told = tell_error(ClockWrong(seconds="90", central="2026-11-24T08:30:00.000Z")).next_step
    assert "2026-11-24T" not in told
    assert ":30:00" in told


def test_the_places_of_an_alert_are_listed_as_the_language_lists(qapp, english):
    from app.settings import Language

    facts = {"count": "6", "threshold": "5", "window_s": "3600", "places": "desk-07, desk-02", "action": "freeze"}
    row = AlertRow(seq=1, at="2026-11-24T08:30:00.000Z", kind="two-places", about="x", facts=facts)
    assert "At desk-07, desk-02." in tell_facts(row)
    install_translation(qapp, Language.CHINESE)
    try:
        assert "desk-07、desk-02" in tell_facts(row)
    finally:
        install_translation(qapp, Language.ENGLISH)


def test_a_fork_is_told_by_its_desks_name_and_a_locked_account_by_whose_it_is_and_where(english):
    facts = {"desk": "desk-04", "seq": "7"}
    fork = AlertRow(seq=1, at="", kind="events-forked", about="0192f7a0-0000-7000-8000-000000000001", facts=facts)
    assert name_subject(fork) == "desk-04"
    facts = {"who": "孙悦 (sunyue)", "wrong_proofs": "5", "places": "desk-07, 10.8.0.23"}
    locked = AlertRow(seq=2, at="", kind="account-locked", about="sunyue", facts=facts)
    assert name_subject(locked) == "孙悦 (sunyue)"
    assert tell_facts(locked) == "5 wrong proofs in a row. At desk-07, 10.8.0.23."


def test_a_desk_that_was_shown_another_record_is_named(english):
    alert = AlertRow(seq=1, at="", kind="log-refused", about="desk-07", facts={"desk": "0192f7a0"})
    assert name_alert(alert.kind).word == "A desk was shown another record"
    assert name_subject(alert) == "desk-07"
    assert tell_facts(alert) == "Not the one that it had seen. It keeps both as evidence."


def test_an_alert_says_by_which_way_at_which_desk_and_in_whose_name(english):
    counted = {"count": "1", "threshold": "1", "window_s": "3600", "action": "freeze", "who": "刘洋 (liuyang)"}
    facts = {**counted, "places": "desk-07", "channel": "usb", "seen": "mass-storage", "product": "Ultra Fit"}
    export = AlertRow(seq=1, at="", kind="export-tries", about="liuyang", facts=facts)
    assert "A USB storage device was plugged in (Ultra Fit). At desk-07." in tell_facts(export)
    facts = {"actor": "x", "device": "y", "who": "刘洋 (liuyang)", "places": "desk-07"}
    outcome = AlertRow(seq=2, at="", kind="outcome-not-applied", about="z", facts=facts)
    assert name_subject(outcome) == "desk-07"
    assert tell_facts(outcome).startswith("In the name of 刘洋 (liuyang). Kept")
    facts = {"why": "another person", "desk": "y", "places": "desk-07", "who": "刘洋 (liuyang)", "number": "C-118"}
    token = AlertRow(seq=3, at="", kind="call-token-misused", about="z", facts={**facts, "presenter": "李娜 (lina)"})
    assert name_subject(token) == "desk-07"
    assert tell_facts(token).endswith("By 李娜 (lina). It was given to 刘洋 (liuyang), for call C-118.")


def test_an_alert_of_before_that_lacks_names_is_told_as_it_is(english):
    old = AlertRow(seq=1, at="", kind="outcome-not-applied", about="z", facts={"actor": "x", "device": "y"})
    assert (name_subject(old), tell_facts(old)) == ("", "Kept as an event; the card is unchanged.")
