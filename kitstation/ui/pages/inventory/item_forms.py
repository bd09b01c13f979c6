"""The forms in which something is done with inventory items, and the commands that come of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from kitstation.domain.commands import (
    AddStock,
    Command,
    CreateItem,
    DeleteItem,
    HoldItem,
    MergeItems,
    RecountItem,
    ReleaseHold,
    ReleaseItem,
    RemoveStock,
    ReserveItem,
    ScrapItem,
    TransferItem,
)
from kitstation.domain.movements import Bucket
from kitstation.station.sentences import amount, readable
from kitstation.ui.forms import (
    Choice,
    ChoiceField,
    DateField,
    Field,
    FlagField,
    FormPane,
    PickField,
    QuantityField,
    TextField,
)
from kitstation.ui.pages.inventory import choices
from kitstation.ui.widgets.button import ButtonKind

if TYPE_CHECKING:
    from kitstation.store.queries.inventory import InventoryRow
    from kitstation.store.queries.item_detail import LineChoice, Share
    from kitstation.store.queries.parts import PartListRow
    from kitstation.ui.services import Services

Values = Mapping[str, Any]
Rows = tuple["InventoryRow", ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A form, the commands that its values ask for, and what is said when they are done."""

    form: FormPane
    commands: Callable[[Values], Sequence[Command]]
    done: Callable[[Values], str]


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
                condition=values["condition"] or "NEW",
                storage_area=values["area"],
                usage_type=values["usage"],
            ),
        )

    return Planned(form, commands, lambda values: _said("Taken in: {what}", _of(values)))


def _of(values: Values) -> str:
    return f"{amount(values['quantity'], values['part'].unit)} {values['part'].part_number}"


def transferring(services: Services, rows: Rows) -> Planned:
    """Move items, or so much of one."""
    one = rows[0] if len(rows) == 1 else None
    fields: list[Field] = [PickField("place", tr("To"), choices.find_places)]
    if one is not None and one.serial_number is None:
        fields.append(_some(one, hint=tr("A part of it becomes an item of its own there.")))
    fields.append(TextField("reason", tr("Reason")))
    form = FormPane(services, tr("Move {what}").format(what=_named(rows)), fields, submit=tr("Move"))

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

    return Planned(form, commands, lambda _values: _said("Moved {what}", _named(rows)))


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
        sentence += " " + tr("Nothing else here is like {what}.").format(what=_named(rows))
    form = FormPane(
        services,
        tr("Make one of {what}").format(what=_named(rows)),
        fields,
        submit=tr("Make one item"),
        sentence=sentence,
    )

    def commands(values: Values) -> Sequence[Command]:
        uids = tuple(row.uid for row in rows) + tuple(row.uid for row in offered if values[row.uid])
        return (MergeItems(new_uid=services.ids.new(), item_uids=uids),)

    return Planned(form, commands, lambda _values: _said("Made one item of {what}", _named(rows)))


def scrapping(services: Services, rows: Rows, shares: Sequence[Share] = ()) -> Planned:
    """Scrap so much of an item, from its place or out of a kit."""
    (row,) = rows
    kits = [share for share in shares if share.bucket is Bucket.PICKED]
    fields: list[Field] = [_some(row, value=row.quantity or None), _why()]
    if kits:
        places = [Choice(None, readable(row.location))]
        places += [Choice(share.place_uid, tr("Kit {kit}").format(kit=share.name)) for share in kits]
        fields.insert(
            0, ChoiceField("line", tr("Out of"), places, value=None if row.quantity else kits[0].place_uid)
        )
    form = FormPane(
        services,
        tr("Scrap {what}").format(what=_named(rows)),
        fields,
        submit=tr("Scrap"),
        kind=ButtonKind.DANGER,
    )

    def commands(values: Values) -> Sequence[Command]:
        return (
            ScrapItem(
                item_uid=row.uid,
                quantity=values["quantity"],
                reason=values["reason"],
                line_uid=values.get("line"),
            ),
        )

    return Planned(form, commands, lambda values: _said("Scrapped {what}", _so_much(values, row)))


def adding(services: Services, rows: Rows) -> Planned:
    """Add so much to an item."""
    (row,) = rows
    form = _change_form(services, tr("Add to {what}").format(what=_named(rows)), row, tr("Add"))

    def commands(values: Values) -> Sequence[Command]:
        return (AddStock(item_uid=row.uid, quantity=values["quantity"], reason=values["reason"]),)

    return Planned(form, commands, lambda values: _said("Added {what}", _so_much(values, row)))


def removing(services: Services, rows: Rows) -> Planned:
    """Remove so much of an item."""
    (row,) = rows
    form = _change_form(services, tr("Remove of {what}").format(what=_named(rows)), row, tr("Remove"))

    def commands(values: Values) -> Sequence[Command]:
        return (RemoveStock(item_uid=row.uid, quantity=values["quantity"], reason=values["reason"]),)

    return Planned(form, commands, lambda values: _said("Removed {what}", _so_much(values, row)))


def recounting(services: Services, rows: Rows) -> Planned:
    """Say how much of an item was counted."""
    (row,) = rows
    form = FormPane(
        services,
        tr("Recount {what}").format(what=_named(rows)),
        (QuantityField("quantity", tr("Counted"), unit=row.unit), _why()),
        submit=tr("Book the count"),
        sentence=tr("The records say {quantity} at {place}.").format(
            quantity=amount(row.quantity, row.unit), place=readable(row.location)
        ),
    )

    def commands(values: Values) -> Sequence[Command]:
        return (RecountItem(item_uid=row.uid, counted=values["quantity"], reason=values["reason"]),)

    return Planned(form, commands, lambda values: _said("Counted {what}", _so_much(values, row)))


