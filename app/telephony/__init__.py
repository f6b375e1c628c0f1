"""Calls without numbers: what carries a call, and what a call is to the desk (D1, T1)."""
