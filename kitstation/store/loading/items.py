"""Inventory items with their balances, and what is built of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal

from kitstation.domain.movements import Bucket, Spot
from kitstation.store import rows
from kitstation.store.loading import queries
from kitstation.store.loading.places import load_location_rows
from kitstation.store.loading.reading import Reading
from kitstation.store.lookups import Lookup


def load_requirements(reading: Reading) -> None:
    """Take in build requirements, with what is installed and with the assembly that each belongs to."""
    touched, records = reading.touches, reading.records
    _load_requirement_rows(reading, queries.REQUIREMENTS, touched.requirements)
    records.requirements.note_absent(touched.requirements)
    for uid in touched.requirements_of:
        records.requirements_of.note(uid, [])
    _load_requirement_rows(reading, queries.REQUIREMENTS_OF, touched.requirements_of)
    for uid in records.requirements:
        if requirement := records.requirements.find(uid):
            touched.parts.add(requirement.part_uid)
            touched.items.add(requirement.assembly_uid)
            if requirement.assembly_uid in touched.requirements_of:
                records.requirements_of.get(requirement.assembly_uid).append(uid)


def _load_requirement_rows(reading: Reading, lookup: Lookup[str], keys: Collection[str]) -> None:
    for row in lookup.rows(reading.connection, keys) if keys else ():
        reading.records.requirements.load(rows.REQUIREMENTS.record(row))
        reading.records.ledger.load_total(Bucket.DELIVERED, row["uid"], row["installed"])


def load_items(reading: Reading) -> None:
    """Take in inventory items, and whether anything may be taken where they are kept."""
    touched, records = reading.touches, reading.records
    for location_uid in touched.items_at:
        found = queries.items_at(reading.connection, location_uid)
        records.items_at.note(location_uid, found)
        touched.items.update(found)
    for part_uid, location_uid in touched.items_of_part_at:
        found = queries.items_of_part_at(reading.connection, part_uid, location_uid)
        records.items_of_part_at.note((part_uid, location_uid), found)
        touched.items.update(found)
    if not touched.items:
        return
    for row in queries.ITEMS.rows(reading.connection, touched.items):
        records.items.load(rows.ITEMS.record(row))
        records.usable_locations.note(row["location_uid"], row["location_usable"])
    records.items.note_absent(touched.items)
    places = {item.location_uid for uid in touched.places_of_items if (item := records.items.find(uid))}
    load_location_rows(reading, places)
    _follow_items(reading)


def _follow_items(reading: Reading) -> None:
    touched, records = reading.touches, reading.records
    for uid, number in touched.renumbered:
        if item := records.items.find(uid):
            touched.serials.add((item.part_uid, number))
    for uid in touched.requirements_of:
        if (item := records.items.find(uid)) and item.run_uid:
            touched.runs.add(item.run_uid)


def load_balances(reading: Reading) -> None:
    """Take in all balances of the items."""
    records = reading.records
    present = {uid for uid in reading.touches.items if records.items.find(uid)}
    if not present:
        return
    balances: dict[str, list[tuple[Spot, Decimal]]] = defaultdict(list)
    for row in queries.BALANCES.rows(reading.connection, present):
        spot = Spot(row["item_uid"], row["bucket"], row["place"])
        balances[spot.item_uid].append((spot, row["quantity"]))
    for uid in present:
        records.ledger.load_item(uid, balances[uid])


def load_serials(reading: Reading) -> None:
    """Take in who has which serial number."""
    touched, records = reading.touches, reading.records
    for run_uid, number in touched.serials_of_runs:
        if run := records.runs.find(run_uid):
            touched.serials.add((run.part_uid, number))
    reading.names(queries.SERIALS, records.serials, touched.serials)