def holding(services: Services, rows: Rows) -> Planned:
    """Hold items in quarantine."""
    form = FormPane(
        services,
        tr("Hold {what}").format(what=_named(rows)),
        (_why(),),
        submit=tr("Hold"),
        sentence=tr("Nothing of it may be taken until somebody releases it."),
    )

    def commands(values: Values) -> Sequence[Command]:
        return [HoldItem(item_uid=row.uid, reason=values["reason"]) for row in rows]

    return Planned(form, commands, lambda _values: _said("Held {what}", _named(rows)))


def releasing_hold(services: Services, rows: Rows) -> Planned:
    """Let held items be used again."""
    form = FormPane(
        services,
        tr("Release {what}").format(what=_named(rows)),
        (),
        submit=tr("Release"),
        sentence=tr("It is held: {why}").format(why=rows[0].hold_reason or ""),
    )

    def commands(_values: Values) -> Sequence[Command]:
        return [ReleaseHold(item_uid=row.uid) for row in rows]

    return Planned(form, commands, lambda _values: _said("Released {what}", _named(rows)))


def reserving(services: Services, rows: Rows) -> Planned:
    """Keep so much of an item for a kit line."""
    (row,) = rows
    form = FormPane(
        services,
        tr("Reserve {what}").format(what=_named(rows)),
        (
            PickField(
                "line",
                tr("For kit"),
                choices.kit_lines_for(row.part_uid),
                hint=tr("Kit, part, and what it lacks."),
            ),
            _some(row, required=False, hint=tr("Without: what the line lacks.")),
        ),
        submit=tr("Reserve"),
        sentence=tr("It stays where it is, and nobody else can take it."),
    )

    def commands(values: Values) -> Sequence[Command]:
        line: LineChoice = values["line"]
        quantity = values["quantity"]
        if quantity is None:
            quantity = min(line.lacking, row.quantity)
        return (ReserveItem(item_uid=row.uid, line_uid=line.line_uid, quantity=quantity),)

    return Planned(form, commands, lambda values: _said("Reserved for {what}", values["line"].kit))


def releasing(services: Services, rows: Rows, shares: Sequence[Share]) -> Planned:
    """Keep so much of an item for a kit line no longer."""
    (row,) = rows
    kept = [share for share in shares if share.bucket is Bucket.RESERVED]
    offered = [Choice(share, f"{share.name} · {amount(share.quantity, row.unit)}") for share in kept]
    form = FormPane(
        services,
        tr("Free {what}").format(what=_named(rows)),
        (
            ChoiceField("share", tr("Reserved for"), offered),
            _some(row, required=False, hint=tr("Without: all that is reserved there.")),
        ),
        submit=tr("Free"),
    )

    def commands(values: Values) -> Sequence[Command]:
        share: Share = values["share"]
        quantity = share.quantity if values["quantity"] is None else values["quantity"]
        return (ReleaseItem(item_uid=row.uid, line_uid=share.place_uid, quantity=quantity),)

    return Planned(form, commands, lambda _values: _said("Freed {what}", _named(rows)))


def deleting(services: Services, rows: Rows) -> Planned:
    """Take an item out of the records."""
    (row,) = rows
    form = FormPane(
        services,
        tr("Delete {what}").format(what=_named(rows)),
        (TextField("reason", tr("Reason")),),
        submit=tr("Delete"),
        kind=ButtonKind.DANGER,
        sentence=tr("{quantity} will be removed with it. The history stays.").format(
            quantity=amount(row.quantity, row.unit)
        ),
    )

    def commands(values: Values) -> Sequence[Command]:
        return (DeleteItem(uid=row.uid, etag=row.etag, reason=values["reason"]),)

    return Planned(form, commands, lambda _values: _said("Deleted {what}", _named(rows)))


def tr(text: str) -> str:
    """Return a text of these forms in the language of the window."""
    return QCoreApplication.translate("inventory", text)


def _said(template: str, what: str) -> str:
    return tr(template).format(what=what)


def _named(rows: Rows) -> str:
    return rows[0].name if len(rows) == 1 else tr("{count} items").format(count=len(rows))


def _so_much(values: Values, row: InventoryRow) -> str:
    return tr("{quantity} of {what}").format(quantity=amount(values["quantity"], row.unit), what=row.name)


def _some(
    row: InventoryRow, *, value: Decimal | None = None, hint: str = "", required: bool = True
) -> QuantityField:
    if value is None and required and row.serial_number is None:
        value = row.quantity or None
    return QuantityField("quantity", tr("Quantity"), unit=row.unit, value=value, hint=hint, required=required)


def _why() -> TextField:
    return TextField("reason", tr("Reason"), required=True, hint=tr("The history keeps it."))


def _change_form(services: Services, title: str, row: InventoryRow, submit: str) -> FormPane:
    fields = (QuantityField("quantity", tr("Quantity"), unit=row.unit), _why())
    sentence = tr("There are {quantity} at {place}.").format(
        quantity=amount(row.quantity, row.unit), place=readable(row.location)
    )
    return FormPane(services, title, fields, submit=submit, sentence=sentence)
