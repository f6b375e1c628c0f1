"""A witness of Central's log: runs apart from Central, and holds it to what it has shown (A7)."""
