"""Pages for those who oversee: desks, people, alerts. No customer data (U1)."""
