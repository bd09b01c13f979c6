"""Scanners: identities, ports, readers on real pseudo-terminals."""
