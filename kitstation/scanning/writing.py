"""Writing our own two-dimensional codes: a message of ISO/IEC 15434 in format 06 that `grammar.read` reads back."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Final

from kitstation.domain.errors import KitstationError
from kitstation.scanning.envelope import EOT, GS, RS
from kitstation.scanning.quantities import is_plausible

LONGEST_WRITTEN: Final = 2335
"""Characters; what a Data Matrix of the largest size holds, if they are letters and digits (ISO/IEC 16022)."""

# Control characters would end the value for a reader, and half a pair of surrogates cannot be encoded at all.
_FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cs"})


class PayloadFault(KitstationError):
    """A value cannot be written into a code; the detail says which and why."""


def format_06(
    *,
    part_number: str | None = None,
    customer_part_number: str | None = None,
    serial_number: str | None = None,
    lot_number: str | None = None,
    date_code: str | None = None,
    quantity: Decimal | None = None,
) -> str:
    """Return the payload that says these values: 1P, P, S, 1T, 9D and Q; what is None is left out.

    Raises PayloadFault when nothing or too much is said, when a text is empty, has blanks at an end or a control
    character inside, and when the quantity is none that a label states: it must be above nothing, at most 10^9,
    and have at most six decimal places.
    """
    texts = {
        "1P": part_number,
        "P": customer_part_number,
        "S": serial_number,
        "1T": lot_number,
        # 10D would say that it is a year and a week, which nobody knows of what a maker has written.
        "9D": date_code,
    }
    elements = [
        identifier + _checked(identifier, value) for identifier, value in texts.items() if value is not None
    ]
    if quantity is not None:
        elements.append("Q" + _digits(quantity))
    if not elements:
        raise _fault("Nothing is to be written into it.")
    payload = f"[)>{RS}06{GS}{GS.join(elements)}{RS}{EOT}"
    if len(payload) > LONGEST_WRITTEN:
        raise _fault(
            f"It would be {len(payload)} characters long; no symbol holds more than {LONGEST_WRITTEN}."
        )
    return payload


def _checked(identifier: str, value: str) -> str:
    if not value or value != value.strip(" "):
        raise _fault(f"The value {value!r} of {identifier} is empty or has blanks at an end.")
    for character in value:
        if unicodedata.category(character) in _FORBIDDEN_CATEGORIES:
            raise _fault(
                f"The value {value!r} of {identifier} has the control character {character!r} in it."
            )
    return value


def _digits(quantity: Decimal) -> str:
    if quantity.is_finite() and quantity > 0 and is_plausible(digits := f"{quantity.normalize():f}"):
        return digits
    raise _fault(f"The quantity {quantity} is not one that a label states.")


def _fault(detail: str) -> PayloadFault:
    return PayloadFault("The code cannot be written", detail=detail, hint="Correct the value of the record.")
