"""What a desk does: sign-in, cards, reveal, approvals and sync. Knows no widget."""
