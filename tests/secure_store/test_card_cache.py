"""The queue is found, cut, paged and kept masked (D1, D2, D6)."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from protocol.cards import (
    Campaign,
    Card,
    CardField,
    CardPage,
    CardState,
    Disposition,
    HistoryEntry,
    SourceRef,
    Tombstone,
)
from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from secure_store.card_cache import CardCache
from secure_store.card_query import CardQuery, QueueClock, Section, mark_pairs
from secure_store.folder import DeskFolder
from secure_store.vault import Vault
from secure_store.vault_schema import SCHEMA_VERSION

NOW, EVENING = "2026-11-24T02:00:00.000Z", "2026-11-24T16:00:00.000Z"
CLOCK = QueueClock(now=NOW, day_end=EVENING)
SOURCE = SourceRef(id="s", kind="form", party="us")
ALL = CardQuery()


def card(
    name: str = "陈**",
    mobile: str = "138****5678",
    state: CardState = CardState.NEW,
    due_at: str | None = None,
    tags: tuple[str, ...] = (),
    version: int = 1,
    campaign: str = "c1",
    done_at: str | None = None,
    identifier: str = "",
) -> Card:
    """A masked card."""
    return Card(
        id=identifier or make_identifier(),
        version=version,
        campaign=campaign,
        state=state,
        fields=(CardField(FieldKind.NAME, name), CardField(FieldKind.MOBILE, mobile)),
        tags=tags,
        source=SOURCE,
        due_at=due_at,
        history=(HistoryEntry(at=done_at, by="me", disposition=Disposition.BUSY),) if done_at else (),
    )


@pytest.fixture
def cache(vault: Vault) -> CardCache:
    """An empty cache."""
    return CardCache(vault)


def apply(cache: CardCache, cards: Iterable[Card] = (), gone: Iterable[Tombstone] = (), cursor: int = 1) -> None:
    """Take in one page."""
    cache.apply_page(CardPage(cards=tuple(cards), gone=tuple(gone), cursor=cursor, more=False))


def wipe(cache: CardCache) -> None:
    """Have every card of the cache go."""
    listing = cache.list_cards(CardQuery(), CLOCK)
    rows = [row for section in Section for row in cache.rows(listing.keys(section, 0, 99))]
    apply(cache, gone=[Tombstone(id=row.id, version=2**40) for row in rows])


def found(cache: CardCache, text: str = "", **parts: object) -> set[str]:
    """The names a query finds, which must be the same by every road."""
    query = CardQuery(text=text, **parts)  # type: ignore[arg-type]
    listing = cache.list_cards(query, CLOCK)
    names = {row.name for section in Section for row in cache.rows(listing.keys(section, 0, 1000))}
    assert names == {row.name for section in Section for row in cache.first_rows(query, section, CLOCK, 1000)}
    assert len(listing) == cache.count(query)
    return names


def test_a_page_and_its_cursor_are_kept_together(cache: CardCache) -> None:
    one = card()
    apply(cache, [one], cursor=42)
    assert cache.cursor() == 42
    assert cache.get(one.id) == one
    assert cache.get(make_identifier()) is None


def test_an_older_version_changes_nothing(cache: CardCache) -> None:
    newer = card(version=5)
    apply(cache, [newer])
    apply(cache, [card(name="老**", version=4, identifier=newer.id)])
    apply(cache, gone=[Tombstone(id=newer.id, version=4)])
    assert cache.get(newer.id) == newer


def test_a_tombstone_makes_the_desk_forget(cache: CardCache) -> None:
    one = card(tags=("装修",))
    apply(cache, [one])
    apply(cache, gone=[Tombstone(id=one.id, version=2)])
    assert (cache.get(one.id), cache.count(), cache.tags()) == (None, 0, ())


def test_a_changed_card_is_found_by_its_new_words_only(cache: CardCache) -> None:
    one = card(name="李*", tags=("旧",))
    apply(cache, [one])
    apply(cache, [card(name="王*", tags=("新",), version=2, identifier=one.id)])
    assert found(cache, "李") == set()
    assert found(cache, "王") == {"王*"}
    assert cache.tags() == (("新", 1),)


def test_any_part_of_what_is_shown_finds_a_card(cache: CardCache) -> None:
    cache.put_campaigns([Campaign(id="c1", title="Autumn 回访", purposes=())])
    apply(cache, [card("欧阳**", "139****0021", tags=("二次跟进",)), card("陈**", "138****5678", campaign="c2")])
    for text in ("欧", "阳", "139", "0021", "39****00", "跟", "autumn", "回访", "欧 0021", "139****0021", "欧阳"):
        assert found(cache, text) == {"欧阳**"}, text
    assert found(cache, "") == {"欧阳**", "陈**"}
    assert found(cache, "欧 5678") == set()


@pytest.mark.parametrize("text", ["%", "_", "'", '"', "\\", "\x1f", "* OR 1", "-", "^", "\0"])
def test_odd_characters_are_only_characters(cache: CardCache, text: str) -> None:
    apply(cache, [card(name="陈", mobile="138")])
    expected = {"陈"} if not text.strip() else set()
    assert found(cache, text) == expected


def test_tags_and_states_narrow(cache: CardCache) -> None:
    apply(
        cache,
        [
            card("甲", tags=("装修", "A")),
            card("乙", tags=("装修二",)),
            card("丙", tags=("装修",), state=CardState.RETRY),
        ],
    )
    assert found(cache, tags=("装修",)) == {"甲", "丙"}
    assert found(cache, tags=("装修", "A")) == {"甲"}
    assert found(cache, tags=("装修",), states=(CardState.RETRY, CardState.DONE)) == {"丙"}
    assert cache.tags()[0] == ("装修", 2)


def test_the_queue_is_cut_where_the_clock_says(cache: CardCache) -> None:
    apply(
        cache,
        [
            card("new"),
            card("imported long ago", due_at="2026-10-01T01:30:00.000Z"),
            card("late", state=CardState.CALLBACK, due_at="2026-11-24T01:30:00.000Z"),
            card("later", state=CardState.RETRY, due_at="2026-11-23T01:30:00.000Z"),
            card("today", state=CardState.CALLBACK, due_at="2026-11-24T09:00:00.000Z"),
            card("tomorrow", state=CardState.CALLBACK, due_at="2026-11-25T09:00:00.000Z"),
            card("done", state=CardState.DONE, done_at="2026-11-20T00:00:00.000Z"),
            card("stopped", state=CardState.STOPPED, done_at="2026-11-21T00:00:00.000Z"),
        ],
    )
    listing = cache.list_cards(ALL, CLOCK)
    names = {section: [row.name for row in cache.rows(listing.keys(section, 0, 9))] for section in Section}
    assert names == {
        Section.DUE: ["later", "late", "new", "imported long ago"],
        Section.TODAY: ["today"],
        Section.LATER: ["tomorrow"],
        Section.DONE: ["stopped", "done"],
    }
    assert [row.name for row in cache.first_rows(ALL, Section.DUE, CLOCK, 2)] == ["later", "late"]
    afternoon = cache.list_cards(ALL, QueueClock(now="2026-11-24T10:00:00.000Z", day_end=EVENING))
    assert (afternoon.size(Section.DUE), afternoon.size(Section.TODAY)) == (5, 0)


def test_a_listing_is_outdated_once_time_moves_a_card(cache: CardCache) -> None:
    due = "2026-11-24T09:30:00.000Z"
    apply(cache, [card(), *(card(state=CardState.CALLBACK, due_at=at) for at in ("2026-11-24T01:00:00.000Z", due))])
    listing = cache.list_cards(CardQuery(text="nobody"), CLOCK)
    at = {moment: QueueClock(now=moment, day_end=EVENING) for moment in (NOW, "2026-11-24T09:29:59.999Z", due)}
    assert [listing.is_outdated(clock) for clock in at.values()] == [False, False, True]
    later = cache.list_cards(ALL, at[due])
    assert not later.is_outdated(QueueClock(now="2026-11-24T15:00:00.000Z", day_end=EVENING))
    assert later.is_outdated(QueueClock(now=EVENING, day_end="2026-11-25T16:00:00.000Z"))
    assert later.is_outdated(CLOCK)  # the machine's clock was set back


def test_a_card_knows_its_place(cache: CardCache) -> None:
    cards = [card() for _ in range(20)]
    apply(cache, cards)
    listing = cache.list_cards(ALL, CLOCK)
    key = cache.find_key(cards[7].id)
    assert key is not None
    place = listing.position(key)
    assert place is not None
    assert cache.rows(listing.keys(place[0], place[1], 1))[0].id == cards[7].id
    assert listing.position(-1) is None
    assert cache.find_key(make_identifier()) is None


def test_campaigns_come_and_go_while_cards_name_them(cache: CardCache) -> None:
    first, second = (Campaign(id=f"c{n}", title=f"t{n}", purposes=(), script=("hello",)) for n in (1, 2))
    cache.put_campaigns([first, second])
    apply(cache, [card(campaign="c1")])
    cache.put_campaigns([second])
    assert cache.campaigns() == (second,)
    assert cache.count() == 1
    cache.put_campaigns([first])
    assert cache.campaigns() == (first,)
    assert cache.count(CardQuery(text="T1")) == 1


def test_a_failing_page_leaves_nothing_half_taken(cache: CardCache) -> None:
    apply(cache, [card()], cursor=1)
    broken = card(name="\ud800")
    with pytest.raises(UnicodeEncodeError):
        apply(cache, [card(), broken], cursor=2)
    assert (cache.cursor(), cache.count()) == (1, 1)


def test_the_raw_file_holds_nothing_masked_either(cache: CardCache, vault: Vault, folder: DeskFolder) -> None:
    apply(cache, [card(name="陈**", mobile="138****5678", tags=("装修跟进",)) for _ in range(200)])
    vault.writer._connection.execute("PRAGMA wal_checkpoint(FULL)")
    raw = b"".join(file.read_bytes() for file in folder.vault(vault.person).iterdir())
    assert len(raw) > 50_000
    for text in ("138****5678", "陈**", "装修跟进", SOURCE.party + "\0cards"):
        assert text.encode() not in raw


def test_a_card_comes_with_its_campaign_as_far_as_central_sent_that(cache: CardCache) -> None:
    ours, other = card(campaign="c1"), card(campaign="c2")
    apply(cache, [ours, other])
    first = Campaign(id="c1", title="first", purposes=())
    cache.put_campaigns([first, Campaign(id="c3", title="third", purposes=())])
    assert cache.get_with_campaign(ours.id) == (ours, first)
    assert cache.get_with_campaign(other.id) == (other, None)
    assert cache.get_with_campaign(make_identifier()) == (None, None)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from("赵钱孙李"), st.sampled_from(CardState), st.sampled_from(["", "a", "b"])), max_size=12
    ),
    st.sampled_from("赵钱a"),
)
def test_search_agrees_with_looking_at_every_card(
    cache: CardCache, made: list[tuple[str, CardState, str]], text: str
) -> None:
    wipe(cache)
    cards = [card(f"{name}*", state=state, tags=(tag,) if tag else ()) for name, state, tag in made]
    apply(cache, cards)
    listing = cache.list_cards(CardQuery(text=text), CLOCK)
    rows = [row.id for section in Section for row in cache.rows(listing.keys(section, 0, 99))]
    assert sorted(rows) == sorted(each.id for each in cards if text in each.fields[0].masked or text in each.tags)


@pytest.mark.slow
def test_a_hundred_thousand_cards_page_from_end_to_end(cache: CardCache) -> None:
    chance = random.Random(7)
    cards = (
        card(
            name=f"{chance.choice('赵钱孙李周吴郑王')}*",
            mobile=f"13{chance.randrange(10)}****{chance.randrange(10_000):04d}",
            state=chance.choice(list(CardState)),
            due_at=chance.choice([None, f"2026-11-{chance.randrange(20, 29)}T0{chance.randrange(10)}:00:00.000Z"]),
            tags=("高意向",) if chance.random() < 0.2 else (),
        )
        for _ in range(100_000)
    )
    while batch := list(itertools.islice(cards, 5_000)):
        apply(cache, batch)
    listing = cache.list_cards(ALL, CLOCK)
    assert len(listing) == cache.count() == 100_000
    seen = set()
    for section in Section:
        for offset in range(0, listing.size(section), 1_000):
            seen.update(row.id for row in cache.rows(listing.keys(section, offset, 1_000)))
    assert len(seen) == 100_000


def test_every_card_is_counted_after_every_change(vault: Vault) -> None:
    cache, other = CardCache(vault), CardCache(vault)
    counts = [cache.count(), cache.count()]
    for number in range(3):
        apply(other, [card(), card()], cursor=number)
        counts += [cache.count(), cache.count()]
        apply(other, [card(state=CardState.DONE)], cursor=number)
        counts += [cache.count(), cache.count(CardQuery(states=(CardState.DONE,))), cache.count()]
    wipe(other)
    assert counts == [0, 0, 2, 2, 3, 1, 3, 5, 5, 6, 2, 6, 8, 8, 9, 3, 9]
    assert cache.count() == 0


_OLDER = {
    3: ("UPDATE cards SET lane = 0 WHERE state = 'new' AND sort_at <> ''",),
    2: (
        "DROP INDEX cards_in_order",
        "ALTER TABLE cards DROP COLUMN pairs",
        "CREATE INDEX cards_in_order ON cards (lane, sort_at, key, state, campaign, search)",
    ),
    1: ("DROP INDEX cards_in_queue",),
}
"""What leads back to a version from the next one."""


@pytest.mark.parametrize("version", [1, 2, 3])
def test_an_older_database_is_brought_up_to_date_and_all_its_cards_are_found(
    vault: Vault, open_vault: Callable[[], Vault], version: int
) -> None:
    promised = card("王**", mobile="137****0000", state=CardState.CALLBACK, due_at=NOW)
    apply(CardCache(vault), [card("张**", tags=("高意向",), due_at="2026-10-01T01:30:00.000Z"), promised])
    with vault.writer.writing() as connection:
        for older in range(SCHEMA_VERSION - 1, version - 1, -1):
            for statement in _OLDER[older]:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {version:d}")
    vault.close()
    with open_vault() as again:
        assert again.writer.check_version(SCHEMA_VERSION) == SCHEMA_VERSION
        cards = CardCache(again)
        assert [row.name for row in cards.first_rows(ALL, Section.DUE, CLOCK)] == ["王**", "张**"]
        for query in (CardQuery(text="138 5678"), CardQuery(tags=("高意向",))):
            assert [row.name for row in cards.first_rows(query, Section.DUE, CLOCK)] == ["张**"]
        apply(cards, [card("李**", mobile="139****0021")], cursor=2)
        assert [row.name for row in cards.first_rows(CardQuery(text="0021"), Section.DUE, CLOCK)] == ["李**"]


@given(before=st.text(), word=st.text(), after=st.text())
def test_a_text_has_the_marks_of_all_that_stands_in_it(before: str, word: str, after: str) -> None:
    marks = mark_pairs(word)
    assert mark_pairs(before + word + after) & marks == marks


def test_most_texts_that_lack_a_word_lack_a_mark_of_it() -> None:
    text = mark_pairs("宋** 171****9625 130208********8432 河北省唐山市****\x1f装修\x1f")
    words = ("0021", "nobody", "浙江省", "139****0021", "房贷")
    lacking = [word for word in words if mark_pairs(word) & ~text]
    assert len(lacking) >= 4
    assert 0 < text < 2**63
