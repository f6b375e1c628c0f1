"""Programs that the benches start; each says on its output when its window was painted, or how much memory it takes."""
