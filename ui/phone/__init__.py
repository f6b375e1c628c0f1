"""The softphone pad and the outcome of a contact."""
