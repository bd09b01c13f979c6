"""Counting: what should lie at a place, and what does."""
