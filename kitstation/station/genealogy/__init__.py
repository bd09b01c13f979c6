"""Genealogy: what is in a thing, where it went, and whom a recall concerns; read models over the store's relations."""
