"""Code 128 as bars of whole printer dots."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from kitstation.domain.errors import KitstationError

QUIET_MODULES = 10
"""So many blank modules a scanner needs on either side."""

# python-barcode 0.16.1 encodes data that begins with 99 without these digits.
_LOST_BEGINNING = "99"


def modules(text: str) -> str:
    """Return a symbol as a string of modules, 1 for a bar and 0 for a space, without its quiet zones.

    Raises KitstationError for a text that cannot be printed and read back as it is.
    """
    if not text or not text.isascii() or not text.isprintable():
        raise KitstationError(
            f"“{text}” cannot be printed as a barcode",
            hint="Use letters, digits and signs of the English keyboard.",
        )
    if text.startswith(_LOST_BEGINNING):
        raise KitstationError(
            f"“{text}” cannot be printed as a barcode",
            detail="Codes that begin with 99 would lose these digits.",
            hint="Put a letter before the number.",
        )
    from barcode import Code128

    return str(Code128(text).build()[0])


def width(text: str) -> int:
    """Return how many modules a symbol takes with its quiet zones. Raises KitstationError as `modules` does."""
    return len(modules(text)) + 2 * QUIET_MODULES


def draw(painter: QPainter, box: QRect, text: str, *, dots: int) -> None:
    """Draw a symbol in the middle of `box`, `dots` printer dots to a module.

    Raises KitstationError for a text that cannot be printed, or where the box is too narrow for it.
    """
    symbol = modules(text)
    if width(text) * dots > box.width():
        raise KitstationError(
            f"There is no room for the barcode of “{text}”", hint="Use a larger label, or a shorter code."
        )
    left = box.left() + (box.width() - len(symbol) * dots) // 2
    for module, run in groupby(symbol):
        wide = len(list(run)) * dots
        if module == "1":
            painter.fillRect(QRect(left, box.top(), wide, box.height()), Qt.GlobalColor.black)
        left += wide
