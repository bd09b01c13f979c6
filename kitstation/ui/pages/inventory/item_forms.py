"""The forms in which items are taken in, moved and made one, and what all forms of items share."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kitstation.domain.commands import (
    Command,
    CreateItem,
    MergeItems,
    TransferItem,
)
from kitstation.station.sentences import amount
from kitstation.ui.forms import (
    Choice,
    DateField,
    Field,
    FlagField,
    FormPane,
    PickField,
    QuantityField,
    TextField,
    choices,
)
from kitstation.ui.forms.planned import Planned, Values

if TYPE_CHECKING:
    from kitstation.store.queries.inventory import InventoryRow
    from kitstation.store.queries.parts import PartListRow
    from kitstation.ui.services import Services

Rows = tuple["InventoryRow", ...]


def receiving(services: Services, *, part: PartListRow | None = None, place: Choice | None = None) -> Planned:
    """Take a new item in."""
    fields: tuple[Field, ...] = (
        PickField("part", tr("Part"), choices.find_parts, value=choices.part_choice(part) if part else None),
        QuantityField("quantity", tr("Quantity")),
        TextField("serial", tr("Serial number"), hint=tr("For parts that are tracked by serial number.")),
        TextField("lot", tr("Lot number")),
        FlagField("generate", tr("Make the numbers that are missing"), value=True),
        PickField("place", tr("Place"), choices.find_places, value=place),
        PickField("supplier", tr("Supplier"), choices.find_suppliers, required=False),
        QuantityField("cost", tr("Cost of one"), required=False),
        DateField("expires", tr("Expires")),
        TextField("date_code", tr("Date code")),
        TextField("condition", tr("Condition"), value="NEW"),
        TextField("area", tr("Storage area")),
        TextField("usage", tr("Usage type")),
    )
    form = FormPane(services, tr("Take in"), fields, submit=tr("Take in"))

    def commands(values: Values) -> Sequence[Command]:
        return (
            CreateItem(
                uid=services.ids.new(),
                part_uid=values["part"].uid,
                location_uid=values["place"],
                quantity=values["quantity"],
                serial_number=values["serial"] or None,
                lot_number=values["lot"] or None,
                autogenerate_serial_number=values["generate"],
                autogenerate_lot_number=values["generate"] and values["part"].tracking.value == "lot",
                supplier_uid=values["supplier"],
                cost=values["cost"],
                expires_on=values["expires"],
                date_code=values["date_code"] or None,
                condition=values["condition"] or "NEW",
                storage_area=values["area"],
                usage_type=values["usage"],
            ),
        )

    return Planned(form, commands, lambda values: said("Taken in: {what}", _of(values)))


def _of(values: Values) -> str:
    return f"{amount(values['quantity'], values['part'].unit)} {values['part'].part_number}"


def transferring(services: Services, rows: Rows) -> Planned:
    """Move items, or so much of one."""
    one = rows[0] if len(rows) == 1 else None
    fields: list[Field] = [PickField("place", tr("To"), choices.find_places)]
    if one is not None and one.serial_number is None:
        fields.append(some_of(one, hint=tr("A part of it becomes an item of its own there.")))
    fields.append(TextField("reason", tr("Reason")))
    form = FormPane(services, tr("Move {what}").format(what=named(rows)), fields, submit=tr("Move"))

    def commands(values: Values) -> Sequence[Command]:
        return [
            TransferItem(
                item_uid=row.uid,
                to_location_uid=values["place"],
                quantity=_part_of(row, values.get("quantity")),
                new_uid=services.ids.new(),
                reason=values["reason"],
            )
            for row in rows
        ]

    return Planned(form, commands, lambda _values: said("Moved {what}", named(rows)))


def _part_of(row: InventoryRow, quantity: Decimal | None) -> Decimal | None:
    return None if quantity is None or quantity == row.quantity else quantity


def merging(services: Services, rows: Rows, candidates: Rows) -> Planned:
    """Make one item of several that are alike; those that can be are offered."""
    wanted = {row.uid for row in rows}
    offered = [row for row in candidates if row.uid not in wanted]
    fields = [
        FlagField(
            row.uid,
            tr("{quantity}, received {day}").format(
                quantity=amount(row.quantity, row.unit), day=row.received_at.date().isoformat()
            ),
            value=len(rows) == 1,
        )
        for row in offered
    ]
    sentence = tr("Alike are the same part, lot, place, unit, expiry, condition and hold.")
    if not offered and len(rows) == 1:
        sentence += " " + tr("Nothing else here is like {what}.").format(what=named(rows))
    form = FormPane(
        services,
        tr("Make one of {what}").format(what=named(rows)),
        fields,
        submit=tr("Make one item"),
        sentence=sentence,
    )

    def commands(values: Values) -> Sequence[Command]:
        uids = tuple(row.uid for row in rows) + tuple(row.uid for row in offered if values[row.uid])
        return (MergeItems(new_uid=services.ids.new(), item_uids=uids),)

    return Planned(form, commands, lambda _values: said("Made one item of {what}", named(rows)))


def tr(text: str) -> str:
    """Return a text of these forms in the language of the window."""
    return QCoreApplication.translate("inventory", text)


def said(template: str, what: str) -> str:
    """Return a sentence about what was done."""
    return tr(template).format(what=what)


def named(rows: Rows) -> str:
    """Return what people call the items."""
    return rows[0].name if len(rows) == 1 else tr("{count} items").format(count=len(rows))


def some_of(
    row: InventoryRow, *, value: Decimal | None = None, hint: str = "", required: bool = True
) -> QuantityField:
    """Return the field for how much of an item."""
    if value is None and required and row.serial_number is None:
        value = row.quantity or None
    return QuantityField("quantity", tr("Quantity"), unit=row.unit, value=value, hint=hint, required=required)


def why() -> TextField:
    """Return the field for a reason, which must be given."""
    return TextField("reason", tr("Reason"), required=True, hint=tr("The history keeps it."))
