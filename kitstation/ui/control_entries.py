"""What the printed sheet of control codes says beside each code."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kitstation.labels.control_sheet import SheetEntry
from kitstation.scanning.controls import ControlCode

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


def _tr(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
