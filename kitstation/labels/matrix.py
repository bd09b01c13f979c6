"""2D symbols: from a text to a square of modules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import zxingcpp

from kitstation.labels.elements import MatrixSymbology
from kitstation.labels.faults import LabelFault

if TYPE_CHECKING:
    from typing_extensions import Buffer

_QUIET: Mapping[MatrixSymbology, int] = {MatrixSymbology.DATA_MATRIX: 2, MatrixSymbology.QR: 4}
"""Blank modules on every side. Data Matrix asks for one (ISO/IEC 16022), QR for four (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class MatrixSymbol:
    """A square of modules, row by row, 0 for a dark one; how many blank modules belong around; what is read."""

    rows: tuple[bytes, ...]
    quiet: int
    text: str

    @property
    def width(self) -> int:
        """The modules with both quiet zones."""
        return len(self.rows) + 2 * self.quiet


def encode(symbology: MatrixSymbology, text: str, correction: str = "M") -> MatrixSymbol:
    """Return the symbol of a text. Raises LabelFault for no text, or more than a symbol holds."""
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
    # The library's stubs leave out that its pictures are buffers.
    image = memoryview(cast("Buffer", made.to_image(scale=1, add_quiet_zones=False)))
    height, width = image.shape or (0, 0)
    # The library passes over options that it does not know: a symbol that is not square must not go unseen.
    if height != width:
        raise LabelFault(f"The 2D code came out as {width} x {height} modules, and not as a square")
    content = image.tobytes()
    rows = tuple(content[at : at + width] for at in range(0, len(content), width))
    return MatrixSymbol(rows, _QUIET[symbology], text)
