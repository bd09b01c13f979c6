"""Places and the tree that they stand in."""

from __future__ import annotations

from collections.abc import Collection

from kitstation.store import rows
from kitstation.store.loading import queries
from kitstation.store.loading.reading import Reading


def load_places(reading: Reading) -> None:
    """Take in places, what is below them, and who has which name and barcode."""
    touched, records = reading.touches, reading.records
    for uid in touched.subtrees:
        below = queries.locations_below(reading.connection, uid)
        touched.locations.update((uid, *below))
        records.subtrees.note(uid, below)
    load_location_rows(reading, touched.locations)
    parents = {
        place.parent_uid
        for uid in touched.subtrees
        if (place := records.locations.find(uid)) and place.parent_uid
    }
    load_location_rows(reading, parents - touched.locations)
    for uid, name in touched.renamed:
        if place := records.locations.find(uid):
            touched.sublocations.add((place.parent_uid or "", name))
    for uid, parent_uid in touched.moved:
        if place := records.locations.find(uid):
            touched.sublocations.add((parent_uid, place.name))
    reading.names(queries.SUBLOCATIONS, records.sublocations, touched.sublocations)
    reading.names(queries.BARCODES, records.barcodes, touched.barcodes)


def load_location_rows(reading: Reading, uids: Collection[str]) -> None:
    """Take in places, and whether anything may be taken there."""
    records = reading.records
    reading.rows(rows.LOCATIONS, queries.LOCATIONS, records.locations, uids)
    for uid in uids:
        if place := records.locations.find(uid):
            records.usable_locations.note(uid, place.inventory_available)
