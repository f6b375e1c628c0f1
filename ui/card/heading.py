"""The top of a card: who (masked), where it stands, from where the data came, how long it may be kept (C2, C4, X1)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.cards import OpenCard
from protocol.cards import Card, Consent, Purpose
from protocol.fields import FieldKind
from ui.clock_words import count_days_left, write_day
from ui.icons import IconName
from ui.style import GRID, Tone
from ui.widgets.labels import make_label
from ui.widgets.status_pill import StatusPill
from ui.words import Sign, name_state, sign_waiting, write_due


def find_masked(card: Card, *kinds: FieldKind) -> str:
    """The masked value of the first of ``kinds`` that the card holds."""
    held = {field.kind: field.masked for field in reversed(card.fields)}
    return next((held[kind] for kind in kinds if kind in held), "")


class Heading(QWidget):
    """Name, number, state, campaign and tags."""

    def __init__(self, opened: OpenCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = opened.card
        name = find_masked(card, FieldKind.NAME)
        number = find_masked(card, FieldKind.MOBILE, FieldKind.LANDLINE)
        top = QHBoxLayout()
        top.setSpacing(GRID * 2)
        top.addWidget(make_label(name, size="large"))
        top.addWidget(make_label(number, size="large"))
        top.addWidget(_pill(self._find_sign(opened)))
        top.addStretch(1)
        words = [opened.campaign.title] if opened.campaign else []
        words += card.tags
        due = write_due(card.state, card.due_at)
        if due and not opened.pending:
            words.append(self.tr("due {moment}").format(moment=due))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(top)
        if words:
            column.addWidget(make_label("  ·  ".join(words), tone=Tone.MUTED, wrap=True))
        self.setAccessibleName(f"{name} {number}")

    @staticmethod
    def _find_sign(opened: OpenCard) -> Sign:
        return sign_waiting() if opened.pending else name_state(opened.card.state)


class Grounds(QWidget):
    """Why this data may be used at all: consent for each purpose, source, days left."""

    def __init__(self, opened: OpenCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID * 2)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(2, 1)
        card = opened.card
        for purpose in _list_purposes(opened):
            self._add_consent(purpose, [one for one in card.consents if one.purpose == purpose.id])
        source = " · ".join(part for part in (card.source.id, card.source.kind, card.source.party) if part)
        self._add(self.tr("Source"), None, source)
        if card.retain_until:
            self._add_retention(card.retain_until)

    def _add_consent(self, purpose: Purpose, consents: list[Consent]) -> None:
        newest = max(consents, key=lambda one: one.given_at, default=None)
        title = self.tr("Consent")
        if newest is None:
            sign = Sign(IconName.CIRCLE_DASHED, self.tr("Missing"), Tone.WARN)
            self._add(title, sign, self.tr("{purpose}: no consent on record").format(purpose=purpose.title))
        elif newest.withdrawn_at:
            sign = Sign(IconName.CIRCLE_X, self.tr("Withdrawn"), Tone.STOP)
            text = self.tr("{purpose}, withdrawn {day}")
            self._add(title, sign, text.format(purpose=purpose.title, day=write_day(newest.withdrawn_at)))
        else:
            sign = Sign(IconName.CIRCLE_CHECK, self.tr("Given"), Tone.OK)
            text = self.tr("{purpose}, {day}, {how}, wording {wording}")
            self._add(
                title,
                sign,
                text.format(
                    purpose=purpose.title, day=write_day(newest.given_at), how=newest.how, wording=newest.wording
                ),
            )

    def _add_retention(self, until: str) -> None:
        days = count_days_left(until)
        if days < 0:
            sign = Sign(IconName.TRIANGLE_ALERT, self.tr("Over"), Tone.STOP)
            self._add(self.tr("Kept until"), sign, self.tr("{day}: to be destroyed").format(day=write_day(until)))
            return
        text = self.tr("{day}, {count} days left").format(day=write_day(until), count=days)
        soon = Sign(IconName.HOURGLASS, self.tr("Soon"), Tone.WAIT) if days <= 30 else None
        self._add(self.tr("Kept until"), soon, text)

    def _add(self, title: str, sign: Sign | None, text: str) -> None:
        row = self._grid.rowCount()
        label, words = make_label(title, tone=Tone.MUTED), make_label(text, wrap=True)
        for one in (label, words):  # in line with the pill between them
            one.setContentsMargins(0, 2, 0, 2)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        words.setAccessibleName(f"{title}: {sign.word + ', ' if sign else ''}{text}")
        if sign is None:
            self._grid.addWidget(words, row, 1, 1, 2)
            return
        self._grid.addWidget(_pill(sign), row, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(words, row, 2)


LABEL_WIDTH = GRID * 11
"""Pixels of the column that names things, the same in every block of the card."""


def _list_purposes(opened: OpenCard) -> tuple[Purpose, ...]:
    if opened.campaign is not None:
        return opened.campaign.purposes
    return tuple(Purpose(id=one.purpose, title=one.purpose, fields=()) for one in opened.card.consents)


def _pill(sign: Sign) -> StatusPill:
    pill = StatusPill()
    pill.show_state(sign.icon, sign.word, sign.tone)
    return pill
