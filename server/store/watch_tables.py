"""Tables of the watch over the trail: what its rules have counted, and the streaks that they have told of (U3)."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, String, Table, Text

from server.store.tables import Moment, metadata

watch_counts = Table(
    "watch_counts",  # ``minutes``: JSON, in order of time; a minute since 1970, its count, the first and last moment
    metadata,
    Column("subject", String(80), nullable=False, index=True),
    Column("rule", String(32), nullable=False),
    Column("place", String(80), nullable=False),
    Column("first_minute", BigInteger, nullable=False),
    Column("last_minute", BigInteger, nullable=False),
    Column("minutes", Text, nullable=False),
    Column("expires", BigInteger, nullable=False, index=True),
)

watch_streaks = Table(
    "watch_streaks",
    metadata,
    Column("subject", String(80), primary_key=True),
    Column("rule", String(32), primary_key=True),
    Column("since", Moment, primary_key=True),
    Column("last_at", Moment, nullable=False),
    Column("expires", BigInteger, nullable=False, index=True),
)
