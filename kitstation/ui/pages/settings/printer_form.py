"""The form in which a printer is set up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kitstation.domain.records import LabelKind
from kitstation.labels.fields import RecordKind
from kitstation.station.printing.printer_settings import PrinterKind, PrinterSettings
from kitstation.ui.forms import Choice, ChoiceField, FormPane, TextField
from kitstation.ui.printing.words import kind_name

if TYPE_CHECKING:
    from kitstation.labels.template_files import Templates
    from kitstation.ui.services import Services

_RESOLUTIONS = (203, 300, 600)
_RATES = (9600, 19200, 38400, 57600, 115200)
_TEMPLATE = "template:"


def printer_kind_name(kind: PrinterKind) -> str:
    """Return what people call a way to reach a printer."""
    return {
        PrinterKind.TCP: _tr("In the network"),
        PrinterKind.DEVICE: _tr("On a cable"),
        PrinterKind.PDF_FOLDER: _tr("PDF files in a folder"),
    }[kind]


def printer_form(services: Services, templates: Templates, printer: PrinterSettings | None) -> FormPane:
    """Return the form for a new printer, or for one that there is."""
    kinds = [Choice(kind, printer_kind_name(kind)) for kind in PrinterKind]
    return FormPane(
        services,
        _tr("Change {name}").format(name=printer.name) if printer else _tr("New printer"),
        (
            TextField(
                "name",
                _tr("Name"),
                value=printer.name if printer else "",
                hint=_tr("As people call it, such as Zebra at bench 2. Print jobs wait under this name."),
                required=True,
            ),
            ChoiceField("kind", _tr("How it is reached"), kinds, value=printer.kind if printer else None),
            TextField(
                "address",
                _tr("Address"),
                value=printer.address if printer else "",
                hint=_tr(
                    "In the network: its name or number, such as 192.168.1.40 (port 9100) or zebra:6101. "
                    "On a cable: its device, such as /dev/usb/lp0 or COM3. Otherwise the folder."
                ),
                required=True,
            ),
            ChoiceField(
                "dpi",
                _tr("Dots to the inch"),
                _numbers(_RESOLUTIONS, printer.dpi if printer else None, _tr("As the template says")),
                value=printer.dpi if printer else None,
                hint=_tr("It stands on the printer's plate: 203, 300 or 600."),
            ),
            ChoiceField(
                "baudrate",
                _tr("Speed of a serial cable"),
                _numbers(_RATES, printer.baudrate if printer else None, _tr("Not a serial cable")),
                value=printer.baudrate if printer else None,
            ),
            *(_template_field(kind, templates, printer) for kind in LabelKind),
        ),
        submit=_tr("Save") if printer else _tr("Add printer"),
    )


def printer_of(values: Mapping[str, object]) -> PrinterSettings:
    """Return the printer that a form describes. Raises pydantic's ValidationError where there can be none such."""
    chosen = {kind: values[_TEMPLATE + kind.value] for kind in LabelKind}
    return PrinterSettings.model_validate(
        {
            **{name: values[name] for name in ("name", "kind", "address", "dpi", "baudrate")},
            "templates": {kind: name for kind, name in chosen.items() if name is not None},
        }
    )


def _template_field(kind: LabelKind, templates: Templates, printer: PrinterSettings | None) -> ChoiceField:
    there = templates.for_kind(RecordKind(kind.value))
    choices = [Choice(None, _tr("The usual one")), *(Choice(one.name, one.title) for one in there)]
    chosen = printer.templates.get(kind) if printer else None
    if chosen is not None and all(one.name != chosen for one in there):
        # It may be gone for a while only.
        choices.append(Choice(chosen, _tr("{name} (not there)").format(name=chosen)))
    label = _tr("Template for: {kind}").format(kind=kind_name(kind))
    return ChoiceField(_TEMPLATE + kind.value, label, choices, value=chosen)


def _numbers(usual: tuple[int, ...], chosen: int | None, none: str) -> list[Choice]:
    numbers = sorted({*usual, chosen} - {None}, key=int) if chosen else list(usual)
    return [Choice(None, none), *(Choice(number, str(number)) for number in numbers)]


def _tr(text: str) -> str:
    return QCoreApplication.translate("PrinterForm", text)
