"""The way in: enrolling the desk, signing in, a first password, and the lock."""
