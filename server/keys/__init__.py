"""Central's keys: data keys and what wraps them, its CA, its log key."""
