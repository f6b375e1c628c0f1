"""Evidence for a court or a regulator: a folder that proves itself, to anybody with Python (U2, A7)."""
