"""Central's tables, queries and migrations."""
