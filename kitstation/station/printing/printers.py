"""From a printer's settings to the printer."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from kitstation.devices.device_printer import DevicePrinter
from kitstation.devices.label_printer import LabelPrinter, SendLimits
from kitstation.devices.tcp_printer import USUAL_PORT, TcpPrinter
from kitstation.domain.clock import Clock
from kitstation.domain.errors import KitstationError
from kitstation.domain.records import LabelKind
from kitstation.station.printing.folder_printer import FolderPrinter
from kitstation.station.printing.printer_settings import PrinterKind, PrinterSettings, host_and_port


class LabelFormat(StrEnum):
    """What labels are made into. A picture holds one label."""

    ZPL = "zpl"
    PDF = "pdf"
    PNG = "png"


def format_of(printer: PrinterSettings) -> LabelFormat:
    """Return in what a printer takes its jobs."""
    on_pages = {PrinterKind.PDF_FOLDER, PrinterKind.SYSTEM}
    return LabelFormat.PDF if printer.kind in on_pages else LabelFormat.ZPL


def open_printer(printer: PrinterSettings, clock: Clock, limits: SendLimits | None = None) -> LabelPrinter:
    """Return a printer that takes bytes. It is reached only when something is sent to it.

    Raises ValueError for a printer of the computer, which takes pages: see `routes`.
    """
    match printer.kind:
        case PrinterKind.TCP:
            host, port = host_and_port(printer.address)
            return TcpPrinter(host, port or USUAL_PORT, limits)
        case PrinterKind.DEVICE:
            return DevicePrinter(printer.address, baudrate=printer.baudrate, limits=limits)
        case PrinterKind.PDF_FOLDER:
            return FolderPrinter(Path(printer.address).expanduser(), clock)
        case PrinterKind.SYSTEM:
            raise ValueError(f"{printer.name} takes pages, and not bytes.")


def printer_named(name: str, printers: Iterable[PrinterSettings]) -> PrinterSettings:
    """Return the printer of a name. Raises KitstationError, with the names there are."""
    known = {printer.name: printer for printer in printers}
    if name in known:
        return known[name]
    names = ", ".join(known)
    raise KitstationError(
        f"There is no printer “{name}”",
        hint=f"Choose one of: {names}." if known else "Set one up in the settings.",
    )


def usual_template(kind: LabelKind, printer: PrinterSettings | None = None) -> str:
    """Return the template that a kind of label has where none is chosen: the printer's, or the program's own."""
    own = printer.templates.get(kind) if printer else None
    return own or kind.value
