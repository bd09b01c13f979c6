"""The forms in which something is done with a kit or one of its lines, and the commands that come of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kitstation.domain.commands import AddKitLine, RemoveKitLine, SetKitStatus, UpdateKit, UpdateKitLine
from kitstation.domain.etags import etag
from kitstation.domain.records import KitStatus
from kitstation.station.kit_effects import effect_of
from kitstation.station.sentences import amount, readable
from kitstation.ui.forms import Choice, Field, FlagField, FormPane, PickField, QuantityField, TextField
from kitstation.ui.forms.choices import find_parts, find_places
from kitstation.ui.forms.planned import Planned, Values
from kitstation.ui.pages.kits.status_field import StatusField
from kitstation.ui.widgets.button import ButtonKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kitstation.domain.commands import Command
    from kitstation.domain.records import Kit, KitLine
    from kitstation.station.kit_effects import KitHoldings
    from kitstation.store.queries.kits import KitHeader, LineState
    from kitstation.ui.services import Services


def tr(text: str) -> str:
    """Return a text of these forms in the person's language."""
    return QCoreApplication.translate("kit_forms", text)


def setting_status(services: Services, held: KitHoldings) -> Planned:
    """Set the status; what each would do is said before it is done."""
    kit = held.kit
    effects = {status: effect_of(status, held, services.speech) for status in KitStatus}
    field = StatusField("status", tr("Status"), kit.status, effects, now=tr("So it is now."))
    title = tr("Status of kit {kit}").format(kit=kit.number)
    form = FormPane(services, title, (field,), submit=tr("Set status"))

    def commands(values: Values) -> Sequence[Command]:
        return (SetKitStatus(uid=kit.uid, status=values["status"]),)

    def done(values: Values) -> str:
        said = tr("Kit {kit} is {status}.").format(kit=kit.number, status=values["status"].value)
        return f"{said} {effects[values['status']]}".strip()

    return Planned(form, commands, done)


def placing(services: Services, record: Kit, kit: KitHeader) -> Planned:
    """Say who collects a kit, where it lies and where it goes."""
    fields: tuple[Field, ...] = (
        TextField("assigned", tr("Collected by"), value=kit.assigned_to, hint=tr("Empty: nobody yet.")),
        PickField(
            "location",
            tr("Staging location"),
            find_places,
            value=_place(record.location_uid, kit.location),
            hint=tr("Where the kit lies. A new one moves everything that is in it."),
            required=False,
        ),
        PickField(
            "delivery",
            tr("Delivery location"),
            find_places,
            value=_place(record.delivery_uid, kit.delivery),
            hint=tr("Where it goes when it is delivered."),
            required=False,
        ),
    )
    title = tr("People and places of kit {kit}").format(kit=kit.number)
    form = FormPane(services, title, fields, submit=tr("Save"))

    def commands(values: Values) -> Sequence[Command]:
        return (
            UpdateKit(
                uid=record.uid,
                etag=etag(record),
                location_uid=values["location"] or "",
                delivery_uid=values["delivery"] or "",
                assigned_to=values["assigned"],
            ),
        )

    return Planned(form, commands, lambda _values: tr("Saved for kit {kit}.").format(kit=kit.number))


def adding_line(services: Services, kit: KitHeader) -> Planned:
    """Give the kit a line."""
    fields: tuple[Field, ...] = (
        PickField("part", tr("Part"), find_parts),
        QuantityField("required", tr("Needed")),
        TextField("designators", tr("Reference designators"), hint=tr("Between commas: R1, R2.")),
        PickField(
            "substitute",
            tr("Substitute"),
            find_parts,
            hint=tr("A part that may be issued instead; more can be added later."),
            required=False,
        ),
    )
    title = tr("New line in kit {kit}").format(kit=kit.number)
    form = FormPane(services, title, fields, submit=tr("Add line"))

    def commands(values: Values) -> Sequence[Command]:
        words = (word.strip() for word in values["designators"].split(","))
        return (
            AddKitLine(
                uid=services.ids.new(),
                kit_uid=kit.uid,
                part_uid=values["part"].uid,
                required=values["required"],
                designators=tuple(word for word in words if word),
                substitutes=(values["substitute"].uid,) if values["substitute"] else (),
            ),
        )

    def done(values: Values) -> str:
        needed = amount(values["required"], values["part"].unit)
        return tr("Kit {kit} needs {needed} of {part}.").format(
            kit=kit.number, needed=needed, part=values["part"].part_number
        )

    return Planned(form, commands, done)


