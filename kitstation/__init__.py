"""Kitstation: the desktop application for the kitting bench."""
