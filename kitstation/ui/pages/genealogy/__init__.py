"""The genealogy page: what is in a thing, where it went, and whom a recall concerns."""
