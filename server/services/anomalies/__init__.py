"""The watch over the trail: what is out of the ordinary, told to security and stopped (U3)."""
