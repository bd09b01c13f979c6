"""The ways of labels to printers: made ready first, then handed over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from kitstation.devices.label_printer import LabelPrinter, Listen, SendResult, nobody_listens
from kitstation.devices.printer_status import PrinterStatus
from kitstation.domain.clock import Clock
from kitstation.station.printing.making import LabelOrder, MakeJob
from kitstation.station.printing.printer_settings import PrinterKind, PrinterSettings
from kitstation.station.printing.printers import open_printer


class HandOver(Protocol):
    """Labels that are ready to be handed over."""

    def __call__(self, listen: Listen = nobody_listens) -> SendResult:
        """Hand them over; it may take minutes. `listen` hears how far that is, where it is done piece by piece."""
        ...


class Route(Protocol):
    """The way to one printer."""

    def prepare(self, order: LabelOrder) -> HandOver:
        """Make labels ready. Raises KitstationError where one cannot be printed: then nothing has left."""
        ...

    def status(self) -> PrinterStatus | None:
        """Ask the printer how it is; None where it does not say. Raises DeviceFault where it cannot be reached."""
        ...


class RawRoute:
    """The way to a printer that takes bytes as they are."""

    def __init__(self, printer: LabelPrinter, make: MakeJob) -> None:
        self._printer = printer
        self._make = make

    def prepare(self, order: LabelOrder) -> HandOver:
        """Make the bytes."""
        return partial(self._printer.send, self._make(order))

    def status(self) -> PrinterStatus | None:
        """Ask the printer."""
        return self._printer.status()


@dataclass(frozen=True, slots=True)
class Routes:
    """The ways to all kinds of printers. The computer's own printers need Qt: their way is handed in."""

    make: MakeJob
    clock: Clock
    open_system: Callable[[PrinterSettings], Route]

    def to(self, printer: PrinterSettings) -> Route:
        """Return the way to a printer. It is reached only when something is sent to it."""
        if printer.kind is PrinterKind.SYSTEM:
            return self.open_system(printer)
        return RawRoute(open_printer(printer, self.clock), self.make)
