"""Inspecting calls: drawing them, judging them, answering, seeing the results."""
