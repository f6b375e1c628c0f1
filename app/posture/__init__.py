"""Looking over the machine under a desk: one check each, and never a guess where it cannot be known (A3, A4, D5)."""
