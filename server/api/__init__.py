"""Central's routes: parse, authorise, call, answer."""
