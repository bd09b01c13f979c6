"""The form that receives a bag: what its labels say, one code after the other, and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from kitstation.domain.quantities import QuantityError, quantity
from kitstation.domain.records import TrackingType
from kitstation.scanning.meaning import PLAIN, Meaning
from kitstation.station.units import is_unit, unit_name
from kitstation.store.queries.orders import OrderRow
from kitstation.store.queries.receiving import CalledPart, Numbers, Place

NO_NUMBERS: Final = Numbers()
COLLECTED: Final = (
    "quantity",
    "serial_number",
    "lot_number",
    "date_code",
    "expires_on",
    "purchase_order",
    "supplier",
    "manufacturer",
)
"""What codes on a bag say beside which part it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one code says; None is *not said*. Of a part that is not known, `numbers` is all that is known."""

    part: CalledPart | None = None
    numbers: Numbers = NO_NUMBERS
    quantity: Decimal | None = None
    unit: str | None = None
    serial_number: str | None = None
    lot_number: str | None = None
    date_code: str | None = None
    expires_on: date | None = None
    purchase_order: str | None = None
    supplier: str | None = None
    manufacturer: str | None = None
    is_label: bool = True
    """Whether a label said it, with identifiers, and not a bare number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivingForm:
    """What is to be taken in, as far as it is known.

    `quantity` is in `unit`, or in the part's stock unit where that is None. What the labels call a part that nobody
    knows is in `numbers`. A serial part is taken in one by one: `wanted` is how many the bag holds, `done` how many of
    them are in.
    """

    part: CalledPart | None = None
    numbers: Numbers = NO_NUMBERS
    place: Place | None = None
    line: OrderRow | None = None
    line_is_chosen: bool = False
    quantity: Decimal | None = None
    unit: str | None = None
    serial_number: str | None = None
    lot_number: str | None = None
    date_code: str | None = None
    expires_on: date | None = None
    purchase_order: str | None = None
    supplier: str | None = None
    manufacturer: str | None = None
    make_serial: bool = False
    make_lot: bool = False
    is_label: bool = False
    typed: str = ""
    done: int = 0

    @property
    def is_serial(self) -> bool:
        """Whether every piece of it has a number of its own."""
        return self.part is not None and self.part.tracking is TrackingType.SERIAL

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known yet of what is to be taken in."""
        return self.part is None and not self.numbers

    @property
    def lacks_serial(self) -> bool:
        """Whether a serial number has to be scanned."""
        return self.is_serial and not self.serial_number and not self.make_serial

    @property
    def lacks_lot(self) -> bool:
        """Whether a lot number has to be scanned."""
        is_lot = self.part is not None and self.part.tracking is TrackingType.LOT
        return is_lot and not self.lot_number and not self.make_lot

    @property
    def lacks_quantity(self) -> bool:
        """Whether it is not known how much it is."""
        return self.quantity is None and not self.typed and not self.is_serial

    @property
    def amount(self) -> Decimal | None:
        """How much is to be taken in, in `unit`; what was typed wins. None where nothing, or no number, says it."""
        if self.typed:
            try:
                return quantity(self.typed)
            except QuantityError:
                return None
        return self.quantity

    def after_receipt(self) -> ReceivingForm:
        """Return the form for what comes next: the place stays, and of a serial part all but its number."""
        if self.is_serial:
            return replace(self, serial_number=None, done=self.done + 1)
        kept = self.line if self.line_is_chosen else None
        return ReceivingForm(place=self.place, line=kept, line_is_chosen=self.line_is_chosen)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which two codes on one bag say different things."""

    field: str
    kept: str
    scanned: str


def facts_in(meaning: Meaning, part: CalledPart | None) -> Facts:
    """Return what a reading of a code says, given the part that it names."""
    return Facts(
        part=part,
        numbers=numbers_in(meaning),
        quantity=meaning.quantity,
        unit=_unit_in(meaning),
        serial_number=meaning.serial_number,
        lot_number=meaning.lot_number,
        date_code=meaning.date_code,
        expires_on=meaning.expires_on,
        purchase_order=meaning.purchase_order,
        supplier=meaning.supplier or (part.supplier if part else None),
        manufacturer=meaning.manufacturer,
        is_label=meaning.kind != PLAIN,
    )


