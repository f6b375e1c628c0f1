"""``reveal``: from the request to the painted value where policy allows, against one signed request to that Central.

Real windows and a real Central over TLS on loopback. The human is left out: not only his typing, but also the proof of
his password, which Argon2id makes slow on purpose; the clock starts when the password's key is there. Meanwhile the
desk has written its first entry and asked for the challenge (decision 005). What remains is the signed request with the
proof, sealing, opening, the second entry, and the first paint. The proof's own time is printed beside it.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from statistics import median

from protocol.fields import FieldKind
from protocol.sessions import Session
from tests.bench.score import Score, clock
from tests.bench.workshop import Workshop

CUSTOMERS = 400
"""So many that the calls of the demo's past weeks leave some to be called."""
ROUNDS = 10
"""The first one warms up. From the twelfth on the watch would freeze the account (U3), as it should."""


def measure(workshop: Workshop) -> Sequence[Score]:
    """Reveals of one card's mobile, and signed requests between them."""
    from app.settings import DeskSettings, Language
    from protocol.roles import Role
    from ui.application import make_application
    from ui.demo.central import serve_demo
    from ui.demo.tourist import Tourist, settle, wait_until
    from ui.main import Enrolment, open_desk

    app = make_application()
    with serve_demo(workshop.make_folder("central"), CUSTOMERS) as central:
        place = workshop.make_folder("reveal")
        tourist = Tourist(app, place, DeskSettings(language=Language.ENGLISH), open_desk, Enrolment)
        tourist.enrol(central.make_ticket("desk-07"), "desk-07")
        agent = central.find_person(Role.AGENT)
        window = tourist.sign_in(agent)
        desk = tourist.desk
        wait_until(app, lambda: desk.cards.count() > 0, "cards")
        wait_until(app, lambda: desk.trail.journal.waiting() == 0, "a quiet desk")
        tourist.work.open_card(tourist.find_card(FieldKind.MOBILE).id)
        wait_until(app, lambda: window.find_open_card() is not None, "the card")
        settle(app)
        taken = [(_time_reveal(app, tourist, agent), _time_request(desk)) for _ in range(ROUNDS)][1:]
        tourist.close()
    shown, proof = median(one for (one, _), _ in taken), median(proof for (_, proof), _ in taken)
    request = median(one for _, one in taken)
    raw = (
        f"{shown * 1000:.1f} ms, one signed request {request * 1000:.1f} ms; the password's proof {proof * 1000:.0f} ms"
    )
    return [Score("reveal", shown / request, 3, raw)]


def _time_request(desk) -> float:
    return median(clock(lambda: desk.central.call("GET", "/v1/session", Session)) for _ in range(3))


def _time_reveal(app, tourist, agent) -> tuple[float, float]:
    """Seconds from the proof to the paint, and seconds that the proof took."""
    from PySide6.QtCore import QEvent, QEventLoop, QObject

    from ui.demo.tourist import find_dialog, settle, wait_until

    keeper = tourist.desk.keeper
    made, marks = keeper.make_prover, {}

    def prove(*words):
        marks["asked"] = time.perf_counter()
        prover = made(*words)
        marks["proven"] = time.perf_counter()
        return prover

    class Eye(QObject):
        def eventFilter(self, watched, event):  # noqa: N802
            if event.type() is QEvent.Type.Paint and watched.showing and "painted" not in marks:
                marks["painted"] = time.perf_counter()
            return False

    keeper.make_prover = prove
    try:
        dialog = tourist.ask_to_see(agent, FieldKind.MOBILE, "marketing", "客户要求核对登记的号码")
        eye = Eye()
        dialog.stage.view.installEventFilter(eye)
        while "painted" not in marks:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if dialog.form.isEnabled():
                raise RuntimeError(dialog.stage.sentence)
    finally:
        keeper.make_prover = made
    dialog.close()
    wait_until(app, lambda: find_dialog(tourist.window) is None, "the dialog's end")
    settle(app)
    return marks["painted"] - marks["proven"], marks["proven"] - marks["asked"]
