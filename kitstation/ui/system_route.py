"""The way to the computer's own printers: labels are painted page by page, and handed to the print system."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kitstation.devices.cups import CupsQueue, has_cups, queue_status
from kitstation.devices.label_printer import (
    Listen,
    NotSent,
    PartlySent,
    SendResult,
    Sent,
    nobody_listens,
    stopped_taking,
)
from kitstation.devices.printer_status import PrinterStatus
from kitstation.domain.errors import DeviceFault
from kitstation.labels.media import Medium
from kitstation.labels.system_printing import Unprinted, medium_for, paint_on

if TYPE_CHECKING:
    from kitstation.labels.ready import ReadyLabel
    from kitstation.station.printing.making import LabelOrder
    from kitstation.station.printing.printer_settings import PrinterSettings
    from kitstation.station.printing.routes import HandOver
    from kitstation.ui.label_making import LabelMaker


class SystemRoute:
    """The way to one of them. Where there is CUPS, its own command hands the pages over, because it says whether they
    were taken; Qt does not. Elsewhere Qt prints them.
    """

    def __init__(
        self, printer: PrinterSettings, maker: Callable[[], LabelMaker], *, by_cups: bool | None = None
    ) -> None:
        """`maker` gives what makes labels now; `by_cups` None looks whether there is CUPS."""
        self._printer = printer
        self._maker = maker
        self._by_cups = has_cups() if by_cups is None else by_cups

    def prepare(self, order: LabelOrder) -> HandOver:
        """Make labels ready, and on CUPS paint them. Raises KitstationError where one cannot be printed."""
        maker = self._maker()
        template = maker.templates.get(order.template)
        medium = medium_for(template, self._loaded())
        labels = tuple(maker.ready_labels(order))
        if not self._by_cups:
            return partial(self._print, labels, medium, order.first_label)
        queue = CupsQueue(self._printer.address, medium.name, template.title)
        return partial(queue.send, as_pages(labels, medium, first_position=order.first_label))

    def status(self) -> PrinterStatus:
        """Ask the print system. Raises DeviceFault where it has no such printer, or would take no job."""
        if self._by_cups:
            return queue_status(self._printer.address)
        if QPrinterInfo.printerInfo(self._printer.address).isNull():
            raise self._gone()
        return PrinterStatus(frozenset())

    def _loaded(self) -> Medium | None:
        paper = self._printer.paper
        return None if paper is None else Medium(paper.name, paper.name, paper.width, paper.height)

    def _print(
        self,
        labels: tuple[ReadyLabel, ...],
        medium: Medium,
        first_position: int,
        _listen: Listen = nobody_listens,
    ) -> SendResult:
        info = QPrinterInfo.printerInfo(self._printer.address)
        if info.isNull():
            return NotSent(self._gone())
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        done = paint_on(printer, labels, medium, first_position=first_position)
        if not isinstance(done, Unprinted):
            return Sent(done)
        fault = stopped_taking(self._printer.name, f"It took {done.pages} pages.")
        return PartlySent(done.pages, len(labels), fault) if done.pages else NotSent(fault)

    def _gone(self) -> DeviceFault:
        return DeviceFault(
            f"This computer has no printer {self._printer.address}",
            hint="Set it up in the settings of the computer, or choose another one in the settings.",
        )


def as_pages(labels: tuple[ReadyLabel, ...], medium: Medium, *, first_position: int = 1) -> bytes:
    """Return labels as the PDF that a printer of the computer makes of them. Raises LabelFault where it cannot."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "labels.pdf"
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        done = paint_on(printer, labels, medium, first_position=first_position)
        if isinstance(done, Unprinted):
            raise DeviceFault(
                "The labels cannot be painted for the printer",
                detail=f"{path}: no page after {done.pages}.",
                hint="Make room on the disk of this computer.",
            )
        return path.read_bytes()
