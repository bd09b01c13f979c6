"""Test codes: symbols whose contents are known, so that what a scanner makes of them tells how it is set."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kitstation.scanning.envelope import EOT, GS, RS


class TrialSymbol(StrEnum):
    """The kinds of symbol in which test codes are printed."""

    CODE_128 = "code128"
    DATA_MATRIX = "datamatrix"
    EAN_13 = "ean13"
    GS1_128 = "gs1-128"
    """Code 128 that begins with FNC1, and has another one behind each value without a fixed length."""


@dataclass(frozen=True, slots=True)
class TrialCode:
    """A test code: its name in commands, its kind of symbol, what must be read, and the AIM identifier before it.

    `elements` are the application identifiers and the values of a GS1 code.
    """

    name: str
    symbol: TrialSymbol
    text: str
    aim: str
    elements: tuple[tuple[str, str], ...] = ()

    @property
    def bracketed(self) -> str:
        """A GS1 code as people read it; it may be sent so, too."""
        return "".join(f"({identifier}){value}" for identifier, value in self.elements)


LETTERS: Final = TrialCode("letters", TrialSymbol.CODE_128, "KS-Az9/Yq+0_wM", "]C0")
"""Letters of either case that other keyboards have elsewhere, digits, and the signs of part numbers.

A plus stands before a digit: on some keyboards it is a dead key, which would swallow a letter into an accent.
"""
SEPARATORS: Final = TrialCode(
    "separators",
    TrialSymbol.DATA_MATRIX,
    f"[)>{RS}06{GS}1PKS-Test7{GS}SzY49{GS}Q5{RS}{EOT}",
    "]d1",
)
"""A whole envelope of ISO/IEC 15434 in format 06, with every separator that makers' labels have."""
RETAIL: Final = TrialCode("retail", TrialSymbol.EAN_13, "2901234567896", "]E0")
"""A trade item number of the range that is free for use within a house, with its check digit."""

_LOT_AND_SERIAL: Final = (("10", "KS-z7"), ("21", "Yq48"))
GS1: Final = TrialCode(
    "gs1",
    TrialSymbol.GS1_128,
    GS.join(identifier + value for identifier, value in _LOT_AND_SERIAL),
    "]C1",
    _LOT_AND_SERIAL,
)
"""A lot number, which ends with FNC1, and a serial number. Scanners send FNC1 as GS if they send it.

No trade item number: it would hold the digits of the retail code, and make the bars too thin for the sheet.
"""

TRIAL_CODES: Final = (LETTERS, SEPARATORS, RETAIL, GS1)
"""All of them, in the order in which they are scanned."""

FORMAT_06_HEADER: Final = f"[)>{RS}06{GS}"
FORMAT_06_TRAILER: Final = f"{RS}{EOT}"
