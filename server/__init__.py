"""Central: the ASGI service that every desk reports to."""
