"""The main job from end to end: masked cards, one value with a reason, with an approval, and the trail of it all.

Real windows, the desk's own code, TLS 1.3 on loopback, a served Central. (D2, D3, D7, D9, M1, M2)
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from shiboken6 import isValid
from sqlalchemy import select, update

from app.cards import CardFilter, CardRow
from app.reveal import ShownReveal
from app.session import LockReason, SessionState
from protocol.cards import CardState, Disposition
from protocol.events import Act, Event, Outcome
from protocol.fields import FieldKind
from protocol.refusals import EnrolmentRefused
from protocol.reveals import RevealState
from protocol.roles import Role
from protocol.times import now
from server.store.tables import contacts, customers, reveals
from tests.e2e.conftest import SHOWN_S
from tests.e2e.desks import CallCentre, Seat, count_ink, list_acts, read_aloud
from tests.reading import read_elsewhere
from ui.demo.tourist import is_asked
from ui.reveal.dialog import RevealDialog

TYPED = "13900001234"
"""Nobody's number, as an agent might type it where it does not belong."""
MASKED = "139****1234"


@pytest.fixture(scope="module")
def agent(centre: CallCentre) -> Seat:
    """Desk 1: an agent with six cards."""
    return centre.begin("desk-07", Role.AGENT, cards=6)


@pytest.fixture(scope="module")
def supervisor(centre: CallCentre, agent: Seat) -> Seat:
    """Desk 2: a supervisor of the agent's team, waiting for requests."""
    seat = centre.begin("desk-02", Role.SUPERVISOR)
    centre.find_approvals(seat)
    return seat


@pytest.fixture
def card(centre: CallCentre, agent: Seat) -> Iterator[CardRow]:
    """The agent's first card that holds what is asked for, open; a dialog that a test leaves over it is closed."""
    yield centre.turn_to_card(agent, agent.desk.find_card(FieldKind.MOBILE, FieldKind.ID_NUMBER))
    for dialog in agent.desk.window.findChildren(RevealDialog):
        dialog.done(0)


def ask(
    agent: Seat, field: FieldKind, purpose: str, reason: str = "the customer asks which one we have"
) -> RevealDialog:
    """Fill in the form and send it."""
    return agent.desk.ask_to_see(agent.person, field, purpose, reason)


def send_for_approval(centre: CallCentre, agent: Seat) -> RevealDialog:
    """Ask for an ID number, which needs a supervisor."""
    dialog = ask(agent, FieldKind.ID_NUMBER, "verification", "a contract is to be signed")
    centre.wait(lambda: dialog.stage.is_waiting or dialog.form.isEnabled(), "the request is answered")
    assert dialog.stage.is_waiting, dialog.stage.sentence
    return dialog


def find_number(dialog: RevealDialog) -> str:
    """The number of the request that waits."""
    assert dialog._handle
    return dialog._handle.reveal.number


def watch_value(centre: CallCentre, dialog: RevealDialog) -> ShownReveal:
    """The value once it is painted, and proof that it is only painted."""
    stage = dialog.stage
    centre.wait(lambda: stage.view.showing or dialog.form.isEnabled(), "the value is shown")
    assert stage.view.showing, stage.sentence
    shown = dialog._shown
    assert shown
    assert count_ink(stage.view) > 100
    heard = read_aloud(centre.app)
    with shown.secret.view() as value:
        is_told, is_leaked = f"Hidden value, {len(value)} characters".encode() in heard, bytes(value) in heard
    assert (is_told, is_leaked) == (True, False)
    return shown


def check_gone(centre: CallCentre, dialog: RevealDialog, shown: ShownReveal) -> None:
    """It went by itself, from the screen and from memory."""
    centre.wait(lambda: not dialog.stage.view.showing, "its seconds are over")
    assert shown.secret.closed
    assert count_ink(dialog.stage.view) == 0
    assert dialog.stage.sentence == f"Shown for {SHOWN_S} seconds. Recorded as {shown.reveal.number}."


def fits(shown: ShownReveal, masked: str) -> bool:
    """Whether the value is the one whose mask stands on the card."""
    first, _, last = masked.encode().partition(b"*")
    with shown.secret.view() as value:
        return bytes(value[: len(first)]) == first and bytes(value).endswith(last.lstrip(b"*"))


def find_event(found: list[Event], act: Act, about: str) -> Event:
    """The latest such event."""
    return [event for event in found if event.act is act and event.object_id == about][-1]


