"""Synthetic customers and a whole demo Central."""
