"""An agent's day: queue, card, script, outcome."""

from __future__ import annotations

from time import monotonic

import msgspec
from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from app.cards import CardFilter, OpenCard, Section
from protocol.cards import CardField, CardState, Disposition
from protocol.fields import FieldKind
from protocol.keeping import StoreUnwritable, VaultDamaged
from tests.pictures.people_and_desks import LONG_NAME
from tests.pictures.scenes import add_scene, scene
from tests.pictures.studio import Studio, online
from ui.main_window import MainWindow
from ui.work_page import WorkPage

NOTE = "客户周末在家，希望带上样板间的照片；回拨 138****5678"


def open_work(studio: Studio, place: int = 2) -> tuple[MainWindow, WorkPage]:
    """The window with the card at ``place`` of what is due open."""
    window = studio.window()
    work = window.work()
    assert work
    rows = window._desk.cards.first_rows(CardFilter(), Section.DUE, place + 1)
    work.open_card(rows[place].id)
    studio.wait(lambda: work.card.opened is not None)
    work.queue.focus_list()
    work.queue.view.select_row(place + 1)
    studio.settle()
    work.phone.pad.display.since = monotonic() - 134
    work.phone.pad.display.refresh()
    return window, work


def _sent(studio: Studio, opened: OpenCard) -> MainWindow:
    window, work = open_work(studio)
    work._show(opened)
    return window


@scene("queue-loading")
def _queue_loading(studio: Studio) -> MainWindow:
    window = studio.window()
    work = window.work()
    assert work
    work.queue.model.show_listing(None)
    work.queue._say_loading()
    return window


@scene("queue-first-sync")
def _queue_first_sync(studio: Studio) -> MainWindow:
    window = studio.window(cards=0, status=online(last_sync=None, latency_ms=None))
    window.follow_status(online(last_sync=None))
    return window


@scene("queue-empty")
def _queue_empty(studio: Studio) -> MainWindow:
    window = studio.window(cards=0)
    studio.settle()
    return window


@scene("queue")
def _queue(studio: Studio) -> MainWindow:
    window = studio.window()
    work = window.work()
    assert work
    work.queue.focus_list()
    return window


@scene("queue-filtered")
def _queue_filtered(studio: Studio) -> MainWindow:
    window = studio.window()
    work = window.work()
    assert work
    filters = work.queue.filters
    filters.tag.setCurrentIndex(1)
    filters.state.setCurrentIndex(filters.state.findData(CardState.RETRY))
    studio.settle()
    return window


@scene("queue-search")
def _queue_search(studio: Studio) -> MainWindow:
    window = studio.window()
    work = window.work()
    assert work
    work.queue.focus_search()
    work.queue.filters.search.setText("138")
    work.queue.reload()
    studio.settle()
    return window


@scene("queue-nobody-fits")
def _queue_nobody(studio: Studio) -> MainWindow:
    window = studio.window()
    work = window.work()
    assert work
    work.queue.filters.search.setText("zzzz")
    work.queue.reload()
    studio.wait(work.queue.notice.isVisible)
    return window


@scene("queue-error")
def _queue_error(studio: Studio) -> MainWindow:
    window = studio.window()
    work = window.work()
    assert work
    work.queue._say_error(VaultDamaged(reason="a page is not as it was written"))
    return window


@scene("card", in_docs=True)
def _card(studio: Studio) -> MainWindow:
    return open_work(studio)[0]


@scene("card-loading")
def _card_loading(studio: Studio) -> MainWindow:
    window, work = open_work(studio)
    work.card.show_loading()
    work.phone.show_card(None)
    return window


@scene("card-error")
def _card_error(studio: Studio) -> MainWindow:
    window, work = open_work(studio)
    work._miss(StoreUnwritable(reason="no space left on device"))
    return window


@scene("card-stopped")
def _card_stopped(studio: Studio) -> MainWindow:
    window, work = open_work(studio)
    rows = window._desk.cards.first_rows(CardFilter(states=(CardState.STOPPED,)), Section.DONE, 1)
    work.open_card(rows[0].id)
    studio.wait(lambda: work.card.opened is not None and work.card.opened.card.id == rows[0].id)
    return window


@scene("card-long-words")
def _card_long(studio: Studio) -> MainWindow:
    window, work = open_work(studio)
    opened = work.card.opened
    assert opened
    longest = (
        CardField(FieldKind.NAME, "阿***·***"),
        CardField(FieldKind.LANDLINE, "0755-******78"),
        CardField(FieldKind.ADDRESS, "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗****"),
        CardField(FieldKind.FREE_TEXT, "客户多次来电咨询全屋整装与旧房翻新的差别，" * 6),
        *(field for field in opened.card.fields if field.kind not in (FieldKind.NAME, FieldKind.ADDRESS)),
    )
    tags = (*opened.card.tags, LONG_NAME, "一个特别特别长的标签写在这里看它怎样换行", "新房", "老客户")
    work._show(replace(opened, card=msgspec.structs.replace(opened.card, fields=longest, tags=tags)))
    return window


@scene("card-few-facts")
def _card_few(studio: Studio) -> MainWindow:
    window, work = open_work(studio)
    opened = work.card.opened
    assert opened
    card = msgspec.structs.replace(
        opened.card, fields=opened.card.fields[:1], tags=(), consents=(), history=(), retain_until=None, due_at=None
    )
    work._show(replace(opened, card=card, campaign=None))
    return window


def _choose(studio: Studio, disposition: Disposition) -> QWidget:
    window, work = open_work(studio)
    work.phone.form.choose(disposition)
    work.phone.form.note.setPlainText(NOTE)
    work.phone.form.note.setFocus()
    return window


for _disposition in Disposition:
    add_scene(
        f"outcome-{_disposition.value}",
        lambda studio, disposition=_disposition: _choose(studio, disposition),
        in_docs=_disposition is Disposition.CALLBACK,
    )


@scene("outcome-time-passed")
def _outcome_passed(studio: Studio) -> MainWindow:
    window, work = open_work(studio)
    form = work.phone.form
    form.choose(Disposition.CALLBACK)
    form.callback.moment.setDateTime(form.callback.moment.dateTime().addDays(-1))
    return window


@scene("outcome-masking")
def _outcome_masking(studio: Studio) -> MainWindow:
    window, work = open_work(studio)
    work.phone.form.choose(Disposition.INTERESTED)
    work.phone.form.note.setPlainText("加微信 13800005678")
    work.phone.form._judge()
    return window


@scene("outcome-recorded")
def _outcome_recorded(studio: Studio) -> MainWindow:
    window, work = open_work(studio, 6)
    opened = work.card.opened
    assert opened
    before = len(opened.pending)
    work.phone.form.choose(Disposition.CALLBACK)
    work.phone.form.note.setPlainText(NOTE)
    work.phone.form.submit()
    studio.wait(lambda: bool(work.card.opened and len(work.card.opened.pending) > before))
    window.follow_status(online(waiting=1))
    return window


@scene("outcome-not-written")
def _outcome_not_written(studio: Studio) -> MainWindow:
    from ui.phone.outcome_form import OutcomeWish

    window, work = open_work(studio)
    opened = work.card.opened
    assert opened
    work.phone.form.choose(Disposition.BUSY)
    work._refuse(OutcomeWish(opened.card.id, Disposition.BUSY, None, ""), StoreUnwritable(reason="the disk is full"))
    return window
