"""The checks as Windows lets them be made."""
