"""USB vendor ids of makers of barcode scanners, to suggest a port by. The user confirms it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# The vendor alone: the same model has another product id in each of its modes.
SCANNER_VENDORS: Final[Mapping[int, str]] = MappingProxyType(
    {
        0x0536: "Hand Held Products",
        0x0581: "Racal",
        0x05E0: "Zebra",
        0x05F9: "Datalogic",
        0x065A: "Opticon",
        0x067E: "Intermec",
        0x080C: "Datalogic",
        0x0C2E: "Honeywell",
        0x0DB5: "Access-IS",
        0x1EAB: "Newland",
    }
)