def test_a_ticket_enrols_one_desk_and_no_second(centre: CallCentre, agent: Seat) -> None:
    ticket = centre.central.make_ticket("desk-08", centre.central.line.origin)
    centre.place_desk().enrol(ticket, "desk-08")
    late = centre.place_desk()
    late.conductor.sign_in.enrol_page.ticket.setPlainText(ticket)
    page = late.conductor.sign_in.enrol_page
    page.button.click()
    centre.wait(lambda: page.banner.sentence, "the second is told")
    assert page.banner.sentence == EnrolmentRefused().say()


def test_cards_come_masked_and_in_the_queue(centre: CallCentre, agent: Seat) -> None:
    rows = agent.list_cards()
    assert rows
    assert all("*" in row.name and "****" in row.mobile for row in rows)
    model = agent.desk.work.queue.model
    centre.wait(lambda: model.rowCount() > len(rows) and model.line(len(rows)).row, "the queue lists them")
    view = agent.desk.work.queue.view
    QTest.keyClick(view, Qt.Key.Key_Home)  # the section's head, wherever an earlier test left the keyboard
    for row in rows[:2]:
        QTest.keyClick(view, Qt.Key.Key_J)
        centre.wait(lambda row=row: row.mobile.encode() in read_aloud(view), "the row under the keyboard can be heard")


def test_a_value_is_shown_for_its_seconds_and_gone(centre: CallCentre, agent: Seat, card: CardRow) -> None:
    dialog = ask(agent, FieldKind.MOBILE, "marketing", f"the customer says it is {TYPED}")
    shown = watch_value(centre, dialog)
    assert fits(shown, card.mobile)
    with shown.secret.view() as view:
        value = bytearray(view)
    check_gone(centre, dialog, shown)
    kept = centre.deliver(agent)
    requested = find_event(kept, Act.REVEAL_REQUESTED, card.id)
    assert requested.detail["reason"] == f"the customer says it is {MASKED}"
    assert list_acts(kept, shown.reveal.id) == [Act.REVEAL_OPENED, Act.REVEAL_CLOSED]
    closed = find_event(kept, Act.REVEAL_CLOSED, shown.reveal.id)
    assert closed.detail["reason"] == "time-up"
    assert int(closed.detail["shown_ms"]) >= SHOWN_S * 1000
    files = [read_elsewhere(file) for file in agent.desk.desk.folder.path.rglob("*") if file.is_file()]
    assert files
    is_kept = any(bytes(value) in content for content in files)
    assert not is_kept


def test_a_tour_whose_desk_locks_under_a_value_says_so(centre: CallCentre, agent: Seat, card: CardRow) -> None:
    dialog = ask(agent, FieldKind.MOBILE, "marketing")
    centre.wait(lambda: is_asked(dialog) or dialog.stage.view.showing, "the value is shown")
    agent.desk.desk.keeper.lock(LockReason.EXPORT_BLOCKED)
    centre.wait(lambda: is_asked(dialog), "the dialog is gone")
    centre.wait(lambda: not isValid(dialog), "and its window with it")
    assert agent.desk.tell_end(dialog) == "A way for data to leave was open. Your work is safe."
    agent.desk.desk.keeper.unlock(bytearray(agent.person.password.encode()))
    centre.wait(lambda: agent.desk.desk.keeper.state is SessionState.ACTIVE, "the desk is open again")


def test_an_approval_arrives_by_itself_and_shows_the_value_once(
    centre: CallCentre, agent: Seat, supervisor: Seat, card: CardRow
) -> None:
    dialog = send_for_approval(centre, agent)
    assert supervisor.person.name in dialog.stage._wait_text.text()
    request = centre.find_request(supervisor, find_number(dialog))
    heard = read_aloud(request).decode()
    for told in (agent.person.name, "desk-07", card.name, "a contract is to be signed", "身份核验"):
        assert told in heard
    centre.answer(supervisor, request, approve=True)
    shown = watch_value(centre, dialog)
    check_gone(centre, dialog, shown)
    page = centre.find_approvals(supervisor)
    centre.wait(lambda: page.banner.sentence == f"{shown.reveal.number} approved.", "he is told that it counted")
    given = find_event(centre.deliver(supervisor), Act.APPROVAL_GIVEN, shown.reveal.id)
    assert (given.role, given.outcome) == (Role.SUPERVISOR, Outcome.DONE)
    assert list_acts(centre.deliver(agent), shown.reveal.id) == [Act.REVEAL_OPENED, Act.REVEAL_CLOSED]


