"""Receiving: what is on order, and taking it in."""
