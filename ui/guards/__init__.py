"""The guards that only Qt can stand: clipboard, keys, windows (D4)."""
