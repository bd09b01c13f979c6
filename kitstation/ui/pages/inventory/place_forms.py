"""The forms in which places are made, changed and moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kitstation.domain.commands import Command, CreateLocation, MoveLocation, UpdateLocation
from kitstation.domain.records import LocationType
from kitstation.station.sentences import readable
from kitstation.ui.forms import Choice, ChoiceField, Field, FlagField, FormPane, PickField, TextField, choices
from kitstation.ui.forms.planned import Planned, Values
from kitstation.ui.pages.inventory.item_forms import tr

if TYPE_CHECKING:
    from kitstation.store.queries.places import PlaceRow
    from kitstation.ui.services import Services


def creating_place(services: Services, inside: PlaceRow | None) -> Planned:
    """Make a place known, inside another one or at the root."""
    parent = Choice(inside.uid, readable(inside.path)) if inside else None
    fields: tuple[Field, ...] = (
        TextField("name", tr("Name"), required=True),
        PickField(
            "parent_uid",
            tr("Inside"),
            choices.find_places,
            value=parent,
            required=False,
            hint=tr("Empty: in nothing."),
        ),
        *_fields(None),
    )
    form = FormPane(services, tr("New place"), fields, submit=tr("Make the place"))

    def commands(values: Values) -> Sequence[Command]:
        return (CreateLocation(uid=services.ids.new(), **_flipped(values)),)

    return Planned(form, commands, lambda values: tr("Made {what}").format(what=values["name"]))


def changing_place(services: Services, place: PlaceRow) -> Planned:
    """Rename a place, or change what else is known of it."""
    fields: tuple[Field, ...] = (
        TextField("name", tr("Name"), value=place.name, required=True),
        *_fields(place),
        FlagField("archived", tr("Archived: nothing is put there any more"), value=place.archived),
    )
    form = FormPane(services, tr("Change {what}").format(what=place.name), fields, submit=tr("Save"))

    def commands(values: Values) -> Sequence[Command]:
        return (UpdateLocation(uid=place.uid, etag=place.etag, **_flipped(values)),)

    return Planned(form, commands, lambda values: tr("Changed {what}").format(what=values["name"]))


def moving_place(services: Services, place: PlaceRow) -> Planned:
    """Put a place with all that is in it into another one."""
    form = FormPane(
        services,
        tr("Move {what}").format(what=place.name),
        (
            PickField(
                "parent_uid", tr("Into"), choices.find_places, required=False, hint=tr("Empty: in nothing.")
            ),
        ),
        submit=tr("Move"),
        sentence=tr("All that is in it moves with it."),
    )

    def commands(values: Values) -> Sequence[Command]:
        return (MoveLocation(uid=place.uid, etag=place.etag, parent_uid=values["parent_uid"]),)

    return Planned(form, commands, lambda _values: tr("Moved {what}").format(what=place.name))


def _fields(place: PlaceRow | None) -> tuple[Field, ...]:
    kinds = [
        Choice(LocationType.WAREHOUSE, tr("Warehouse")),
        Choice(LocationType.RACK, tr("Rack")),
        Choice(LocationType.SHELF, tr("Shelf")),
        Choice(LocationType.TOTE, tr("Tote")),
        Choice(LocationType.WORKCENTER, tr("Work centre")),
    ]
    return (
        ChoiceField("type", tr("Kind"), kinds, value=place.type if place else LocationType.SHELF),
        TextField("description", tr("Description"), value=place.description if place else ""),
        TextField(
            "barcode", tr("Barcode"), value=place.barcode if place else "", hint=tr("What is scanned for it.")
        ),
        FlagField(
            "inventory_available",
            tr("Parts may be taken from it"),
            value=place.inventory_available if place else True,
        ),
        FlagField(
            "mergeable",
            tr("Items may become one there"),
            value=not place.exclude_from_merge if place else True,
        ),
    )


def _flipped(values: Values) -> dict[str, Any]:
    """Return the values as the commands name them."""
    others = {key: value for key, value in values.items() if key != "mergeable"}
    return others | {"exclude_from_merge": not values["mergeable"]}
