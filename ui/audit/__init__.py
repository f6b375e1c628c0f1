"""The audit page: who did what, to whom, when; for security and supervisors (U2)."""
