"""Alembic's entry: runs on the connection it is given."""

from alembic import context

from server.store import (  # noqa: F401 - their tables join the metadata
    call_tables,
    inspection_tables,
    recording_tables,
    watch_tables,
)
from server.store.log_tables import log_head

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=log_head.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
