"""Colours, sizes and type: the form of every page, in one place."""
