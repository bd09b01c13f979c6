"""Devices at the bench: serial scanners, how they are found, opened, read, lost and found again."""
