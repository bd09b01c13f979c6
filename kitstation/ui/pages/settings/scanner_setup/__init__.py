"""Setting up a scanner, step by step: which one, what it makes of test codes, and what is kept."""
