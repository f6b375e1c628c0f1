"""Hearing recorded calls on screen."""
