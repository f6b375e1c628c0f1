"""The agent at work whom :mod:`tests.calling` makes."""

from tests.calling import caller, calling_central

__all__ = ["caller", "calling_central"]
