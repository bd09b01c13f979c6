"""The command line: one file a group of commands.

Heavy libraries are imported inside the commands, so that the help is there at once.
"""
