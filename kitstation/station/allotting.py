"""Allotting: which items, and how much of each, would cover what kit lines still need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kitstation.domain.picking import pick_key
from kitstation.domain.quantities import ONE, ZERO
from kitstation.store.database import Reader
from kitstation.store.queries.kits import LineState
from kitstation.store.queries.scan_targets import ItemTarget, items_to_take

_MOST_ITEMS = 1_000
"""So many items of a part are looked at for one line."""


@dataclass(frozen=True, slots=True)
class Allotment:
    """So much of an item for a line."""

    line: LineState
    item: ItemTarget
    quantity: Decimal


def allot(reader: Reader, lines: Iterable[LineState], today: date) -> Iterator[Allotment]:
    """Yield what covers what lines need beyond what is issued and reserved, as far as it is there.

    First expired, first out, else first in, first out; what has expired is left; approved substitutes come after the
    part itself. What one line gets no other line does.
    """
    given: dict[str, Decimal] = {}
    for line in lines:
        needed = line.remaining - line.reserved
        for item in _in_order(reader, line, today):
            if needed <= ZERO:
                break
            quantity = min(needed, item.quantity - given.get(item.uid, ZERO))
            if quantity <= ZERO or (item.serial_number and quantity < ONE):
                continue
            given[item.uid] = given.get(item.uid, ZERO) + quantity
            yield Allotment(line, item, quantity)
            needed -= quantity


def _in_order(reader: Reader, line: LineState, today: date) -> Iterator[ItemTarget]:
    for part_uid in (line.part_uid, *(one.part_uid for one in line.substitutes)):
        items = items_to_take(reader, part_uid, limit=_MOST_ITEMS)
        good = (item for item in items if item.expires_on is None or item.expires_on >= today)
        yield from sorted(
            good,
            key=lambda item: pick_key(
                expires_on=item.expires_on, received_at=item.received_at, uid=item.uid, today=today
            ),
        )
