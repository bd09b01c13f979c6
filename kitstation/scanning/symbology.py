"""AIM identifiers: three characters by which a scanner says what kind of symbol it has read."""

from __future__ import annotations

import re
from dataclasses import dataclass

_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class Symbology:
    """A kind of symbol. `is_gs1` says that its data is a GS1 message (element strings)."""

    aim: str
    name: str
    is_gs1: bool = False


SYMBOLOGIES: tuple[Symbology, ...] = (
    Symbology("]A0", "Code 39"),
    Symbology("]A1", "Code 39 with check character"),
    Symbology("]C0", "Code 128"),
    Symbology("]C1", "GS1-128", is_gs1=True),
    Symbology("]E0", "EAN/UPC"),
    Symbology("]E1", "EAN/UPC add-on of two digits"),
    Symbology("]E2", "EAN/UPC add-on of five digits"),
    Symbology("]E3", "EAN/UPC with add-on"),
    Symbology("]E4", "EAN-8"),
    Symbology("]F0", "Codabar"),
    Symbology("]G0", "Code 93"),
    Symbology("]I0", "ITF"),
    Symbology("]I1", "ITF with check character"),
    Symbology("]J0", "DotCode"),
    Symbology("]J1", "GS1 DotCode", is_gs1=True),
    Symbology("]L2", "PDF417"),
    Symbology("]Q1", "QR Code"),
    Symbology("]Q3", "GS1 QR Code", is_gs1=True),
    Symbology("]Q4", "GS1 QR Code with character set", is_gs1=True),
    Symbology("]d1", "Data Matrix"),
    Symbology("]d2", "GS1 Data Matrix", is_gs1=True),
    Symbology("]d5", "GS1 Data Matrix with character set", is_gs1=True),
    Symbology("]d7", "Data Matrix rectangular extension"),
    Symbology("]e0", "GS1 DataBar", is_gs1=True),
    Symbology("]e1", "GS1 Composite", is_gs1=True),
    Symbology("]e2", "GS1 Composite, second part", is_gs1=True),
    Symbology("]z0", "Aztec Code"),
)

# The third character says how the scanner treated the data, in ways that do not matter here beyond those above.
_FAMILIES = {
    "A": "Code 39",
    "B": "Telepen",
    "C": "Code 128",
    "E": "EAN/UPC",
    "F": "Codabar",
    "G": "Code 93",
    "H": "Code 11",
    "I": "ITF",
    "J": "DotCode",
    "L": "PDF417",
    "M": "MSI",
    "Q": "QR Code",
    "S": "2 of 5",
    "U": "MaxiCode",
    "d": "Data Matrix",
    "e": "GS1 DataBar",
    "h": "Han Xin Code",
    "z": "Aztec Code",
}

_BY_AIM = {symbology.aim: symbology for symbology in SYMBOLOGIES}


def strip_aim(text: str) -> tuple[Symbology | None, str]:
    """Return the symbology that the text's first three characters name, and the text behind them.

    Without an AIM identifier: None and the text as it is. One that is not in the table has the name of its family,
    or is named `unknown`.
    """
    found = _AIM.match(text)
    if found is None:
        return None, text
    aim = found.group()
    symbology = _BY_AIM.get(aim) or Symbology(aim, _FAMILIES.get(aim[1], "unknown"))
    return symbology, text[found.end() :]
