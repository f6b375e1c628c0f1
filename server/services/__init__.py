"""Central's rules: no HTTP, no SQL text."""
