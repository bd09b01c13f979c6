"""The forms in which parts, their mBOMs and their suppliers' numbers are changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kitstation.domain.commands import (
    Command,
    CreateMbomLine,
    CreatePart,
    DeleteMbomLine,
    SetSupplierPart,
    UpdateMbomLine,
    UpdatePart,
)
from kitstation.domain.etags import etag
from kitstation.domain.quantities import ONE
from kitstation.domain.records import TrackingType
from kitstation.ui.forms import (
    Choice,
    ChoiceField,
    Field,
    FlagField,
    FormPane,
    PickField,
    QuantityField,
    TextField,
    choices,
)
from kitstation.ui.forms.planned import Planned, Values
from kitstation.ui.pages.inventory.item_forms import tr
from kitstation.ui.widgets.button import ButtonKind

if TYPE_CHECKING:
    from kitstation.domain.records import Part
    from kitstation.store.queries.part_detail import BomRow, SupplierPartRow
    from kitstation.ui.services import Services

MORE_SUBSTITUTES = 2
"""So many substitutes can be added at once."""


def creating_part(services: Services) -> Planned:
    """Make a part known."""
    fields = (
        TextField("part_number", tr("Part number"), required=True),
        TextField("revision", tr("Revision"), value="A"),
        *_fields(None),
    )
    form = FormPane(services, tr("New part"), fields, submit=tr("Make the part"))

    def commands(values: Values) -> Sequence[Command]:
        return (CreatePart(uid=services.ids.new(), **values),)

    return Planned(form, commands, lambda values: tr("Made part {what}").format(what=values["part_number"]))


def changing_part(services: Services, part: Part) -> Planned:
    """Change what is known of a part."""
    fields = (
        *_fields(part),
        FlagField("archived", tr("Archived: no more of it comes in"), value=part.archived),
    )
    form = FormPane(services, tr("Change {what}").format(what=part.part_number), fields, submit=tr("Save"))

    def commands(values: Values) -> Sequence[Command]:
        return (UpdatePart(uid=part.uid, etag=etag(part), **values),)

    return Planned(form, commands, lambda _values: tr("Changed {what}").format(what=part.part_number))


def _fields(part: Part | None) -> tuple[Field, ...]:
    tracking = [
        Choice(TrackingType.SERIAL, tr("Serial number")),
        Choice(TrackingType.LOT, tr("Lot")),
        Choice(TrackingType.UNTRACKED, tr("Not at all")),
    ]
    pattern = tr("Empty: the pattern of the house. Such as {part}-{year}-{seq:5}.")
    return (
        TextField("description", tr("Description"), value=part.description if part else ""),
        ChoiceField(
            "tracking", tr("Tracked by"), tracking, value=part.tracking if part else TrackingType.UNTRACKED
        ),
        TextField("unit", tr("Counted in"), value=part.unit if part else "ea", required=True),
        TextField("manufacturer", tr("Manufacturer"), value=part.manufacturer if part else ""),
        TextField(
            "manufacturer_part_number",
            tr("Manufacturer's number"),
            value=part.manufacturer_part_number if part else "",
        ),
        TextField("gtin", tr("GTIN"), value=part.gtin if part else ""),
        TextField(
            "serial_pattern", tr("Serial numbers"), value=part.serial_pattern if part else "", hint=pattern
        ),
        TextField("lot_pattern", tr("Lot numbers"), value=part.lot_pattern if part else ""),
    )


def adding_line(services: Services, assembly_uid: str) -> Planned:
    """Say that an assembly needs a part."""
    fields: tuple[Field, ...] = (
        PickField("part", tr("Part"), choices.find_parts),
        QuantityField("quantity", tr("One assembly needs"), value=ONE),
        *_line_fields(None),
    )
    form = FormPane(services, tr("New line of the bill of materials"), fields, submit=tr("Add the line"))

    def commands(values: Values) -> Sequence[Command]:
        return (
            CreateMbomLine(
                uid=services.ids.new(),
                assembly_uid=assembly_uid,
                part_uid=values["part"].uid,
                quantity=values["quantity"],
                designators=_words(values["designators"]),
                substitutes=_substitutes(values),
            ),
        )

    return Planned(form, commands, lambda values: tr("Added {what}").format(what=values["part"].name))


def changing_line(services: Services, line: BomRow) -> Planned:
    """Change how much of a part an assembly needs, where it sits, and what may be used instead."""
    fields: tuple[Field, ...] = (
        QuantityField("quantity", tr("One assembly needs"), unit=line.unit, value=line.quantity),
        *_line_fields(line),
    )
    form = FormPane(
        services, tr("Change the line for {what}").format(what=line.part_number), fields, submit=tr("Save")
    )

    def commands(values: Values) -> Sequence[Command]:
        return (
            UpdateMbomLine(
                uid=line.uid,
                etag=line.etag,
                quantity=values["quantity"],
                designators=_words(values["designators"]),
                substitutes=_substitutes(values),
            ),
        )

    return Planned(
        form, commands, lambda _values: tr("Changed the line for {what}").format(what=line.part_number)
    )


def deleting_line(services: Services, line: BomRow) -> Planned:
    """Say that an assembly needs a part no longer."""
    form = FormPane(
        services,
        tr("Take {what} out of the bill of materials").format(what=line.part_number),
        (),
        submit=tr("Take it out"),
        kind=ButtonKind.DANGER,
        sentence=tr("Kits that were filled before keep their lines."),
    )

    def commands(_values: Values) -> Sequence[Command]:
        return (DeleteMbomLine(uid=line.uid, etag=line.etag),)

    return Planned(form, commands, lambda _values: tr("Took {what} out").format(what=line.part_number))


def selling(services: Services, part: Part, known: SupplierPartRow | None = None) -> Planned:
    """Say under which number and in which unit a supplier sells a part."""
    supplier = Choice(known.supplier_uid, known.supplier) if known else None
    fields = (
        PickField("supplier", tr("Supplier"), choices.find_suppliers, value=supplier),
        TextField("number", tr("Its number"), value=known.supplier_part_number if known else ""),
        TextField("unit", tr("Bought in"), value=known.purchase_unit if known else part.unit, required=True),
        QuantityField("factor", tr("One of these is"), unit=part.unit, value=known.factor if known else ONE),
    )
    form = FormPane(services, tr("Who sells {what}").format(what=part.part_number), fields, submit=tr("Save"))

    def commands(values: Values) -> Sequence[Command]:
        return (
            SetSupplierPart(
                uid=services.ids.new(),
                supplier_uid=values["supplier"],
                part_uid=part.uid,
                supplier_part_number=values["number"],
                purchase_unit=values["unit"],
                factor=values["factor"],
            ),
        )

    return Planned(
        form, commands, lambda _values: tr("Changed who sells {what}").format(what=part.part_number)
    )


def _line_fields(line: BomRow | None) -> tuple[Field, ...]:
    present = list(zip(line.substitute_uids, line.substitutes, strict=True)) if line else []
    picked = [Choice(uid, name) for uid, name in present]
    fields: list[Field] = [
        TextField(
            "designators",
            tr("Reference designators"),
            value=" ".join(line.designators) if line else "",
            hint=tr("With blanks or commas between them: R1 R2 R3."),
        )
    ]
    fields.extend(
        PickField(
            f"substitute_{at}",
            tr("Substitute {number}").format(number=at + 1),
            choices.find_parts,
            value=picked[at] if at < len(picked) else None,
            required=False,
        )
        for at in range(len(picked) + MORE_SUBSTITUTES)
    )
    return tuple(fields)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def _substitutes(values: Values) -> tuple[str, ...]:
    """Return the uids of what was picked: a part's row where it was found, its uid where it stood there before."""
    found = [value for key, value in values.items() if key.startswith("substitute_") and value is not None]
    return tuple(dict.fromkeys(one if isinstance(one, str) else one.uid for one in found))
