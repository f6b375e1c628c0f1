"""The log of all events."""
