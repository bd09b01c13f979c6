"""The forms of the page of positions, and the commands that they stand for."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from kitstation.domain.commands import (
    AddStock,
    Command,
    CreateItem,
    DeletePosition,
    RemoveStock,
    TransferItem,
    UpdatePosition,
)
from kitstation.domain.quantities import ONE, ZERO
from kitstation.domain.records import TrackingType
from kitstation.station.position_keeping import NewPosition
from kitstation.station.sentences import amount, digits
from kitstation.ui.forms import Choice, ChoiceField, Field, FormPane, PickField, QuantityField, TextField
from kitstation.ui.forms.choices import find_parts, find_place_paths, find_places
from kitstation.ui.widgets.button import ButtonKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kitstation.domain.records import Catalogue
    from kitstation.store.queries.positions import PositionRow
    from kitstation.store.queries.stocked_items import StockedItem
    from kitstation.ui.pages.positions.reading import PositionKnown
    from kitstation.ui.services import Services


def tr(text: str) -> str:
    """Return a text of these forms in the language of the station."""
    return QCoreApplication.translate("positions", text)


def new_form(services: Services, catalogues: Sequence[Catalogue]) -> FormPane:
    """Return the form for a new position. Where there are several catalogues it asks for one."""
    chosen: tuple[Field, ...] = ()
    if len(catalogues) > 1:
        choices = [Choice(one.ref, one.name) for one in catalogues]
        chosen = (ChoiceField("catalogue", tr("Catalogue"), choices),)
    fields = (
        PickField("part", tr("Part"), find_parts),
        PickField("location", tr("Location"), find_place_paths),
        *chosen,
        TextField("bin", tr("Bin"), hint=tr("Where in the location, if it has bins.")),
        *_limits(ZERO, ZERO, ""),
        TextField("reference_number", tr("Reference no.")),
        TextField("ref", tr("Name of the position"), hint=tr("Left empty, it is made of part and place.")),
    )
    return FormPane(services, tr("New position"), fields, submit=tr("Make the position"))


def new_position(values: dict[str, Any]) -> NewPosition:
    """Return what the form for a new position says."""
    part = values["part"]
    return NewPosition(
        part_number=part.part_number,
        revision=part.revision,
        location=values["location"],
        catalogue=values.get("catalogue"),
        ref=values["ref"],
        bin=values["bin"],
        reference_number=values["reference_number"],
        minimum=values["minimum"],
        maximum=values["maximum"],
    )


def edit_form(services: Services, row: PositionRow) -> FormPane:
    """Return the form that changes a position; its part and place never change."""
    fields = (
        *_limits(row.minimum, row.maximum, row.unit),
        TextField("bin", tr("Bin"), value=row.bin),
        TextField("reference_number", tr("Reference no."), value=row.reference_number),
        TextField("status", tr("Status"), value=row.own_status, required=True),
        TextField(
            "attributes",
            tr("Attributes"),
            value=", ".join(row.attributes),
            hint=tr("Each as name=value, with commas between them."),
        ),
    )
    return FormPane(services, tr("Change the position"), fields, submit=tr("Save"))


def edit_command(row: PositionRow, values: dict[str, Any]) -> Command:
    """Return what changes a position as its form says."""
    attributes = tuple(word.strip() for word in values.pop("attributes").split(",") if word.strip())
    return UpdatePosition(uid=row.uid, etag=row.etag, attributes=attributes, **values)


def recount_form(services: Services, row: PositionRow) -> FormPane:
    """Return the form that says how much lies there."""
    sentence = tr(
        "Count everything that lies here, what is reserved for kits with it. "
        "What is missing is taken from the oldest item."
    )
    fields = (QuantityField("counted", tr("Counted"), unit=row.unit), _reason())
    return FormPane(services, tr("Recount"), fields, submit=tr("Book the count"), sentence=sentence)


def add_form(services: Services, known: PositionKnown) -> FormPane:
    """Return the form that adds stock: a serial number, so much of a lot, or so much."""
    row = known.row
    fields: tuple[Field, ...] = (QuantityField("quantity", tr("Quantity"), unit=row.unit), _reason())
    if row.tracking is TrackingType.SERIAL:
        fields = (
            TextField("serial_number", tr("Serial number"), required=True, hint=tr("Scan it or type it.")),
            _reason(),
        )
    elif row.tracking is TrackingType.LOT:
        usual = known.items[-1].lot_number or "" if known.items else ""
        fields = (TextField("lot_number", tr("Lot"), value=usual, required=True), *fields)
    return FormPane(services, tr("Add stock"), fields, submit=tr("Add"))


def add_commands(services: Services, known: PositionKnown, values: dict[str, Any]) -> list[Command]:
    """Return what adds stock: to the newest item that is alike, or else to a new one."""
    row = known.row
    serial, lot = values.get("serial_number"), values.get("lot_number")
    quantity = values.get("quantity", ONE)
    alike = [item for item in known.items if (item.serial_number, item.lot_number) == (serial, lot)]
    if alike:
        return [AddStock(item_uid=alike[-1].uid, quantity=quantity, reason=values["reason"])]
    uid = services.ids.new()
    new = CreateItem(
        uid=uid,
        part_uid=row.part_uid,
        location_uid=row.location_uid,
        serial_number=serial,
        lot_number=lot,
    )
    return [new, AddStock(item_uid=uid, quantity=quantity, reason=values["reason"])]


def remove_form(services: Services, known: PositionKnown) -> FormPane:
    """Return the form that removes stock, with a reason; it suggests the oldest item (seed 004)."""
    fields = (_item(known), *_how_much(known), _reason())
    return FormPane(services, tr("Remove stock"), fields, submit=tr("Remove"), kind=ButtonKind.DANGER)


def remove_command(values: dict[str, Any]) -> Command:
    """Return what removes stock as its form says."""
    return RemoveStock(item_uid=values["item"], quantity=values.get("quantity", ONE), reason=values["reason"])


def transfer_form(services: Services, known: PositionKnown) -> FormPane:
    """Return the form that moves stock to another place; it suggests the oldest item."""
    fields = (
        _item(known),
        PickField("to", tr("To"), find_places, hint=tr("Scan the place or type its name.")),
        *_how_much(known),
    )
    return FormPane(services, tr("Transfer"), fields, submit=tr("Transfer"))


def transfer_command(values: dict[str, Any]) -> Command:
    """Return what moves stock as its form says."""
    return TransferItem(
        item_uid=values["item"], to_location_uid=values["to"], quantity=values.get("quantity", ONE)
    )


def delete_form(services: Services, row: PositionRow) -> FormPane:
    """Return the form that takes a position away."""
    sentence = tr("The part is not kept here any more.")
    if row.on_hand > 0:
        removed = tr("{amount} lie here and are removed from stock.")
        sentence += " " + removed.format(amount=amount(row.on_hand, row.unit))
    return FormPane(
        services,
        tr("Delete the position"),
        (_reason(),),
        submit=tr("Delete"),
        sentence=sentence,
        kind=ButtonKind.DANGER,
    )


def delete_command(row: PositionRow, values: dict[str, Any]) -> Command:
    """Return what takes a position away."""
    return DeletePosition(uid=row.uid, etag=row.etag, reason=values["reason"])


def _limits(minimum: Decimal, maximum: Decimal, unit: str) -> tuple[Field, ...]:
    return (
        QuantityField("minimum", tr("At least"), unit=unit, value=minimum),
        QuantityField(
            "maximum", tr("At most"), unit=unit, value=maximum, hint=tr("0 and 0: there are no limits.")
        ),
    )


def _reason() -> Field:
    return TextField("reason", tr("Reason"), required=True, hint=tr("The history keeps it."))


def _item(known: PositionKnown) -> Field:
    there = [item for item in known.items if item.units.on_hand > 0]
    choices = [Choice(item.uid, _named(item)) for item in there]
    return ChoiceField("item", tr("Item"), choices, hint=tr("The oldest stands first."))


def _how_much(known: PositionKnown) -> tuple[Field, ...]:
    if known.row.tracking is TrackingType.SERIAL:
        return ()
    return (QuantityField("quantity", tr("Quantity"), unit=known.row.unit),)


def _named(item: StockedItem) -> str:
    received = item.received_at.date().isoformat()
    name = item.name or tr("loose")
    return f"{name} · {digits(item.units.on_hand)} {item.unit} · {received}"
