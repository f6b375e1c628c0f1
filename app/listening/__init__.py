"""Hearing recorded calls at the desk: pieces opened in memory, played, wiped (S1, U1)."""
