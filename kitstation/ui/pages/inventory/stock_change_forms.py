"""The forms in which how much there is of an item changes, each with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kitstation.domain.commands import AddStock, Command, DeleteItem, RecountItem, RemoveStock, ScrapItem
from kitstation.domain.movements import Bucket
from kitstation.station.sentences import amount, readable
from kitstation.ui.forms import Choice, ChoiceField, Field, FormPane, QuantityField, TextField
from kitstation.ui.forms.planned import Planned, Values
from kitstation.ui.pages.inventory.item_forms import Rows, named, said, some_of, tr, why
from kitstation.ui.widgets.button import ButtonKind

if TYPE_CHECKING:
    from kitstation.store.queries.inventory import InventoryRow
    from kitstation.store.queries.item_detail import Share
    from kitstation.ui.services import Services


def scrapping(services: Services, rows: Rows, shares: Sequence[Share] = ()) -> Planned:
    """Scrap so much of an item, from its place or out of a kit."""
    (row,) = rows
    kits = [share for share in shares if share.bucket is Bucket.PICKED]
    fields: list[Field] = [some_of(row, value=row.quantity or None), why()]
    if kits:
        places = [Choice(None, readable(row.location))]
        places += [Choice(share.place_uid, tr("Kit {kit}").format(kit=share.name)) for share in kits]
        fields.insert(
            0, ChoiceField("line", tr("Out of"), places, value=None if row.quantity else kits[0].place_uid)
        )
    form = FormPane(
        services,
        tr("Scrap {what}").format(what=named(rows)),
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

    return Planned(form, commands, lambda values: said("Scrapped {what}", _so_much(values, row)))


def adding(services: Services, rows: Rows) -> Planned:
    """Add so much to an item."""
    (row,) = rows
    form = _change_form(services, tr("Add to {what}").format(what=named(rows)), row, tr("Add"))

    def commands(values: Values) -> Sequence[Command]:
        return (AddStock(item_uid=row.uid, quantity=values["quantity"], reason=values["reason"]),)

    return Planned(form, commands, lambda values: said("Added {what}", _so_much(values, row)))


def removing(services: Services, rows: Rows) -> Planned:
    """Remove so much of an item."""
    (row,) = rows
    form = _change_form(services, tr("Remove of {what}").format(what=named(rows)), row, tr("Remove"))

    def commands(values: Values) -> Sequence[Command]:
        return (RemoveStock(item_uid=row.uid, quantity=values["quantity"], reason=values["reason"]),)

    return Planned(form, commands, lambda values: said("Removed {what}", _so_much(values, row)))


def recounting(services: Services, rows: Rows) -> Planned:
    """Say how much of an item was counted."""
    (row,) = rows
    form = FormPane(
        services,
        tr("Recount {what}").format(what=named(rows)),
        (QuantityField("quantity", tr("Counted"), unit=row.unit), why()),
        submit=tr("Book the count"),
        sentence=tr("The records say {quantity} at {place}.").format(
            quantity=amount(row.quantity, row.unit), place=readable(row.location)
        ),
    )

    def commands(values: Values) -> Sequence[Command]:
        return (RecountItem(item_uid=row.uid, counted=values["quantity"], reason=values["reason"]),)

    return Planned(form, commands, lambda values: said("Counted {what}", _so_much(values, row)))


def deleting(services: Services, rows: Rows) -> Planned:
    """Take an item out of the records."""
    (row,) = rows
    form = FormPane(
        services,
        tr("Delete {what}").format(what=named(rows)),
        (TextField("reason", tr("Reason")),),
        submit=tr("Delete"),
        kind=ButtonKind.DANGER,
        sentence=tr("{quantity} will be removed with it. The history stays.").format(
            quantity=amount(row.quantity, row.unit)
        ),
    )

    def commands(values: Values) -> Sequence[Command]:
        return (DeleteItem(uid=row.uid, etag=row.etag, reason=values["reason"]),)

    return Planned(form, commands, lambda _values: said("Deleted {what}", named(rows)))


def _so_much(values: Values, row: InventoryRow) -> str:
    return tr("{quantity} of {what}").format(quantity=amount(values["quantity"], row.unit), what=row.name)


def _change_form(services: Services, title: str, row: InventoryRow, submit: str) -> FormPane:
    fields = (QuantityField("quantity", tr("Quantity"), unit=row.unit), why())
    sentence = tr("There are {quantity} at {place}.").format(
        quantity=amount(row.quantity, row.unit), place=readable(row.location)
    )
    return FormPane(services, title, fields, submit=submit, sentence=sentence)
