"""Importing with a preview: choose a file, check its columns, look at what would happen, then do it."""