def test_a_refusal_shows_its_note_and_no_value(
    centre: CallCentre, agent: Seat, supervisor: Seat, card: CardRow
) -> None:
    dialog = send_for_approval(centre, agent)
    number = find_number(dialog)
    request = centre.find_request(supervisor, number)
    centre.answer(supervisor, request, approve=False, note=f"call back first: {TYPED}")
    centre.wait(dialog.form.isEnabled, "the refusal is told")
    assert dialog.stage.sentence == f"{number} was refused: call back first: {MASKED}"
    assert not dialog.stage.view.showing
    refused = find_event(centre.deliver(supervisor), Act.APPROVAL_REFUSED, request.request.id)
    assert refused.detail["note"] == f"call back first: {MASKED}"


def test_a_request_taken_back_leaves_the_supervisor_s_desk(
    centre: CallCentre, agent: Seat, supervisor: Seat, card: CardRow
) -> None:
    dialog = send_for_approval(centre, agent)
    number = find_number(dialog)
    request = centre.find_request(supervisor, number).request
    dialog.stage._cancel.click()
    centre.wait(lambda: dialog.stage.sentence == f"You withdrew {number}.", "it is taken back")
    page = centre.find_approvals(supervisor)
    centre.wait(lambda: request.id not in {one.request.id for one in page.cards()}, "nobody is asked any more")
    state = centre.central.look_up(select(reveals.c.state).where(reveals.c.id == request.id))
    assert state == [(RevealState.CANCELLED.value,)]
    assert list_acts(centre.deliver(agent), request.id) == [Act.REVEAL_CANCELLED]


def test_an_answer_that_comes_too_late_counts_for_nothing(
    centre: CallCentre, agent: Seat, supervisor: Seat, card: CardRow
) -> None:
    dialog = send_for_approval(centre, agent)
    number = find_number(dialog)
    request = centre.find_request(supervisor, number)
    with centre.central.writing() as connection:  # five minutes go by
        connection.execute(update(reveals).where(reveals.c.number == number).values(expires_at=now()))
    centre.answer(supervisor, request, approve=True)
    centre.wait(dialog.form.isEnabled, "the agent is told")
    assert dialog.stage.sentence == f"{number} is over: nobody decided in time."
    page = centre.find_approvals(supervisor)
    centre.wait(lambda: page.banner.sentence.startswith(f"{number}: The request is over"), "the supervisor is told")
    state = centre.central.look_up(select(reveals.c.state).where(reveals.c.number == number))
    assert state == [(RevealState.EXPIRED.value,)]
    assert list_acts(centre.deliver(agent), request.request.id) == []


def test_an_outcome_reaches_central_with_its_callback_and_a_masked_note(centre: CallCentre, agent: Seat) -> None:
    card = centre.open_card(agent, place=1)
    form = agent.desk.work.phone.form
    form.choose(Disposition.CALLBACK)
    form.callback.tomorrow.click()
    wanted_at = form.callback.instant()
    form.note.setFocus()
    QTest.keyClicks(form.note, f"wife answers on {TYPED}")
    QTest.keyClick(form.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form.submit()
    cards = agent.desk.desk.cards
    centre.wait(lambda: cards.look_again(card.id).card.state is CardState.CALLBACK, "the card comes back from Central")
    noted = select(contacts.c.disposition, contacts.c.note).where(contacts.c.customer == card.id)
    assert centre.central.look_up(noted) == [(Disposition.CALLBACK.value, f"wife answers on {MASKED}")]
    due = select(customers.c.state, customers.c.due_at).where(customers.c.id == card.id)
    assert centre.central.look_up(due) == [(CardState.CALLBACK.value, wanted_at)]
    assert cards.look_again(card.id).card.history[0].note == f"wife answers on {MASKED}"
    assert cards.count(CardFilter(states=(CardState.CALLBACK,))) == 1


def test_central_has_every_event_once_in_an_unbroken_chain(centre: CallCentre, agent: Seat, supervisor: Seat) -> None:
    for seat in (agent, supervisor):
        kept, journal = centre.deliver(seat), seat.desk.desk.trail.journal
        assert kept == seat.list_events(), "the same events, in the same order, none doubled"
        assert journal.verify() == len(kept) == journal.delivered_upto()
        assert journal.log_size() >= len(kept), "delivered is what the log was proven to hold"
        assert journal.evidence() == []
    count, *findings = centre.central.verify_trail()
    assert int(count.split()[0]) >= len(agent.list_events()) + len(supervisor.list_events())
    assert findings[0].startswith("Every chain is whole")
