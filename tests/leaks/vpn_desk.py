"""A desk with its window, as a program: an agent signs in, opens a card and sees a value, and then the tunnel goes.

Its words, a line each, are JSON: what has come to pass and when, by the monotonic clock.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from weakref import ref

import msgspec

from app.cards import CardFilter, Section
from app.settings import DeskSettings, Language, Scheme
from protocol.fields import FieldKind
from protocol.road import VpnMissing
from ui.application import make_application, speak_and_colour
from ui.demo.central import DemoPerson
from ui.demo.tourist import Tourist, wait_until
from ui.main import Enrolment, open_desk


def main(folder: Path, person: DemoPerson, ticket: str) -> None:
    """The agent's morning."""
    settings = DeskSettings(language=Language.ENGLISH, scheme=Scheme.LIGHT)
    app = make_application()
    speak_and_colour(app, settings)
    tourist = Tourist(app, folder, settings, open_desk, Enrolment)
    try:
        tourist.enrol(ticket, "desk-07")
        tourist.sign_in(person)
        work_through(tourist, person, lambda condition, step: wait_until(app, condition, step))
    finally:
        tourist.close()


def work_through(tourist: Tourist, person: DemoPerson, wait: Callable[[Callable[[], object], str], None]) -> None:
    """A card, a value, a cut, a return."""
    desk, window, work = tourist.desk, tourist.window, tourist.work
    wait(lambda: desk.cards.count() > 0 and desk.trail.journal.waiting() == 0, "cards are here")
    row = desk.cards.first_rows(CardFilter(), Section.DUE, 1)[0]
    work.open_card(row.id)
    wait(lambda: work.card.opened is not None and work.card.fields is not None, "the card is open")
    bar = window.status.road.text
    dialog = tourist.ask_to_see(person, FieldKind.MOBILE, "marketing", "客户要求核对登记的号码")
    view = dialog.stage.view
    wait(lambda: view.showing, "the value is shown")
    assert dialog._shown
    secret = ref(dialog._shown.secret)
    say("shown", bar=bar)
    wait(lambda: not view.showing, "the value is gone")
    gone = time.monotonic()
    wait(lambda: window._cover.currentWidget() is window.vpn_page, "the page says why")
    blank = time.monotonic()
    kept = secret()
    say(
        "blank",
        gone=gone,
        blank=blank,
        is_wiped=kept is None or kept.closed,
        is_queue_empty=work.queue.model.listing is None,
        is_card_empty=work.card.opened is None,
        words=window.vpn_page.text.text(),
    )
    # a request that was under way when the tunnel went may end as slow; the next one is not even begun
    wait(lambda: isinstance(desk.sync.status.error, VpnMissing), "the sync sends nothing")
    say("waiting", events=desk.trail.journal.waiting())
    wait(lambda: window.is_open() and work.queue.model.listing is not None, "the desk goes on")
    wait(lambda: work.card.opened is not None and desk.trail.journal.waiting() == 0, "everything is delivered")
    say("back")


def say(what: str, **facts: object) -> None:
    """A line for who watches."""
    print(json.dumps({"what": what, **facts}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), msgspec.json.decode(sys.argv[2], type=DemoPerson), sys.argv[3])
