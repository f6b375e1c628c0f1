"""The guards as Linux lets them stand."""
