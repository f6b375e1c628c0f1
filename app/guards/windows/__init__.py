"""The guards as Windows lets them stand."""
