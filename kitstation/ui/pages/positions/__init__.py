"""The page of positions: what should be at a place, what is there, what runs low."""
