"""Requests that wait for a supervisor's decision (D9)."""
