"""The queue scales: rows are arithmetic, pages come when somebody looks."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from app.cards import CardRow, Listing, Section
from protocol.cards import CardState
from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from protocol.masking import mask
from ui.queue.delegate import QueueDelegate
from ui.queue.model import PAGE, CardLine, QueueModel, SectionLine
from ui.queue.view import ROW_HEIGHT, QueueView
from ui.style import make_font
from ui.work_page import QUEUE_LEAST_PX, QUEUE_PX

SCROLL_BAR_PX = 12
MILLION = 1_000_000


def _list(due=0, today=0, later=0, done=0):
    sizes = dict(zip(Section, (due, today, later, done), strict=True))
    return Listing({section: array("q", range(size)) for section, size in sizes.items()})


def _rows(count):
    return [
        CardRow(make_identifier(), f"陈{'*' * 2}", "138****5678", CardState.NEW, None, (), "c") for _ in range(count)
    ]


def test_heads_and_cards_stand_where_they_should(qapp):
    model = QueueModel()
    model.show_listing(_list(due=3, today=2, later=5, done=7))
    assert model.rowCount() == 4 + 3 + 2
    assert model.place(0) == (Section.DUE, -1)
    assert model.place(4) == (Section.TODAY, -1)
    model.toggle(Section.LATER)
    assert model.rowCount() == 4 + 3 + 2 + 5
    assert model.place(8) == (Section.LATER, 0)
    assert model.find_row(Section.LATER, 4) == 12
    model.toggle(Section.DUE)
    assert model.find_row(Section.DUE, 0) is None
    assert isinstance(model.line(0), SectionLine)


def test_a_page_is_asked_for_once_and_only_when_looked_at(qapp):
    model, asked = QueueModel(), []
    model.page_wanted.connect(lambda section, page: asked.append((section, page)))
    listing = _list(due=MILLION)
    model.show_listing(listing)
    assert not asked
    for row in (1, 2, PAGE, PAGE + 1):
        assert model.line(row) == CardLine(None)
    assert asked == [(Section.DUE, 0), (Section.DUE, 1)]
    rows = _rows(PAGE)
    model.put_page(listing, Section.DUE, 0, rows)
    assert model.line(1).row == rows[0]


def test_lines_of_an_older_listing_are_dropped(qapp):
    model, old = QueueModel(), _list(due=5)
    model.show_listing(_list(due=5))
    model.put_page(old, Section.DUE, 0, _rows(5))
    assert model.line(1) == CardLine(None)


class CountingDelegate(QueueDelegate):
    """Counts the rows that it paints or measures."""

    rows = 0

    def paint(self, *given) -> None:
        self.rows += 1
        super().paint(*given)

    def sizeHint(self, *given):  # noqa: N802
        self.rows += 1
        return super().sizeHint(*given)


def test_among_a_million_rows_only_those_in_sight_are_painted_or_measured(english, qtbot):
    model, view = QueueModel(), QueueView()
    delegate = CountingDelegate()
    listing, rows = _list(due=MILLION), _rows(PAGE)
    model.page_wanted.connect(lambda section, page: model.put_page(listing, section, page, rows))
    view.setItemDelegate(delegate)
    view.setModel(model)
    qtbot.addWidget(view)
    view.resize(312, 700)
    view.show()
    model.show_listing(listing)
    assert view.verticalScrollBar().maximum() > MILLION * ROW_HEIGHT - 1000
    in_sight = view.viewport().height() // ROW_HEIGHT + 2
    for row in (1, MILLION // 2, MILLION, 40, 777_777, 12, 999_000, 5):
        delegate.rows = 0
        view.select_row(row)
        view.viewport().grab()
        assert 0 < delegate.rows <= 2 * in_sight, "once for the scroll, once for the picture"


@pytest.mark.parametrize("width", [QUEUE_LEAST_PX, QUEUE_PX])
@pytest.mark.parametrize("name", ["阿卜杜拉·买买提", "欧阳娜娜", "陈静", "Alexander Smith"])
def test_every_masked_name_and_its_number_are_read_in_full(english, width, name):
    name = mask(FieldKind.NAME, name)
    delegate, metrics = QueueDelegate(), QFontMetrics(make_font())
    shown, mobile, words = delegate.divide(QRect(0, 0, width - SCROLL_BAR_PX, ROW_HEIGHT), name)
    assert metrics.elidedText(name, Qt.TextElideMode.ElideRight, shown.width()) == name
    assert mobile.left() > shown.right()
    assert mobile.width() >= metrics.horizontalAdvance("138****5678")
    assert mobile.right() < words.left() <= width - SCROLL_BAR_PX


def test_the_list_speaks_to_screen_readers_in_masks(english):
    model, listing = QueueModel(), _list(due=1)
    model.show_listing(listing)
    model.put_page(listing, Section.DUE, 0, _rows(1))
    assert model.index(0).data() == "Due now (1)"
    assert model.index(1).data() == "陈** 138****5678 New"
