"""The history page: what has happened to anything, in sentences."""
