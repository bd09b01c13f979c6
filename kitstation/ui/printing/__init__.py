"""Printing for the whole window: the queue and its news, the print desk, the control sheet."""
