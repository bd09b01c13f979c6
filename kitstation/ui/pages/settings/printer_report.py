"""How a printer of the settings is: what it says when it is asked, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kitstation.devices.label_printer import Sent
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from kitstation.devices.label_printer import SendResult
    from kitstation.devices.printer_status import PrinterStatus
    from kitstation.domain.errors import KitstationError


@dataclass(frozen=True, slots=True)
class PrinterReport:
    """How a printer is, and what to do about it if anything."""

    pill: PillContent
    hint: str = ""


def asking() -> PrinterReport:
    """Return the report of a printer that is being asked."""
    return PrinterReport(PillContent(_tr("Asking …"), Tone.IDLE))


def busy() -> PrinterReport:
    """Return the report of a printer that is just taking a job."""
    return PrinterReport(PillContent(_tr("Taking labels"), Tone.ACCEPTED))


def of_status(status: PrinterStatus | None) -> PrinterReport:
    """Return the report of a printer that was reached."""
    if status is None:
        return PrinterReport(PillContent(_tr("There"), Tone.IDLE), _tr("It does not say how it is."))
    said = ", ".join(sorted(condition.value for condition in status.conditions))
    if not status.can_print:
        return PrinterReport(
            PillContent(said.capitalize(), Tone.REFUSED), _tr("Labels wait until it is seen to.")
        )
    if said:
        return PrinterReport(PillContent(said.capitalize(), Tone.ATTENTION))
    return PrinterReport(PillContent(_tr("Ready"), Tone.ACCEPTED))


def of_fault(fault: KitstationError) -> PrinterReport:
    """Return the report of a printer that cannot be used."""
    words = " ".join(part for part in (f"{fault.title}.", fault.hint) if part)
    return PrinterReport(PillContent(_tr("Not ready"), Tone.REFUSED), words)


def of_test(result: SendResult) -> PrinterReport:
    """Return the report of a printer to which a test label was sent."""
    if isinstance(result, Sent):
        return PrinterReport(
            PillContent(_tr("Test label sent"), Tone.ACCEPTED),
            _tr("Scan it: it says TEST. Where it is cut or too small, choose other dots to the inch."),
        )
    return of_fault(result.fault)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PrinterReport", text)
