"""Which interface leads where, and when that changes: the seam to each operating system."""
