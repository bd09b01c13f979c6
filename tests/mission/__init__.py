"""The mission, as a table: one test for each thing that the source systems do.

A test's name is the capability, its docstring the sentence of the seed (or of the system's documentation) that asks for
it, and what it shows happens on a real database, whose audit is clean afterwards.
"""
