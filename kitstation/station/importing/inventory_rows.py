"""The rows of an inventory file: what each says, before it is known what is in stock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kitstation.domain.records import TrackingType
from kitstation.domain.tracking import tracking_of
from kitstation.station.importing.row_reading import RowReader


@dataclass(frozen=True, slots=True, kw_only=True)
class InventoryRow:
    """What a row says. Blank texts and None are blank or bad cells; the reader knows which."""

    reader: RowReader
    part_number: str
    revision: str
    tracking: TrackingType | None
    serial_number: str
    lot_number: str
    quantity: Decimal | None
    unit: str
    location: str
    supplier: str
    cost: Decimal | None
    expires_on: date | None
    date_code: str
    description: str
    manufacturer: str

    @property
    def number(self) -> int:
        """The row's number in the file."""
        return self.reader.number

    @property
    def claimed_tracking(self) -> TrackingType:
        """How the row says that its part is tracked: in words, else by the numbers that are present."""
        if self.tracking is not None:
            return self.tracking
        has_serial = not self.reader.is_blank("serial_number")
        has_lot = not self.reader.is_blank("lot_number")
        return tracking_of("serial" if has_serial else None, "lot" if has_lot else None)


def read_inventory_row(reader: RowReader) -> InventoryRow | None:
    """Return what a row says; None when it does not say of which part."""
    for field in ("part_number", "location"):
        if reader.is_blank(field):
            reader.problem(field, f"The {field.replace('_', ' ')} is blank. Write it, or delete the row.")
    row = InventoryRow(
        reader=reader,
        part_number=reader.name("part_number"),
        revision=reader.name("revision"),
        tracking=reader.tracking("tracking_type"),
        serial_number=reader.name("serial_number"),
        lot_number=reader.name("lot_number"),
        quantity=reader.amount("quantity"),
        unit=reader.unit("unit"),
        location=reader.location_path("location"),
        supplier=reader.name("supplier"),
        cost=reader.amount("cost"),
        expires_on=reader.day("expires_on"),
        date_code=reader.name("date_code"),
        description=reader.description("description"),
        manufacturer=reader.description("manufacturer"),
    )
    return row if row.part_number else None
