"""Linear symbols: from a text to bars and spaces in modules."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import zxingcpp

from kitstation.labels import code128
from kitstation.labels.elements import LinearSymbology
from kitstation.labels.faults import LabelFault
from kitstation.labels.gs1 import Gs1Message

_LONGEST_GS1_128 = 48
"""Characters (GS1 General Specifications, section 5.4)."""

_NAMES: Mapping[LinearSymbology, str] = {
    LinearSymbology.CODE128: "Code 128",
    LinearSymbology.CODE39: "Code 39",
    LinearSymbology.EAN13: "EAN-13",
    LinearSymbology.EAN8: "EAN-8",
    LinearSymbology.UPCA: "UPC-A",
    LinearSymbology.ITF: "Interleaved 2 of 5",
    LinearSymbology.CODABAR: "Codabar",
    LinearSymbology.GS1_128: "GS1-128",
}


@dataclass(frozen=True, slots=True)
class LinearSymbol:
    """Bars (1) and spaces (0) in modules, how many blank modules belong on either side, and what is read.

    `caption` is what is read in the words of people, where that is something else.
    """

    modules: str
    quiet: int
    text: str
    caption: str = ""

    @property
    def width(self) -> int:
        """The modules with both quiet zones."""
        return len(self.modules) + 2 * self.quiet


def encode(symbology: LinearSymbology, text: str) -> LinearSymbol:
    """Return the symbol of a text. Raises LabelFault for a text that the symbology cannot carry unchanged."""
    if symbology not in _ENCODERS:
        raise ValueError(f"A {_NAMES[symbology]} is made of a message: see encode_gs1.")
    return _ENCODERS[symbology](text)


def encode_gs1(message: Gs1Message) -> LinearSymbol:
    """Return the GS1-128 of a message. Raises LabelFault for more than a symbol may hold."""
    signs = len(message.text)
    if signs > _LONGEST_GS1_128:
        raise LabelFault(
            f"“{message.caption}” is too long for a GS1-128",
            detail=f"It would be {signs} characters; a GS1-128 has at most {_LONGEST_GS1_128}.",
            hint="Put fewer elements into it, or choose gs1-datamatrix in the template.",
        )
    bars = message.symbol(zxingcpp.BarcodeFormat.Code128)[0]
    return LinearSymbol(
        "".join("0" if module else "1" for module in bars),
        code128.QUIET_MODULES,
        message.text,
        message.caption,
    )


def _code128(text: str) -> LinearSymbol:
    return LinearSymbol(code128.modules(text), code128.QUIET_MODULES, text)


def _code39(text: str) -> LinearSymbol:
    # The library would turn small letters into capitals: what is read would be another number.
    if not re.fullmatch(r"[0-9A-Z. $/+%-]+", text):
        raise _unfit(LinearSymbology.CODE39, text, "capitals, digits and - . $ / + % or blanks", "Code 128")
    from barcode import Code39

    return LinearSymbol(str(Code39(text, add_checksum=False).build()[0]), 10, text)


def _retail(symbology: LinearSymbology, digits: int, quiet: int, text: str) -> LinearSymbol:
    """Return a symbol of the EAN family; the check digit may be given, and is made where it is not."""
    if not re.fullmatch(f"[0-9]{{{digits - 1},{digits}}}", text):
        raise _unfit(symbology, text, f"{digits} digits")
    from barcode import EAN8, EAN13, UPCA

    classes = {LinearSymbology.EAN13: EAN13, LinearSymbology.EAN8: EAN8, LinearSymbology.UPCA: UPCA}
    made = classes[symbology](text)
    full = str(made)
    # The library would replace a wrong check digit in silence.
    if not full.startswith(text):
        raise LabelFault(
            f"“{text}” cannot be printed as {_NAMES[symbology]}",
            detail=f"Its check digit should be {full[-1]}.",
            hint="Correct the number.",
        )
    return LinearSymbol(str(made.build()[0]), quiet, full)


def _itf(text: str) -> LinearSymbol:
    # The library would put a 0 before an odd number of digits.
    if not re.fullmatch(r"([0-9]{2})+", text):
        raise _unfit(LinearSymbology.ITF, text, "an even number of digits", "Code 128")
    from barcode import ITF

    return LinearSymbol(str(ITF(text, narrow=1, wide=3).build()[0]), 10, text)


def _codabar(text: str) -> LinearSymbol:
    if not re.fullmatch(r"[A-D][0-9$:/.+-]+[A-D]", text):
        raise _unfit(
            LinearSymbology.CODABAR, text, "digits and $ : / . + - between two of A, B, C, D", "Code 128"
        )
    from barcode import CODABAR

    return LinearSymbol(str(CODABAR(text, narrow=1, wide=3).build()[0]), 10, text)


_ENCODERS: Mapping[LinearSymbology, Callable[[str], LinearSymbol]] = {
    LinearSymbology.CODE128: _code128,
    LinearSymbology.CODE39: _code39,
    LinearSymbology.EAN13: partial(_retail, LinearSymbology.EAN13, 13, 11),
    LinearSymbology.EAN8: partial(_retail, LinearSymbology.EAN8, 8, 7),
    LinearSymbology.UPCA: partial(_retail, LinearSymbology.UPCA, 12, 9),
    LinearSymbology.ITF: _itf,
    LinearSymbology.CODABAR: _codabar,
}


def _unfit(symbology: LinearSymbology, text: str, allowed: str, instead: str = "") -> LabelFault:
    advice = f", or choose {instead} in the template" if instead else " of the template's field"
    return LabelFault(
        f"“{text}” cannot be printed as {_NAMES[symbology]}",
        detail=f"{_NAMES[symbology]} takes {allowed}.",
        hint=f"Correct the number{advice}.",
    )