def changing_line(services: Services, record: KitLine, line: LineState) -> Planned:
    """Change what a line needs and what may be issued instead."""
    fields: list[Field] = [
        QuantityField("required", tr("Needed"), unit=line.unit, value=line.required),
        *(
            FlagField(
                one.part_uid,
                tr("{part} may be issued instead").format(part=one.part_number),
                value=True,
                hint=tr("{quantity} on hand").format(quantity=amount(one.on_hand, line.unit)),
            )
            for one in line.substitutes
        ),
        PickField("substitute", tr("Another substitute"), find_parts, required=False),
    ]
    title = tr("Line for {part}").format(part=line.part_number)
    sentence = tr("{issued} are issued. That stays as it is.").format(issued=amount(line.issued, line.unit))
    form = FormPane(services, title, fields, submit=tr("Save"), sentence=sentence if line.issued else "")

    def commands(values: Values) -> Sequence[Command]:
        kept = [one.part_uid for one in line.substitutes if values[one.part_uid]]
        if values["substitute"]:
            kept.append(values["substitute"].uid)
        return (
            UpdateKitLine(
                uid=record.uid,
                etag=etag(record),
                required=values["required"],
                substitutes=tuple(dict.fromkeys(kept)),
            ),
        )

    return Planned(form, commands, lambda _values: tr("Saved for {part}.").format(part=line.part_number))


def removing_line(services: Services, record: KitLine, line: LineState) -> Planned:
    """Take a line away that holds nothing."""
    form = FormPane(
        services,
        tr("Remove the line for {part}?").format(part=line.part_number),
        (),
        sentence=tr(
            "The kit needs no {part} any more. A line that holds something cannot be removed."
        ).format(part=line.part_number),
        submit=tr("Remove line"),
        kind=ButtonKind.DANGER,
    )

    def commands(_values: Values) -> Sequence[Command]:
        return (RemoveKitLine(uid=record.uid, etag=etag(record)),)

    return Planned(form, commands, lambda _values: tr("{part} is removed.").format(part=line.part_number))


def splitting(services: Services, kit: KitHeader) -> FormPane:
    """Return the form that asks whether what a kit lacks is to become a kit of its own."""
    missing = kit.lines - kit.lines_complete
    return FormPane(
        services,
        tr("Split kit {kit}?").format(kit=kit.number),
        (),
        sentence=tr(
            "What {lines} lines still lack goes into a new kit for the same run, with what is reserved for it. "
            "What is issued stays here, and this kit is complete then."
        ).format(lines=missing),
        submit=tr("Split off the rest"),
    )


def filling(services: Services, kit: KitHeader) -> FormPane:
    """Return the form that asks whether a kit is to be filled from the bill of materials."""
    return FormPane(
        services,
        tr("Fill kit {kit} from the bill of materials?").format(kit=kit.number),
        (),
        sentence=tr(
            "Every part of {assembly} gets a line with what {quantity} of them need. Lines that are there get that "
            "quantity; what is issued to them stays."
        ).format(assembly=kit.assembly, quantity=f"{kit.run_quantity:f}"),
        submit=tr("Fill"),
    )


def _place(uid: str | None, path: str | None) -> Choice | None:
    return Choice(uid, readable(path)) if uid and path else None
