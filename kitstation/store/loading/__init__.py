"""Loading a working set: every record that a batch of commands touches, in a fixed number of queries.

One room for each kind of record. Their order follows the references: what is found names what is loaded next.
"""

from __future__ import annotations

from sqlalchemy import Connection

from kitstation.domain.touches import Touches
from kitstation.domain.working_set import WorkingSet
from kitstation.store.loading.house import load_people, load_rules
from kitstation.store.loading.items import load_balances, load_items, load_requirements, load_serials
from kitstation.store.loading.kits import load_kits
from kitstation.store.loading.numbers_made import load_last_numbers
from kitstation.store.loading.parts import load_mboms, load_parts, load_suppliers
from kitstation.store.loading.past_commands import load_past_commands
from kitstation.store.loading.places import load_places
from kitstation.store.loading.positions import load_order_lines, load_positions
from kitstation.store.loading.printing import load_print_jobs
from kitstation.store.loading.reading import Reading

_ROOMS = (
    load_past_commands,
    load_rules,
    load_positions,
    load_kits,
    load_places,
    load_requirements,
    load_items,
    load_balances,
    load_mboms,
    load_order_lines,
    load_parts,
    load_suppliers,
    load_people,
    load_print_jobs,
    load_serials,
    load_last_numbers,
)


def load(connection: Connection, touches: Touches) -> WorkingSet:
    """Return the working set for what a batch touches. The touches grow with what they lead to."""
    reading = Reading(connection, touches)
    for load_room in _ROOMS:
        load_room(reading)
    return reading.records
