"""``veildesk demo``: everything on one machine, to be tried by hand or watched (Z1)."""
