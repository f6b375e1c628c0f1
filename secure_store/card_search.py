"""A card query as SQL over an index in the queue's order that covers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from secure_store.card_query import TAG_MARK, CardQuery, fold_text, mark_pairs

if TYPE_CHECKING:
    from sqlite3 import Connection

_ALL = "1"
_HOLDS = "~pairs & ? = 0 AND instr(search, ?)"


class CardSearch(Struct, frozen=True):
    """A WHERE clause made of our own words only, the values for its question marks, and the index that covers it."""

    where: str
    values: tuple[object, ...]

    @property
    def is_all(self) -> bool:
        """Whether every card is meant."""
        return self.where == _ALL

    @property
    def index(self) -> str:
        """The search's index holds all that is looked at; the queue's alone is far smaller, for when nothing is."""
        return "cards_in_queue" if self.is_all else "cards_in_order"


def build_search(connection: Connection, query: CardQuery) -> CardSearch:
    """Translate ``query``. Substrings, not words: a single Chinese character is found wherever it stands.

    ``instr`` over the covering index beats a trigram index here: that knows nothing shorter than three characters. The
    marks of a word's pairs tell most texts that lack it without reading them.
    """
    clauses: list[str] = []
    values: list[object] = []
    for word in fold_text(query.text).split():
        numbers = [
            int(number)
            for (number,) in connection.execute("SELECT number FROM campaigns WHERE instr(search, ?)", (word,))
        ]
        campaigns = f" OR campaign IN ({','.join(map(str, numbers))})" if numbers else ""
        clauses.append(f"({_HOLDS}{campaigns})")
        values += (mark_pairs(word), word)
    for tag in query.tags:
        marked = f"{TAG_MARK}{fold_text(tag)}{TAG_MARK}"
        clauses.append(f"({_HOLDS})")
        values += (mark_pairs(marked), marked)
    if query.states:
        clauses.append(f"state IN ({','.join('?' * len(query.states))})")
        values.extend(state.value for state in query.states)
    return CardSearch(" AND ".join(clauses) or _ALL, tuple(values))
