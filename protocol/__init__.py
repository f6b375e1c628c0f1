"""The words a desk and Central speak: pure types and rules, no I/O and no Qt."""
