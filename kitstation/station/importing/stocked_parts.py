"""The parts of an inventory file: how each is tracked and counted, and whether its rows agree with that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.quantities import LARGEST, ONE, ZERO, plain
from kitstation.domain.records import Part, TrackingType
from kitstation.domain.tracking import refuse_quantity
from kitstation.station.importing.cells import PIECES, is_same_unit
from kitstation.station.importing.inventory_rows import InventoryRow
from kitstation.station.importing.part_numbers import PartKey


@dataclass(frozen=True, slots=True)
class StockedPart:
    """A part with its rows, and what it is or becomes by the import. `part` is None when it does not exist yet."""

    key: PartKey
    part: Part | None
    rows: Sequence[InventoryRow]
    tracking: TrackingType
    unit: str

    @property
    def is_retracked(self) -> bool:
        """Whether the part exists as untracked and becomes tracked."""
        return self.part is not None and self.part.tracking is not self.tracking


def stocked_part(key: PartKey, part: Part | None, rows: Sequence[InventoryRow]) -> StockedPart:
    """Return the part of some rows: as it is known, else as its first row says."""
    tracking = rows[0].claimed_tracking
    if part is not None and part.tracking is not TrackingType.UNTRACKED:
        tracking = part.tracking
    unit = part.unit if part else next((row.unit for row in rows if row.unit), PIECES)
    return StockedPart(key, part, rows, tracking, unit)


def quantity_of(row: InventoryRow, tracking: TrackingType) -> Decimal:
    """Return a row's quantity; blank is one piece of a serial number and nothing of anything else."""
    if row.quantity is not None:
        return row.quantity
    return ONE if tracking is TrackingType.SERIAL else ZERO


def check(stocked: StockedPart, on_hand: Decimal) -> None:
    """Tell every row that does not fit its part. `on_hand` is what the part has in stock already."""
    total = on_hand
    for row in stocked.rows:
        if _is_tracked_alike(stocked, row):
            _check_numbers(stocked, row)
            _check_quantity(stocked, row)
        _check_unit(stocked, row)
        total = plain(total + quantity_of(row, stocked.tracking))
        if total > LARGEST:
            row.reader.problem(
                "quantity", "With it, there is absurdly much of the part in all. Check the rows of it."
            )
            total = ZERO
    if stocked.is_retracked:
        loose = f"; the {on_hand:f} that are in stock stay loose" if on_hand else ""
        stocked.rows[0].reader.note(
            "tracking_type", f"The part becomes tracked by {stocked.tracking}{loose}."
        )
    elif on_hand and stocked.tracking is not TrackingType.SERIAL:
        # A serial number cannot come in twice; a file that is imported twice can.
        stocked.rows[0].reader.note(
            "quantity",
            f"{on_hand:f} {stocked.unit} of the part are in stock already; what the file says comes on top.",
        )


def _is_tracked_alike(stocked: StockedPart, row: InventoryRow) -> bool:
    """Whether a row and its part are tracked in the same way; tells the row when they are not."""
    part, first = stocked.part, stocked.rows[0]
    is_known = part is not None and part.tracking is not TrackingType.UNTRACKED
    if row.tracking is stocked.tracking or (row.tracking is None and is_known):
        return True
    if row.claimed_tracking is stocked.tracking:
        return True
    who = "the part is" if is_known else f"row {first.number} makes the part"
    what = "the row says" if row.tracking is not None else "the row's numbers make it"
    row.reader.problem(
        "tracking_type",
        f"{_capital(who)} {_tracked(stocked.tracking)}, but {what} {_tracked(row.claimed_tracking)}. "
        "All stock of a part is tracked in one way: change the row, or give it another revision.",
    )
    return False


def _tracked(tracking: TrackingType) -> str:
    return "untracked" if tracking is TrackingType.UNTRACKED else f"tracked by {tracking}"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _check_numbers(stocked: StockedPart, row: InventoryRow) -> None:
    reader, tracking = row.reader, stocked.tracking
    if tracking is TrackingType.SERIAL and reader.is_blank("serial_number"):
        reader.problem("serial_number", "The part is tracked by serial: each row needs a serial number.")
    if tracking is TrackingType.LOT and reader.is_blank("lot_number"):
        reader.problem("lot_number", "The part is tracked by lot: each row needs a lot number.")
    if tracking is not TrackingType.SERIAL and not reader.is_blank("serial_number"):
        reader.problem(
            "serial_number", f"The part is {_tracked(tracking)} and has no serial numbers. Clear the cell."
        )
    if tracking is TrackingType.UNTRACKED and not reader.is_blank("lot_number"):
        reader.problem("lot_number", "The part is untracked and has no lot numbers. Clear the cell.")


def _check_quantity(stocked: StockedPart, row: InventoryRow) -> None:
    if stocked.tracking is TrackingType.SERIAL:
        if refuse_quantity(stocked.tracking, quantity_of(row, stocked.tracking)):
            row.reader.problem(
                "quantity", "A serial number is 0 or 1 piece. Give each piece its own row and number."
            )
    elif row.reader.is_blank("quantity"):
        row.reader.note("quantity", "The quantity is blank and is taken as 0.")


def _check_unit(stocked: StockedPart, row: InventoryRow) -> None:
    if row.unit and not is_same_unit(row.unit, stocked.unit):
        row.reader.problem(
            "unit", f"The part is counted in {stocked.unit}. Write the quantity in {stocked.unit}."
        )
