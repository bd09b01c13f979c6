"""The help page: all of the help in one text that can be searched."""
