"""Bringing the cards up to date: pages of changes from Central into the vault, which is only a cache (D2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from protocol.cards import Campaign, CardPage
from protocol.events import Act, ObjectKind
from protocol.refusals import Forbidden
from protocol.road import CentralNonsense
from protocol.roles import Role

if TYPE_CHECKING:
    from app.central import CentralClient
    from app.session import SessionKeeper
    from app.trail import Trail
    from protocol.identifiers import Identifier
    from secure_store.card_cache import CardCache

PAGE = 500
MANY = 2_000
"""Changes in one pull from which on the single cards are not named any more."""
TIMEOUT_S = 20
WORKING = frozenset({Role.AGENT, Role.SUPERVISOR})
"""Who has cards. Nobody else's desk asks for them: Central would put each refusal on record."""


def pull_cards(central: CentralClient, keeper: SessionKeeper, trail: Trail) -> Iterator[frozenset[Identifier] | None]:
    """Take in every page there is. Yields, once a page, the cards that changed or went; None when there are very many.

    SessionLocked when the desk locks meanwhile; a role without cards has none to pull. CARDS_SYNCED is recorded when
    anything changed.
    """
    person = keeper.person
    if person is None or person.role not in WORKING:
        return
    with keeper.cards() as cards:
        try:
            campaigns = central.call("GET", "/v1/campaigns", tuple[Campaign, ...])
            if campaigns != cards.campaigns():
                cards.put_campaigns(campaigns)
                yield frozenset()
            taken = gone = 0
            for page in _walk_pages(central, cards):
                cards.apply_page(page)
                taken, gone = taken + len(page.cards), gone + len(page.gone)
                if page.cards or page.gone:
                    touched = frozenset({card.id for card in page.cards} | {card.id for card in page.gone})
                    yield touched if taken + gone < MANY else None
        except Forbidden:
            return
        keeper.note_heard()
        if taken or gone:
            trail.record(Act.CARDS_SYNCED, ObjectKind.NONE, cards=str(taken), gone=str(gone))


def _walk_pages(central: CentralClient, cards: CardCache) -> Iterator[CardPage]:
    after = cards.cursor()
    while True:
        page = central.call("GET", f"/v1/cards?after={after}&limit={PAGE}", CardPage, timeout_s=TIMEOUT_S)
        if page.cursor < after or (page.more and page.cursor == after):
            raise CentralNonsense
        if page.cursor != after or page.cards or page.gone:
            yield page
        if not page.more:
            return
        after = page.cursor
