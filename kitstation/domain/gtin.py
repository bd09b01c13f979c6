"""Trade item numbers (GTIN), which some write with leading zeros and some without."""

from __future__ import annotations

LENGTHS = (8, 12, 13, 14)


def gtin_forms(number: str | None) -> tuple[str, ...]:
    """Return a number in every length in which it may have been written; as it is, where it can be no GTIN."""
    if not number:
        return ()
    if not (number.isascii() and number.isdigit() and len(number) in LENGTHS):
        return (number,)
    digits = number.lstrip("0")
    longer = (digits.zfill(length) for length in LENGTHS if len(digits) <= length)
    return tuple(dict.fromkeys((number, *longer)))
