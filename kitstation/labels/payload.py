"""What our own 2D symbols say: a message of ISO/IEC 15434, format 06, with data identifiers of ANSI MH10.8.2."""

from __future__ import annotations

import re
from decimal import Decimal

from kitstation.domain.quantities import plain
from kitstation.labels.faults import LabelFault

_HEADER, _SEPARATOR, _TRAILER = "[)>\x1e06", "\x1d", "\x1e\x04"
# A separator within a value would end it, and the rest be read as another element.
_CONTROL = re.compile("[\x00-\x1f\x7f]")


def format_06(
    *, part_number: str, serial_number: str = "", lot_number: str = "", quantity: Decimal | None = None
) -> str:
    """Return the message with the part number (P), serial number (S), lot number (1T) and quantity (Q).

    What is blank is left out. Raises LabelFault for a value with control characters.
    """
    elements = (
        ("P", part_number),
        ("S", serial_number),
        ("1T", lot_number),
        ("Q", "" if quantity is None else f"{plain(quantity):f}"),
    )
    written = [f"{identifier}{_clean(value)}" for identifier, value in elements if value]
    return _SEPARATOR.join((_HEADER, *written)) + _TRAILER


def _clean(value: str) -> str:
    if _CONTROL.search(value):
        raise LabelFault(
            f"{value!r} cannot be put on a label",
            detail="It contains characters that separate the elements of a 2D code.",
            hint="Correct the number of the part or the item, then print again.",
        )
    return value
