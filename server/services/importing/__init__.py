"""Importing customers from what CRMs export (C3, C4, S1)."""
