"""Recorded calls: a customer's yes, the PBX's pieces, who hears them, and how they go (C1, S1, X2)."""
