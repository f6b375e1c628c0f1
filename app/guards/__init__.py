"""The guards: each watches one way out of the desk and reports what it sees; the sentry acts (D4, D5, U4)."""
