"""What the printed sheets say beside each control code and each test code."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kitstation.labels.control_sheet import SheetEntry
from kitstation.scanning.controls import ControlCode
from kitstation.scanning.trial_codes import GS1, LETTERS, RETAIL, SEPARATORS, TRIAL_CODES, TrialCode

_CONTEXT = "ControlSheet"


def control_entries() -> tuple[SheetEntry, ...]:
    """Return all control codes in the order and the groups in which they are printed."""
    groups: tuple[tuple[str, tuple[tuple[ControlCode, str], ...]], ...] = (
        (
            _tr("What scanned parts are for"),
            (
                (ControlCode.ISSUE, _tr("Issue to the kit")),
                (ControlCode.RETURN, _tr("Return to stock")),
                (ControlCode.UNDO, _tr("Undo the last one")),
                (ControlCode.NEXT_LINE, _tr("Next line")),
                (ControlCode.PRINT, _tr("Print a label")),
            ),
        ),
        (
            _tr("Answers"),
            (
                (ControlCode.CONFIRM, _tr("Confirm")),
                (ControlCode.CANCEL, _tr("Cancel")),
                (ControlCode.BACKSPACE, _tr("Delete the last digit")),
                (ControlCode.POINT, _tr("Decimal point")),
            ),
        ),
        (
            _tr("Quantities"),
            tuple((code, str(code.digit)) for code in ControlCode if code.digit is not None),
        ),
    )
    return tuple(SheetEntry(code.text, caption, group) for group, codes in groups for code, caption in codes)


def trial_entries() -> tuple[SheetEntry, ...]:
    """Return the test codes as they are printed."""
    group = _tr("Test codes: scan them in Settings, Scanners, Set up a scanner")
    return tuple(
        SheetEntry(code.text, trial_name(code), group, code.symbol, code.elements) for code in TRIAL_CODES
    )


def trial_name(code: TrialCode) -> str:
    """Return what people call a test code."""
    names = {
        LETTERS.name: _tr("1. Letters and signs"),
        SEPARATORS.name: _tr("2. A maker's label"),
        RETAIL.name: _tr("3. A retail code"),
        GS1.name: _tr("4. A GS1 code"),
    }
    return names[code.name]


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
