"""Positions with the stock that is kept at them, and what is on order."""

from __future__ import annotations

from kitstation.store import rows
from kitstation.store.loading import queries
from kitstation.store.loading.reading import Reading


def load_positions(reading: Reading) -> None:
    """Take in catalogues and positions, and touch the items at them."""
    touched, records = reading.touches, reading.records
    uids = touched.positions | touched.stock_at_positions
    reading.rows(rows.POSITIONS, queries.POSITIONS, records.positions, uids)
    for uid in touched.stock_at_positions:
        if position := records.positions.find(uid):
            touched.items_of_part_at.add((position.part_uid, position.location_uid))
    reading.rows(rows.CATALOGUES, queries.CATALOGUES, records.catalogues, touched.catalogues)
    reading.names(queries.CATALOGUE_REFS, records.catalogue_refs, touched.catalogue_refs)
    reading.names(queries.POSITION_REFS, records.position_refs, touched.position_refs)
    for place in touched.position_places:
        records.position_places.note(place, queries.position_at(reading.connection, *place))


def load_order_lines(reading: Reading) -> None:
    """Take in order lines, and touch their parts."""
    touched, records = reading.touches, reading.records
    reading.rows(rows.ORDER_LINES, queries.ORDER_LINES, records.order_lines, touched.order_lines)
    touched.parts.update(
        line.part_uid for uid in touched.order_lines if (line := records.order_lines.find(uid))
    )
