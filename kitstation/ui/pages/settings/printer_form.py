"""The form in which a printer is set up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from kitstation.domain.records import LabelKind
from kitstation.labels.fields import RecordKind
from kitstation.labels.media import SystemPrinter
from kitstation.station.printing.printer_settings import Paper, PrinterKind, PrinterSettings
from kitstation.ui.forms import Choice, ChoiceField, FormPane, TextField
from kitstation.ui.printing.words import kind_name

if TYPE_CHECKING:
    from kitstation.labels.media import Medium
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
        PrinterKind.SYSTEM: _tr("Printer of this computer"),
    }[kind]


@dataclass(frozen=True, slots=True)
class FormKnowledge:
    """What can be chosen in the form: the templates that there are, and the printers of this computer."""

    templates: Templates
    printers: tuple[SystemPrinter, ...]


def printer_form(services: Services, known: FormKnowledge, printer: PrinterSettings | None) -> FormPane:
    """Return the form for a new printer, or for one that there is."""
    reached = _ReachedBy(known.printers, printer)
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
            reached.kind,
            reached.address,
            reached.paper,
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
            *(_template_field(kind, known.templates, printer) for kind in LabelKind),
        ),
        submit=_tr("Save") if printer else _tr("Add printer"),
    )


def printer_of(values: Mapping[str, object]) -> PrinterSettings:
    """Return the printer that a form describes. Raises pydantic's ValidationError where there can be none such."""
    chosen = {kind: values[_TEMPLATE + kind.value] for kind in LabelKind}
    kind = values["kind"]
    is_system = isinstance(kind, SystemPrinter)
    return PrinterSettings.model_validate(
        {
            **{name: values[name] for name in ("name", "dpi", "baudrate")},
            "kind": PrinterKind.SYSTEM if is_system else kind,
            "address": kind.name if isinstance(kind, SystemPrinter) else values["address"],
            "paper": values["paper"] if is_system else None,
            "templates": {kind: name for kind, name in chosen.items() if name is not None},
        }
    )


class _ReachedBy(QObject):
    """The fields that say how a printer is reached: they follow each other.

    Each printer of this computer is a way of its own, so that nobody has to type its name; its papers can be chosen.
    """

    def __init__(self, printers: tuple[SystemPrinter, ...], printer: PrinterSettings | None) -> None:
        super().__init__()
        self._paper = printer.paper if printer else None
        now: object = printer.kind if printer else None
        if printer and printer.kind is PrinterKind.SYSTEM:
            now = next((one for one in printers if one.name == printer.address), None)
            if now is None:
                # It may be gone for a while only.
                now = SystemPrinter(
                    printer.address, _tr("{name} (not there)").format(name=printer.address), ()
                )
                printers = (*printers, now)
        plain = (kind for kind in PrinterKind if kind is not PrinterKind.SYSTEM)
        ways = [
            *(Choice(kind, printer_kind_name(kind)) for kind in plain),
            *(Choice(one, _tr("This computer's printer: {name}").format(name=one.title)) for one in printers),
        ]
        self.kind = ChoiceField("kind", _tr("How it is reached"), ways, value=now)
        self.address = TextField(
            "address",
            _tr("Address"),
            value=printer.address if printer else "",
            hint=_tr(
                "In the network: its name or number, such as 192.168.1.40 (port 9100) or zebra:6101. "
                "On a cable: its device, such as /dev/usb/lp0 or COM3. Otherwise the folder."
            ),
            required=True,
        )
        self.paper = ChoiceField(
            "paper",
            _tr("Paper in this computer's printer"),
            self._papers(),
            value=self._paper,
            hint=_tr("A label printer: the size of its labels. Nothing is made smaller to fit."),
        )
        # It lives as long as what it listens to: a connection does not keep it.
        self.setParent(self.kind.combo)
        self.kind.combo.currentIndexChanged.connect(self._follow)
        self._show()

    def _follow(self) -> None:
        before = self.address.edit.text()
        way = self.kind.value()
        if isinstance(way, SystemPrinter):
            self.address.edit.setText(way.name)
        elif not self.address.edit.isEnabled() and before:
            self.address.edit.clear()
        self.paper.offer(self._papers())
        self._show()

    def _show(self) -> None:
        is_system = isinstance(self.kind.value(), SystemPrinter)
        # Its name is in the field above.
        self.address.edit.setEnabled(not is_system)
        self.paper.combo.setEnabled(is_system)

    def _papers(self) -> list[Choice]:
        way = self.kind.value()
        media = way.media if isinstance(way, SystemPrinter) else ()
        papers = [
            Choice(Paper(name=one.name, width=one.width, height=one.height), _paper_words(one.title, one))
            for one in media
        ]
        if self._paper is not None and all(choice.value != self._paper for choice in papers):
            papers.append(Choice(self._paper, _paper_words(self._paper.name, self._paper)))
        return [Choice(None, _tr("As the template says")), *papers]


def _paper_words(title: str, size: Medium | Paper) -> str:
    return f"{title} · {size.width:g} × {size.height:g} mm"  # noqa: RUF001 - the sign for "times"


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
