"""The kits page: which kits there are, how far each is, and making new ones."""
