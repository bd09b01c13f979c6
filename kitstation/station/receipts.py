"""Receipts: the commands by which what is on a form is taken in."""

from __future__ import annotations

from decimal import Decimal

from kitstation.domain.commands import CreateItem
from kitstation.domain.ids import IdSource
from kitstation.domain.quantities import ONE
from kitstation.domain.records import TrackingType
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.station.receiving_form import ReceivingForm
from kitstation.station.units import in_stock_unit

MOST_AT_ONCE = 1_000
"""Serial numbers that are made at once; more is a slip."""


def missing(form: ReceivingForm) -> bool:
    """Whether something has to be known yet before the form can be received."""
    return (
        form.part is None
        or form.place is None
        or form.lacks_lot
        or form.lacks_quantity
        or form.lacks_serial
        or (form.is_serial and form.make_serial and form.amount is None)
    )


def creations(
    form: ReceivingForm, supplier_uid: str | None, ids: IdSource, *, over_order: bool = False
) -> tuple[CreateItem, ...] | Refused:
    """Return the commands that take in what is on a form, all of it or none.

    A serial number is one command; where serial numbers are made, there are as many as pieces.
    """
    if form.part is None or form.place is None:
        return refuse(RefusalCode.UNKNOWN_RECORD, what="part" if form.part is None else "location")
    quantity = ONE if form.is_serial and not form.make_serial else _stocked(form)
    if isinstance(quantity, Refused):
        return quantity
    if quantity <= 0:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=f"{quantity:f}", why="it must be above 0")
    pieces = 1
    if form.is_serial:
        if quantity != int(quantity) or quantity > MOST_AT_ONCE:
            why = f"a serial number is one whole piece, and at most {MOST_AT_ONCE} are made at once"
            return refuse(RefusalCode.BAD_QUANTITY, quantity=f"{quantity:f}", why=why)
        pieces, quantity = int(quantity), ONE
    is_lot = form.part.tracking is TrackingType.LOT
    return tuple(
        CreateItem(
            uid=ids.new(),
            part_uid=form.part.uid,
            location_uid=form.place.uid,
            serial_number=None if form.make_serial or not form.is_serial else form.serial_number,
            lot_number=form.lot_number if is_lot or form.is_serial else None,
            autogenerate_serial_number=form.is_serial and form.make_serial,
            autogenerate_lot_number=is_lot and form.make_lot and not form.lot_number,
            quantity=quantity,
            supplier_uid=supplier_uid,
            expires_on=form.expires_on,
            date_code=form.date_code,
            order_line_uid=form.line.uid if form.line else None,
            over_order=over_order,
        )
        for _ in range(pieces)
    )


def _stocked(form: ReceivingForm) -> Decimal | Refused:
    """Return the form's quantity in the part's stock unit: what came in rolls lies in stock in feet."""
    amount = form.amount
    if amount is None or form.part is None:
        return refuse(RefusalCode.QUANTITY_NEEDED)
    if form.unit is None:
        return amount
    factor = form.line.factor if form.line and form.line.purchase_unit == form.unit else None
    return in_stock_unit(amount, form.unit, form.part.unit, factor)
