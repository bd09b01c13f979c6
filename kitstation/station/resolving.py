"""Resolving: which records a scanned text names. The local database comes before any guess at a standard."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kitstation.scanning.meaning import OWN, PLAIN, Meaning, Reading
from kitstation.store.database import Reader
from kitstation.store.queries.scan_targets import Targets, items_numbered, named_by, with_uid


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a scan names, the quantity that its label states, and the numbers that the label carries."""

    targets: Targets
    quantity: Decimal | None = None
    meaning: Meaning | None = None


def resolve(reading: Reading, reader: Reader) -> Resolution:
    """Return what a reading names in this database."""
    plain = reading.meanings[-1].fields["text"]
    if targets := named_by(reader, plain):
        return Resolution(targets)
    for meaning in reading.meanings:
        if meaning.kind == PLAIN:
            continue
        if targets := _named_in(meaning, reader):
            return Resolution(targets, meaning.quantity, meaning)
    best = reading.meanings[0]
    return Resolution(Targets(), best.quantity, None if best.kind == PLAIN else best)


def _named_in(meaning: Meaning, reader: Reader) -> Targets:
    if meaning.kind == OWN:
        return with_uid(reader, meaning.fields["uid"])
    parts = _parts_in(meaning, reader)
    if not parts and (meaning.part_number or meaning.customer_part_number):
        # A lot or serial number alone would be taken for the same number of quite another part.
        return Targets()
    for number in (meaning.serial_number, meaning.lot_number):
        if number and (items := _items_with(number, parts, reader)):
            return items
    return parts


def _parts_in(meaning: Meaning, reader: Reader) -> Targets:
    for number in (meaning.part_number, meaning.customer_part_number, meaning.supplier_sku, meaning.gtin):
        if number and (parts := named_by(reader, number).parts):
            return Targets(parts=parts)
    return Targets()


def _items_with(number: str, parts: Targets, reader: Reader) -> Targets:
    """Return the items with a serial or lot number, of the label's part where the label names one that is known."""
    part_uids = {part.uid for part in parts.parts}
    items = items_numbered(reader, number)
    return Targets(items=tuple(item for item in items if not part_uids or item.part_uid in part_uids))
