"""Expressions to begin with: what houses print most on labels of their own, to be changed as needed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Start(StrEnum):
    """What is on the label."""

    PART_DASH_LOT = "part_dash_lot"
    PREFIX_DIGITS = "prefix_digits"
    SEMICOLONS = "semicolons"
    SEPARATOR = "separator"
    WIDTHS = "widths"
    EXPIRY = "expiry"
    WEB_ADDRESS = "web_address"


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """An expression, and a code that it matches."""

    expression: str
    example: str


STARTS: Final[dict[Start, StartingPoint]] = {
    Start.PART_DASH_LOT: StartingPoint(
        r"(?P<part_number>[A-Z0-9]+)-(?P<lot_number>[A-Z0-9]+)", "10442-L2291"
    ),
    Start.PREFIX_DIGITS: StartingPoint(r"INV(?P<serial_number>[0-9]{6})", "INV004711"),
    Start.SEMICOLONS: StartingPoint(
        r"(?P<part_number>[^;]+);(?P<lot_number>[^;]*);(?P<quantity>[0-9.]+)", "RES-0603;L2291;5000"
    ),
    Start.SEPARATOR: StartingPoint(
        r"(?P<part_number>[^\x1d]+)\x1d(?P<serial_number>[^\x1d]+)", "PCB-7\x1dA1042"
    ),
    Start.WIDTHS: StartingPoint(r"(?P<part_number>.{8})(?P<lot_number>.{6})", "RES0603AL22910"),
    Start.EXPIRY: StartingPoint(
        r"(?P<part_number>[^/]+)/(?P<lot_number>[^/]+)/(?P<expires_on>[0-9]{4}-[0-9]{2}-[0-9]{2})",
        "GLUE-5/L77/2029-03-31",
    ),
    Start.WEB_ADDRESS: StartingPoint(
        r"https?://[^/]+/.*[?&]sn=(?P<serial_number>[^&]+)(?:&.*)?",
        "https://parts.example.com/item?sn=A1042&v=2",
    ),
}
