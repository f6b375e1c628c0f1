"""Alembic's migrations of Central's schema."""
