"""Seeing one value: ask, prove, wait, see, gone."""
