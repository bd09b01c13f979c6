"""The form that makes the part of a bag known, filled with what its label says."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kitstation.domain.commands import CreatePart
from kitstation.domain.records import TrackingType
from kitstation.ui.forms import Choice, ChoiceField, FormPane, TextField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kitstation.station.receiving_form import ReceivingForm
    from kitstation.ui.services import Services


def part_form(services: Services, form: ReceivingForm) -> FormPane:
    """Return a form for a new part: what the label calls it, and how its numbers say that it is tracked."""
    numbers = form.numbers
    own = numbers.customer_part_number or numbers.part_number or numbers.supplier_sku or numbers.gtin or ""
    tracking = (
        TrackingType.SERIAL
        if form.serial_number and form.amount in {None, Decimal(1)}
        else TrackingType.LOT
        if form.lot_number
        else TrackingType.UNTRACKED
    )
    ways = (
        Choice(TrackingType.UNTRACKED, _tr("Loose: only counted")),
        Choice(TrackingType.LOT, _tr("By lot")),
        Choice(TrackingType.SERIAL, _tr("By serial number, piece by piece")),
    )
    return FormPane(
        services,
        _tr("New part"),
        (
            TextField("part_number", _tr("Part number"), value=own, required=True),
            TextField("revision", _tr("Revision"), value="A", required=True),
            TextField("description", _tr("Description")),
            ChoiceField("tracking", _tr("Told apart"), ways, value=tracking),
            TextField("unit", _tr("Counted in"), value=form.unit or "ea", required=True),
            TextField("manufacturer", _tr("Maker"), value=form.manufacturer or ""),
            TextField("manufacturer_part_number", _tr("The maker's number"), value=numbers.part_number or ""),
            TextField("gtin", _tr("GTIN"), value=numbers.gtin or ""),
        ),
        submit=_tr("Make it known"),
        sentence=_tr("Its label names a part that is not known here. Check what is filled in."),
    )


def part_command(values: Mapping[str, object], uid: str) -> CreatePart:
    """Return the command that makes the part of a form known."""
    return CreatePart(
        uid=uid,
        part_number=str(values["part_number"]),
        revision=str(values["revision"]),
        description=str(values["description"]),
        tracking=TrackingType(str(values["tracking"])),
        unit=str(values["unit"]),
        manufacturer=str(values["manufacturer"]),
        manufacturer_part_number=str(values["manufacturer_part_number"]),
        gtin=str(values["gtin"]),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("receiving", text)
