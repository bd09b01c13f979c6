"""Reading bags: what a scanned code means while stock is taken in. The local database comes before any guess."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kitstation.scanning.meaning import IDENTIFIER, OWN, PLAIN, Meaning, Reading
from kitstation.station.receiving_form import Facts, ReceivingForm, facts_in, numbers_in
from kitstation.store.database import Reader
from kitstation.store.queries import orders
from kitstation.store.queries.orders import OrderRow
from kitstation.store.queries.receiving import (
    CalledPart,
    Numbers,
    Place,
    part_by_uid,
    parts_called,
    place_called,
    supplier_called,
)
from kitstation.store.queries.scan_targets import ItemTarget, with_uid

MAKERS_PART = "1P"
"""The data identifier of a maker's part number (MH10.8.2)."""


@dataclass(frozen=True, slots=True)
class BagCode:
    """A code on the bag, with what it says."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class SeveralParts:
    """A code that may mean any of some parts."""

    parts: tuple[CalledPart, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class StockLabel:
    """A label of ours on something that is in stock already."""

    name: str
    location: str
    is_serial: bool


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """A code that says nothing here."""


Meant = BagCode | SeveralParts | StockLabel | Place | OrderRow | UnknownCode


def read_bag(reading: Reading, form: ReceivingForm, reader: Reader) -> Meant:
    """Return what a code means, given what is on the form already."""
    plain = reading.meanings[-1].fields["text"]
    labels = [meaning for meaning in reading.meanings if meaning.kind != PLAIN]
    own = next((meaning for meaning in labels if meaning.kind == OWN), None)
    if own is not None:
        return _own(own.fields["uid"], reader)
    if meant := _whole(plain, form, reader):
        return meant
    for meaning in labels:
        if meant := _label(meaning, form, reader):
            return meant
    if labels and numbers_in(labels[0]) and _is_about_a_part(labels[0]):
        return BagCode(_facts(labels[0], reader))
    return _bare_number(plain, form) or UnknownCode()


def _own(uid: str, reader: Reader) -> Meant:
    targets = with_uid(reader, uid)
    if targets.items:
        item: ItemTarget = targets.items[0]
        name = item.serial_number or item.lot_number or item.part_number
        return StockLabel(name, item.location, item.serial_number is not None)
    if targets.locations:
        return place_called(reader, uid) or UnknownCode()
    part = part_by_uid(reader, uid)
    return BagCode(Facts(part=part)) if part else UnknownCode()


def _whole(plain: str, form: ReceivingForm, reader: Reader) -> Meant | None:
    """Return what a text means as it stands: a place, an order, one of our part numbers."""
    if place := place_called(reader, plain):
        return place
    lines = [line for line in orders.lines_of_order(reader, plain) if line.is_open]
    if lines:
        of_part = [line for line in lines if form.part and line.part_uid == form.part.uid]
        if len(lines) == 1 or of_part:
            return (of_part or lines)[0]
        return BagCode(Facts(purchase_order=plain, is_label=False))
    parts = parts_called(reader, Numbers(part_number=plain))
    return _named(parts, Facts(is_label=False)) if parts else None


def _label(meaning: Meaning, form: ReceivingForm, reader: Reader) -> Meant | None:
    """Return what a label with identifiers says, where it names a part that is known or adds to the form."""
    parts = parts_called(reader, numbers_in(meaning)) if numbers_in(meaning) else ()
    if parts:
        return _named(parts, _facts(meaning, reader))
    if numbers_in(meaning):
        return None
    is_guess = meaning.kind == IDENTIFIER and not form.is_label
    if is_guess and (meaning.serial_number or meaning.lot_number):
        # The first letter may well belong to the number itself.
        return None
    facts = _facts(meaning, reader)
    return BagCode(facts) if facts != Facts() else None


def _is_about_a_part(meaning: Meaning) -> bool:
    """Whether a code surely names a part, though none that is known.

    A single letter before a number may belong to that; a maker's 1P stands on most bags, and hardly anything else
    begins so.
    """
    return meaning.kind != IDENTIFIER or bool(meaning.fields.get(MAKERS_PART))


def _facts(meaning: Meaning, reader: Reader) -> Facts:
    """Return what a label says. Makers' codes are no suppliers: only one that is known here is kept."""
    facts = facts_in(meaning, None)
    if facts.supplier and supplier_called(reader, facts.supplier) is None:
        return replace(facts, supplier=None)
    return facts


def _named(parts: tuple[CalledPart, ...], facts: Facts) -> Meant:
    in_use = tuple(part for part in parts if not part.archived) or parts
    if len(in_use) > 1:
        return SeveralParts(in_use, facts)
    part = in_use[0]
    return BagCode(replace(facts, part=part, supplier=facts.supplier or part.supplier))


def _bare_number(plain: str, form: ReceivingForm) -> BagCode | None:
    """Return the serial or lot number that is waited for."""
    if form.lacks_serial:
        return BagCode(Facts(serial_number=plain, is_label=False))
    if form.lacks_lot:
        return BagCode(Facts(lot_number=plain, is_label=False))
    return None
