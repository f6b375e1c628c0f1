"""The schema's steps: they lead to the tables that the code knows, and carry over what is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, Row, inspect, select, text
from sqlalchemy.exc import IntegrityError

from protocol.fields import FieldKind
from protocol.identifiers import make_identifier
from server.keys.file_keys import FileKeys
from server.keys.records import SealedRecord, open_field
from server.services.anomalies.tally import Span, read_buckets, remember
from server.services.anomalies.windows import Bucket
from server.store.database import Schema, find_schema, migrate, open_database, read
from server.store.inspection_tables import consent_answers
from server.store.log_tables import metadata
from server.store.tables import blind_index, card_feed, consents, sealed_records
from tests.server.sealing import seal_record

_COUNT = text(
    "INSERT INTO watch_counts (subject, rule, place, minute, count, first_at, last_at, expires) "
    "VALUES ('somebody', 'bulk-views', '', :minute, 3, '2026-11-25T09:00:01.000Z', '2026-11-25T09:00:59.000Z', 99)"
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An empty database."""
    engine = open_database(database_url)
    yield engine
    engine.dispose()


def test_every_step_together_makes_the_tables_that_the_code_knows(engine: Engine) -> None:
    migrate(engine)
    with read(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_what_the_watch_has_counted_is_carried_over(engine: Engine) -> None:
    migrate(engine, "0006")
    with engine.begin() as connection:
        connection.execute(_COUNT, [{"minute": minute} for minute in (29_000_001, 29_000_000)])
    migrate(engine)
    with read(engine) as connection:
        span = Span(frozenset({"somebody"}), 0, 29_000_000)
        known = read_buckets(remember(connection, span), span, ())
    moments = ("2026-11-25T09:00:01.000Z", "2026-11-25T09:00:59.000Z")
    assert known == {("somebody", "bulk-views"): [Bucket("", 29_000_000, 3, *moments)]}


def test_sealed_values_are_carried_over_byte_for_byte_and_still_open(engine: Engine, tmp_path: Path) -> None:
    """Version 0008 kept a row a value, and one for the key; a customer may have no value at all."""
    keys = FileKeys.create(tmp_path / "keys.json")
    values = {FieldKind.NAME: "张伟", FieldKind.MOBILE: "13800000000"}
    cards = {make_identifier(): held for held in (values, {}, {FieldKind.QQ: "12345678"})}
    migrate(engine, "0008")
    with engine.begin() as connection:
        for statement in _COMPANY:
            connection.execute(text(statement))
        for card, held in cards.items():
            _place_as_before(connection, keys, card, held)
    migrate(engine)
    with read(engine) as connection:
        opened = {row.customer: _open(keys, row) for row in connection.execute(select(sealed_records))}
        feed = connection.execute(select(card_feed.c.customer).order_by(card_feed.c.version)).scalars().all()
        named = connection.execute(select(consents.c.customer, consents.c.purpose, consents.c.how)).all()
        found = connection.execute(select(blind_index.c.customer, blind_index.c.digest)).all()
        gone = {"record_keys", "sealed_fields"} & set(inspect(connection).get_table_names())
    assert opened == cards
    assert feed == list(cards)
    assert sorted(named) == sorted((card, "p", "form") for card in cards)
    assert sorted((card, bytes(digest)) for card, digest in found) == sorted((card, card.encode()) for card in cards)
    assert not gone


def test_a_conversion_that_is_cut_off_has_changed_nothing_and_begins_anew(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = FileKeys.create(tmp_path / "keys.json")
    cards = {make_identifier(): {FieldKind.QQ: f"1234567{number}"} for number in range(3)}
    migrate(engine, "0008")
    with engine.begin() as connection:
        for statement in _COMPANY:
            connection.execute(text(statement))
        for card, held in cards.items():
            _place_as_before(connection, keys, card, held)
    with monkeypatch.context() as patch:
        left = iter([msgspec.msgpack.encode] * 2)
        patch.setattr(msgspec.msgpack, "encode", lambda sealed: next(left)(sealed))
        with pytest.raises((StopIteration, RuntimeError)):
            migrate(engine)
    assert find_schema(engine) is Schema.OLDER
    with read(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM sealed_fields")).scalar_one() == len(cards)
        assert "sealed_records" not in inspect(connection).get_table_names()
    migrate(engine)
    with read(engine) as connection:
        assert {row.customer: _open(keys, row) for row in connection.execute(select(sealed_records))} == cards


def test_recordings_keep_their_calls_and_pieces_when_those_that_come_in_are_recorded_too(engine: Engine) -> None:
    """Up to 0015 they referred to calls that desks made; one of these left no record of its desk's."""
    migrate(engine, "0015")
    with engine.begin() as connection:
        for statement in (*_COMPANY, *_RECORDED):
            connection.execute(text(statement))
    migrate(engine)
    with engine.begin() as connection:
        pieces = connection.execute(text("SELECT recording, number FROM recording_pieces ORDER BY recording")).all()
        begun = connection.execute(text("SELECT id, begun_at FROM call_records ORDER BY id")).all()
        assert [tuple(row) for row in pieces] == [("rec-1", 0), ("rec-2", 0)]
        assert [tuple(row) for row in begun] == [("call-1", "told"), ("call-2", "made")]
        with pytest.raises(IntegrityError), connection.begin_nested():
            connection.execute(text("UPDATE recordings SET call = 'no call'"))
        with pytest.raises(IntegrityError), connection.begin_nested():
            connection.execute(text("DELETE FROM recordings"))


def test_what_customers_answered_is_carried_over_from_the_events(engine: Engine) -> None:
    """Version 0016 had it in the events alone; another desk's word about a call counts for nothing."""
    migrate(engine, "0016")
    called, other, silent = (make_identifier() for _ in range(3))
    told = (("d", called, "no"), ("d", called, "yes"), ("e", other, "yes"))
    with engine.begin() as connection:
        for statement in (*_COMPANY, *_DESKS):
            connection.execute(text(statement))
        for call in (called, other, silent):
            connection.execute(text(_CALL), {"call": call})
        for place, (device, call, answer) in enumerate(told):
            detail = {"detail": {"answer": answer, "wording": "0123456789abcdef", "way": "out"}}
            facts = {"place": place, "device": device, "call": call, "bytes": msgspec.json.encode(detail)}
            connection.execute(text(_ANSWER), facts)
    migrate(engine)
    with read(engine) as connection:
        kept = connection.execute(select(consent_answers)).all()
    assert [(row.call, row.answer, row.wording) for row in kept] == [(called, "yes", "0123456789abcdef")]


_DESKS = (
    "INSERT INTO devices (id, name, platform, public_key, state, certificate_serial, certificate_until, enrolled_at) "
    "VALUES ('d', 'd', '', 'd', 'enrolled', '', '', ''), ('e', 'e', '', 'e', 'enrolled', '', '', '')",
)
_CALL = "INSERT INTO call_records (id, way, person, device, begun_at) VALUES (:call, 'out', 'a', 'd', '')"
_ANSWER = (
    "INSERT INTO events (log_index, device, seq, at, received_at, received_from, actor, act, object_kind, object_id, "
    "outcome, bytes) "
    "VALUES (:place, :device, :place, '', '', '', 'a', 'consent.answered', 'call', :call, 'done', :bytes)"
)
_COMPANY = (
    "INSERT INTO teams (id, title) VALUES ('t', 't')",
    "INSERT INTO people (id, username, name, role, team, state, recipe, public_key, must_change_password, totp_secret, "
    "created_at) VALUES ('a', 'a', 'a', 'agent', 't', 'active', '{}', '', false, '', '')",
    "INSERT INTO sources (id, kind, party, legal_basis, evidence_sha256, approver, registered_at) "
    "VALUES ('s', '', '', '', '', '', '')",
    "INSERT INTO campaigns (id, title, team, purposes, script, retention_days, created_at) "
    "VALUES ('c', 'c', 't', '[]', '[]', 1, '')",
)
_RECORDED = (
    "INSERT INTO customers (id, campaign, source, state, fields, tags, imported_at, retain_until) "
    "VALUES ('card', 'c', 's', 'new', '[]', '[]', '', '')",
    "INSERT INTO devices (id, name, platform, state, public_key, certificate_serial, certificate_until, enrolled_at) "
    "VALUES ('d', 'd', '', 'active', '', '', '', '')",
    "INSERT INTO calls (id, number, token_hash, person, device, customer, field, purpose, made_at, expires_at) "
    "VALUES ('call-1', 'C-1', '1', 'a', 'd', 'card', 'mobile', 'p', 'made', ''), "
    "('call-2', 'C-2', '2', 'a', 'd', 'card', 'mobile', 'p', 'made', '')",
    "INSERT INTO call_records (id, way, person, device, customer, begun_at) "
    "VALUES ('call-1', 'out', 'a', 'd', 'card', 'told')",
    "INSERT INTO recording_consents (call, customer, wording, agreed_at) "
    "VALUES ('call-1', 'card', 'w', ''), ('call-2', 'card', 'w', '')",
    "INSERT INTO recordings (id, call, customer, pbx, begun_at) "
    "VALUES ('rec-1', 'call-1', 'card', 'd', ''), ('rec-2', 'call-2', 'card', 'd', '')",
    "INSERT INTO recording_pieces (recording, number, last, sealed) "
    "VALUES ('rec-1', 0, true, 'x'), ('rec-2', 0, true, 'x')",
)
_CUSTOMER = (
    "INSERT INTO customers (id, campaign, source, state, fields, tags, imported_at, retain_until) "
    "VALUES (:card, 'c', 's', 'new', '[]', '[]', '', '')",
    "INSERT INTO record_keys (customer, kek_version, wrapped) VALUES (:card, :version, :wrapped)",
    "INSERT INTO blind_index (campaign, field, digest, customer) VALUES ('c', 'mobile', :digest, :card)",
    "INSERT INTO consents (customer, purpose, given_at, wording, how) VALUES (:card, 'p', '', 'v1', 'form')",
    "INSERT INTO card_feed (person, customer, version) SELECT 'a', :card, count(*) FROM card_feed",
)
_VALUE = "INSERT INTO sealed_fields (customer, field, nonce, ciphertext) VALUES (:card, :field, :nonce, :ciphertext)"


def _place_as_before(connection: Connection, keys: FileKeys, card: str, held: dict[FieldKind, str]) -> None:
    record = seal_record(keys, card, held)
    facts = {"card": card, "version": record.kek_version, "wrapped": record.wrapped, "digest": card.encode()}
    for statement in _CUSTOMER:
        connection.execute(text(statement), facts)
    for item in record.fields:
        value = {"card": card, "field": item.field.value, "nonce": item.nonce, "ciphertext": item.ciphertext}
        connection.execute(text(_VALUE), value)


def _open(keys: FileKeys, row: Row[Any]) -> dict[FieldKind, str]:
    record = SealedRecord(row.kek_version, bytes(row.wrapped), bytes(row.sealed))
    return {
        item.field: open_field(keys, row.customer, record.kek_version, record.wrapped, item).decode()
        for item in record.fields
    }
