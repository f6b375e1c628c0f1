"""The checks as Linux lets them be made."""
