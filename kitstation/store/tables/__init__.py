"""The tables. Names and columns are those of the domain's records, so that a row and a record are the same thing.

Derived tables (`balance`, `part_stock`, `subject`, and `quantity` and `blocked` of `item`) are kept in the transaction
of the commands that they follow from; `audit` recomputes them.
"""

from __future__ import annotations

from kitstation.store.tables.journal import journal, movement, subject
from kitstation.store.tables.kits import kit, kit_line, requirement, run
from kitstation.store.tables.parts import mbom_line, part, supplier, supplier_part, trade_number
from kitstation.store.tables.places import location, operator, rules
from kitstation.store.tables.positions import catalogue, order_line, position
from kitstation.store.tables.printing import print_job
from kitstation.store.tables.schema import (
    NO_EXPIRY,
    NOTHING,
    expiry,
    is_live_serial,
    is_on_hand,
    is_to_take,
    metadata,
)
from kitstation.store.tables.stock import balance, is_in, is_picked, item, part_stock

__all__ = [
    "NOTHING",
    "NO_EXPIRY",
    "balance",
    "catalogue",
    "expiry",
    "is_in",
    "is_live_serial",
    "is_on_hand",
    "is_picked",
    "is_to_take",
    "item",
    "journal",
    "kit",
    "kit_line",
    "location",
    "mbom_line",
    "metadata",
    "movement",
    "operator",
    "order_line",
    "part",
    "part_stock",
    "position",
    "print_job",
    "requirement",
    "rules",
    "run",
    "subject",
    "supplier",
    "supplier_part",
    "trade_number",
]
