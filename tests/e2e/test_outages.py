"""Central killed, slow, or answering nonsense: the desk says so and works on; nothing is lost or doubled (D1, D7)."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from threading import Event, Thread

import pytest
from sqlalchemy import func, select

from protocol.cards import Disposition
from protocol.events import Act, ObjectKind
from protocol.road import CentralNonsense, CentralSlow, CentralUnreachable
from protocol.roles import Role
from server.settings import CentralFolder
from server.store.tables import contacts
from server.store.tables import events as kept_events
from tests.app.tls_server import send, serve_tls
from tests.e2e.desks import CallCentre, Seat, list_kept
from tests.line import Address
from tests.real_central import RealCentral

ALIVE = 20
"""Beats of the windows' loop during an outage of a second or more; a window that freezes has one or two."""


@pytest.fixture(scope="module")
def agent(centre: CallCentre) -> Seat:
    """An agent with three cards, nothing waiting."""
    seat = centre.begin("desk-21", Role.AGENT, cards=3)
    centre.deliver(seat)
    return seat


def record_outcome(centre: CallCentre, seat: Seat, place: int, disposition: Disposition) -> str:
    """Choose an outcome for one of the cards that are due and save it; the card."""
    card = centre.open_card(seat, place)
    form = seat.desk.work.phone.form
    form.choose(disposition)
    form.submit()
    look = seat.desk.desk.cards.look_again
    centre.wait(lambda: look(card.id).pending or look(card.id).card.history, "it is recorded")
    return card.id


def come_back(centre: CallCentre, seat: Seat) -> None:
    """Central is there again; the person presses what the banner offers."""
    seat.desk.window.banners.condition.acted.emit()
    centre.wait(lambda: seat.bar.startswith("Central ") and not seat.banner, "the desk says that all is well")
    centre.wait(lambda: seat.desk.window.status.waiting.text == "0 waiting", "nothing waits")


def check_whole(central: RealCentral, seat: Seat) -> None:
    """Central has what the journal has: nothing is lost, nothing doubled."""
    kept = list_kept(central, seat.device)
    assert kept == seat.list_events()
    assert [event.seq for event in kept] == list(range(1, len(kept) + 1))


def test_central_killed_in_the_middle_gets_every_event_once_when_it_is_back(centre: CallCentre, agent: Seat) -> None:
    central, trail, device = centre.central, agent.desk.desk.trail, agent.device
    count_kept = select(func.count()).select_from(kept_events).where(kept_events.c.device == device)
    before, killed, about = len(list_kept(central, device)), Event(), agent.list_cards()[-1].id

    def work() -> None:
        """Opens cards until some time after the kill."""
        left = 20
        while left:
            trail.record(Act.CARD_OPENED, ObjectKind.CARD, about)
            left -= killed.is_set()
            killed.wait(0.005)

    busy = Thread(target=work)
    busy.start()
    centre.wait(lambda: central.look_up(count_kept)[0][0] > before, "some have arrived")  # type: ignore[operator]
    central.kill()
    killed.set()
    busy.join()
    card = record_outcome(centre, agent, 0, Disposition.NO_ANSWER)
    agent.desk.window.ask_central()
    centre.wait(lambda: agent.bar == "Offline", "the bar says so")
    assert agent.banner == agent.bar_hint == CentralUnreachable().say()
    waiting = trail.journal.waiting()
    centre.wait(lambda: agent.desk.window.status.waiting.text == f"{waiting} waiting", "the bar counts what waits")
    assert waiting > 20
    central.serve()
    come_back(centre, agent)
    check_whole(central, agent)
    assert central.look_up(select(contacts.c.disposition).where(contacts.c.customer == card)) == [
        (Disposition.NO_ANSWER,)
    ]


def test_a_slow_central_freezes_no_window_and_doubles_nothing(
    centre: CallCentre, agent: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.eventpush.TIMEOUT_S", 1)
    queue = agent.desk.work.queue
    with centre.counting_beats() as count_beats:
        centre.central.line.hold()
        card = record_outcome(centre, agent, 0, Disposition.BUSY)
        centre.wait(lambda: agent.bar == "Offline", "the bar says so")
        assert agent.banner == agent.bar_hint == CentralSlow(seconds="1").say()
        queue.filters.search.setText("no such customer")
        queue.reload()
        centre.wait(queue.notice.isVisible, "a search is answered meanwhile")
        assert agent.desk.desk.cards.look_again(card).pending
        assert count_beats() > ALIVE
    queue.filters.search.clear()
    centre.central.line.restore()  # what was held goes on to Central, which hears the same events twice
    come_back(centre, agent)
    check_whole(centre.central, agent)
    assert centre.central.look_up(select(contacts.c.disposition).where(contacts.c.customer == card)) == [
        (Disposition.BUSY,)
    ]


@contextmanager
def answering_nonsense(central: RealCentral) -> Iterator[Address]:
    """A server with Central's own certificate whose answers are not Central's."""

    class Door(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            send(self, 200, "application/json", b'["nonsense"]')

        do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - http.server's names

        def log_message(self, *words: object) -> None:
            """Silent."""

    place = CentralFolder(central.folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(place.server_certificate, place.server_key)
    context.load_verify_locations(place.ca_certificate)
    context.verify_mode = ssl.CERT_REQUIRED  # as Central does; a desk speaks to no other
    server = serve_tls(context, Door)
    yield server.server_address[:2]  # type: ignore[misc]
    server.shutdown()
    server.server_close()


def test_nonsense_is_called_that_and_believed_in_nothing(centre: CallCentre, agent: Seat) -> None:
    with answering_nonsense(centre.central) as address:
        centre.central.line.lead_to(address)
        card = record_outcome(centre, agent, 0, Disposition.NOT_INTERESTED)
        centre.wait(lambda: agent.banner == CentralNonsense().say(), "the banner says so")
        assert (agent.bar, agent.bar_hint) == ("Offline", CentralNonsense().say())
        assert agent.desk.desk.trail.journal.waiting() >= 2
        centre.central.line.restore()
    come_back(centre, agent)
    check_whole(centre.central, agent)
    told = select(contacts.c.disposition).where(contacts.c.customer == card)
    assert centre.central.look_up(told) == [(Disposition.NOT_INTERESTED,)]
