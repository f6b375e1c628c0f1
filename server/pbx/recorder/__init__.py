"""The recorder: one more ear beside the PBX. What it hears is sealed two seconds at a time, and never a file (C1, S1).

A process of its own, so that it can fall without a call falling with it.
"""
