"""2D symbols: from a text to a square of modules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import zxingcpp

from kitstation.labels.elements import MatrixSymbology
from kitstation.labels.faults import LabelFault
from kitstation.labels.gs1 import Gs1Message
from kitstation.labels.modules import rows_of

_QUIET: Mapping[MatrixSymbology, int] = {
    MatrixSymbology.DATA_MATRIX: 2,
    MatrixSymbology.QR: 4,
    MatrixSymbology.GS1_DATA_MATRIX: 2,
}
"""Blank modules on every side. Data Matrix asks for one (ISO/IEC 16022), QR for four (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class MatrixSymbol:
    """A square of modules, row by row, 0 for a dark one; how many blank modules belong around; what is read.

    `caption` is what is read in the words of people.
    """

    rows: tuple[bytes, ...]
    quiet: int
    text: str
    caption: str

    @property
    def width(self) -> int:
        """The modules with both quiet zones."""
        return len(self.rows) + 2 * self.quiet


def encode(symbology: MatrixSymbology, text: str, correction: str = "M") -> MatrixSymbol:
    """Return the symbol of a text. Raises LabelFault for no text, or more than a symbol holds."""
    if symbology is MatrixSymbology.GS1_DATA_MATRIX:
        raise ValueError("A GS1 Data Matrix is made of a message: see encode_gs1.")
    if not text:
        raise LabelFault("There is nothing to put into the 2D code", hint="Fill in the field that it names.")
    try:
        if symbology is MatrixSymbology.QR:
            made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=correction)
        else:
            # Rectangular symbols are new to many scanners.
            made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix, force_square=True)
    except ValueError as error:
        raise LabelFault(
            f"There is too much text for the 2D code: {len(text)} characters",
            detail=str(error),
            hint="Put fewer fields into it.",
        ) from error
    return _square(symbology, rows_of(made), text)


def encode_gs1(message: Gs1Message) -> MatrixSymbol:
    """Return the Data Matrix of a GS1 message. Raises LabelFault for more than a symbol holds."""
    rows = message.symbol(zxingcpp.BarcodeFormat.DataMatrix)
    return _square(MatrixSymbology.GS1_DATA_MATRIX, rows, message.text, message.caption)


def _square(
    symbology: MatrixSymbology, rows: tuple[bytes, ...], text: str, caption: str = ""
) -> MatrixSymbol:
    # The library passes over options that it does not know: a symbol that is not square must not go unseen.
    if any(len(row) != len(rows) for row in rows):
        raise LabelFault(f"The 2D code came out as {len(rows[0])} x {len(rows)} modules, and not as a square")
    return MatrixSymbol(rows, _QUIET[symbology], text, caption or text)
