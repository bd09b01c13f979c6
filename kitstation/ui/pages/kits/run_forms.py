"""The forms in which something is done with a run or an assembly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitstation.domain.commands import CreateRun, UpdateRun
from kitstation.domain.etags import etag
from kitstation.domain.records import RunStatus, TrackingType
from kitstation.station.building import NewBuild
from kitstation.station.planning import KitPlaces
from kitstation.station.sentences import amount
from kitstation.ui.forms import (
    Choice,
    ChoiceField,
    Field,
    FlagField,
    FormPane,
    PickField,
    QuantityField,
    TextField,
)
from kitstation.ui.forms.choices import find_parts, find_places
from kitstation.ui.forms.planned import Planned, Values
from kitstation.ui.pages.kits.kit_forms import tr
from kitstation.ui.widgets.button import ButtonKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kitstation.domain.commands import Command
    from kitstation.domain.records import Run
    from kitstation.station.building import BuildView
    from kitstation.store.queries.builds import InstalledItem
    from kitstation.store.queries.runs import RunRow
    from kitstation.ui.services import Services


def planning_run(services: Services) -> Planned:
    """Plan a run."""
    fields: tuple[Field, ...] = (
        TextField("title", tr("Run"), hint=tr("What people call it: “October batch”."), required=True),
        PickField("part", tr("Assembly"), find_parts),
        QuantityField("quantity", tr("Quantity")),
    )
    form = FormPane(services, tr("New run"), fields, submit=tr("Plan run"))

    def commands(values: Values) -> Sequence[Command]:
        return (
            CreateRun(
                uid=services.ids.new(),
                title=values["title"],
                part_uid=values["part"].uid,
                quantity=values["quantity"],
            ),
        )

    return Planned(form, commands, lambda values: tr("Run “{run}” is planned.").format(run=values["title"]))


def changing_run(services: Services, record: Run, run: RunRow) -> Planned:
    """Change a run."""
    fields: tuple[Field, ...] = (
        TextField("title", tr("Run"), value=run.title, required=True),
        QuantityField("quantity", tr("Quantity"), value=run.quantity),
        ChoiceField(
            "status",
            tr("Status"),
            [Choice(status, tr(status.value.capitalize())) for status in RunStatus],
            value=run.status,
        ),
    )
    form = FormPane(services, tr("Run “{run}”").format(run=run.title), fields, submit=tr("Save"))

    def commands(values: Values) -> Sequence[Command]:
        return (
            UpdateRun(
                uid=record.uid,
                etag=etag(record),
                title=values["title"],
                quantity=values["quantity"],
                status=values["status"],
            ),
        )

    return Planned(form, commands, lambda values: tr("Run “{run}” is saved.").format(run=values["title"]))


def making_kit(services: Services, run: RunRow) -> FormPane:
    """Return the form for a kit of a run; see `kit_places`."""
    fields: tuple[Field, ...] = (
        TextField("assigned", tr("Collected by")),
        PickField("location", tr("Staging location"), find_places, required=False),
        PickField("delivery", tr("Delivery location"), find_places, required=False),
    )
    sentence = tr("The kit gets a line for each part of {assembly}, for {quantity} of it.").format(
        assembly=run.part_number, quantity=f"{run.quantity:f}"
    )
    title = tr("Kit for run “{run}”").format(run=run.title)
    return FormPane(services, title, fields, sentence=sentence, submit=tr("Create kit"))


def kit_places(values: Values) -> KitPlaces:
    """Return what `making_kit` asked for."""
    return KitPlaces(values["location"], values["delivery"], values["assigned"])


def starting_build(services: Services, run: RunRow) -> FormPane:
    """Return the form that begins an assembly; see `new_build`."""
    fields: list[Field] = [PickField("place", tr("Place"), find_places, hint=tr("Where it is built."))]
    if run.tracking is TrackingType.SERIAL:
        fields.append(TextField("serial", tr("Serial number"), hint=tr("Empty: the next one is made.")))
    else:
        if run.tracking is TrackingType.LOT:
            fields.append(TextField("lot", tr("Lot number"), hint=tr("Empty: the next one is made.")))
        fields.append(QuantityField("quantity", tr("Quantity"), unit=run.unit, value=run.to_start or None))
    title = tr("Begin {assembly}").format(assembly=run.part_number)
    return FormPane(services, title, fields, submit=tr("Begin"))


def new_build(run: RunRow, values: Values) -> NewBuild:
    """Return what `starting_build` asked for."""
    wanted = NewBuild(run.uid, values["place"], values.get("serial") or None, values.get("lot") or None)
    if "quantity" not in values:
        return wanted
    return NewBuild(run.uid, values["place"], None, wanted.lot_number, values["quantity"])


def finishing(services: Services, build: BuildView) -> FormPane:
    """Return the form that finishes an assembly into stock."""
    missing = [one for one in build.requirements if one.missing]
    fields: list[Field] = [
        PickField(
            "place", tr("Put it to"), find_places, hint=tr("From there it can be issued to another kit.")
        )
    ]
    sentence = ""
    if missing:
        parts = ", ".join(f"{amount(one.missing, one.unit)} {one.part_number}" for one in missing[:4])
        sentence = tr("Missing: {parts}.").format(parts=parts + (" …" if len(missing) > 4 else ""))
        fields.append(FlagField("incomplete", tr("Finish it although something is missing")))
    title = tr("Finish {assembly}").format(assembly=build.assembly.name)
    return FormPane(services, title, fields, sentence=sentence, submit=tr("Finish"))


def taking_out(services: Services, item: InstalledItem) -> FormPane:
    """Return the form that takes something out of an assembly."""
    fields: list[Field] = []
    if item.serial_number is None:
        fields.append(QuantityField("quantity", tr("Quantity"), unit=item.unit, value=item.quantity))
    fields.append(
        FlagField(
            "to_kit",
            tr("Back into the kit"),
            value=True,
            hint=tr("Otherwise, or where no open kit wants it, it goes to stock."),
        )
    )
    name = item.serial_number or item.lot_number or item.part_number
    title = tr("Take {what} out?").format(what=name)
    return FormPane(services, title, fields, submit=tr("Take out"), kind=ButtonKind.DANGER)