def numbers_in(meaning: Meaning) -> Numbers:
    """Return the numbers under which a reading names a part."""
    return Numbers(
        part_number=meaning.part_number,
        customer_part_number=meaning.customer_part_number,
        supplier_sku=meaning.supplier_sku,
        gtin=meaning.gtin,
    )


def is_another_bag(form: ReceivingForm, facts: Facts) -> bool:
    """Whether a code names another part than the form."""
    if facts.part is not None and form.part is not None:
        return facts.part.uid != form.part.uid
    if facts.part is not None:
        return bool(form.numbers) and form.part is None and not _agree(form.numbers, facts.numbers)
    return (
        form.part is None and bool(facts.numbers and form.numbers) and not _agree(form.numbers, facts.numbers)
    )


def differences(form: ReceivingForm, facts: Facts) -> tuple[Difference, ...]:
    """Return of which fields the code says something else than the form holds."""
    found = []
    for field in COLLECTED:
        kept, scanned = getattr(form, field), getattr(facts, field)
        if kept is not None and scanned is not None and kept != scanned:
            found.append(Difference(field, _text(kept), _text(scanned)))
    return tuple(found)


def taken_over(form: ReceivingForm, facts: Facts, *, replacing: bool = False) -> ReceivingForm:
    """Return the form with what the code says; what the form holds stays, unless it is to be replaced."""
    said = {field: getattr(facts, field) for field in COLLECTED if getattr(facts, field) is not None}
    new = {field: value for field, value in said.items() if replacing or getattr(form, field) is None}
    if "quantity" in new:
        new |= {"typed": "", "unit": facts.unit}
    numbers = _together(form.numbers, facts.numbers)
    filled = replace(form, numbers=numbers, is_label=form.is_label or facts.is_label, **new)
    part = facts.part or form.part
    return filled if part is None else with_part(filled, part)


def with_part(form: ReceivingForm, part: CalledPart) -> ReceivingForm:
    """Return the form for a part: what its stock is counted in goes without saying, and loose pieces have no serial.

    Kyocera, for one, writes the number of the package where others write a serial number.
    """
    is_serial = part.tracking is TrackingType.SERIAL
    is_stocked = form.unit is None or unit_name(form.unit) == unit_name(part.unit)
    return replace(
        form,
        part=part,
        unit=None if is_stocked else form.unit,
        serial_number=form.serial_number if is_serial else None,
    )


def with_suggested_line(form: ReceivingForm, open_lines: tuple[OrderRow, ...]) -> ReceivingForm:
    """Return the form with the order line that the bag is for, as far as that is clear.

    A line that a person chose stays as long as it is for the part; else the one of the order that the label names; else
    the only one that is open for the part.
    """
    of_part = tuple(line for line in open_lines if form.part and line.part_uid == form.part.uid)
    if form.line_is_chosen and form.line is None:
        return form
    if form.line is not None and form.line_is_chosen:
        now = next((line for line in of_part if line.uid == form.line.uid), None)
        if now is not None or (form.part is not None and form.line.part_uid == form.part.uid):
            return replace(form, line=now or form.line)
    named = [line for line in of_part if line.order_number == form.purchase_order]
    found = named[0] if named else None
    if found is None and len(of_part) == 1 and form.purchase_order is None:
        found = of_part[0]
    return replace(form, line=found, line_is_chosen=False)


def _unit_in(meaning: Meaning) -> str | None:
    """Return the unit in which a label states its quantity; None where it says none that is known."""
    written = meaning.quantity_unit
    return unit_name(written) if written and is_unit(written) else None


def _agree(one: Numbers, other: Numbers) -> bool:
    """Whether two codes of a part that nobody knows can be on the same bag."""
    pairs = (
        (one.part_number, other.part_number),
        (one.customer_part_number, other.customer_part_number),
        (one.supplier_sku, other.supplier_sku),
        (one.gtin, other.gtin),
    )
    return all(first is None or second is None or first == second for first, second in pairs)


def _together(one: Numbers, other: Numbers) -> Numbers:
    return Numbers(
        one.part_number or other.part_number,
        one.customer_part_number or other.customer_part_number,
        one.supplier_sku or other.supplier_sku,
        one.gtin or other.gtin,
    )


def _text(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
