"""The masked card of one customer."""
