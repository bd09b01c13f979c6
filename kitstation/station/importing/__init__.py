"""Importing bills of materials, parts and inventory from the tables that design tools and spreadsheets write.

The way of a file: `reading` makes a sheet of it, `columns` finds the header row and what its columns mean,
`bom`, `parts` and `inventory` make a plan with a report, `plan.run` carries the plan out: all of it or nothing.
"""
