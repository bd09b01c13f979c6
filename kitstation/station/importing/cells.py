"""Cells: what the text of a cell means, or what is wrong with it and what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from kitstation.domain.quantities import LARGEST, PLACES, QuantityError, quantity
from kitstation.domain.records import TrackingType
from kitstation.domain.texts import LONGEST_NAME, LONGEST_TEXT, TextRule

PIECES = "ea"
"""The unit of what is counted."""


class CellError(ValueError):
    """A cell holds something else than its column asks for; the message says what and what to do."""


_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00)?)?")
# Hyphen, non-breaking hyphen, figure dash, en dash, minus sign, small and full-width hyphen.
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"), "-")
_OF_NO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_OF_DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = dict.fromkeys(map(ord, _OF_NO_WIDTH + _OF_DIRECTION), "")
_BLANKS = re.compile(r"\s+")

_TRACKING: Mapping[str, TrackingType] = MappingProxyType(
    {
        **dict.fromkeys(("serial", "serialized", "serialised", "serial number", "sn"), TrackingType.SERIAL),
        **dict.fromkeys(("lot", "batch", "lot number", "lot tracked"), TrackingType.LOT),
        **dict.fromkeys(("untracked", "none", "no", "not tracked", "bulk", "-"), TrackingType.UNTRACKED),
    }
)
_WAYS_TO_WRITE_PIECES = frozenset(
    {"ea", "ea.", "each", "pc", "pc.", "pcs", "pcs.", "piece", "pieces", "st", "stk", "stück"}
)
_YES = frozenset({"1", "1.0", "y", "yes", "true", "t", "x", "✓", "✔", "on", "ja", "oui"})
_NO = frozenset({"", "0", "0.0", "n", "no", "false", "f", "-", "off", "nein", "non"})
_LEFT_OUT = frozenset(
    {
        "dnp", "dni", "dnf", "dnm", "dns", "do not populate", "do not place", "do not install", "do not fit",
        "do not mount", "do not stuff", "no stuff", "nostuff", "not fitted", "not populated", "not mounted",
        "unpopulated", "exclude", "excluded", "excluded from bom",
    }
)  # fmt: skip
_PUT_IN = frozenset(
    {"fitted", "populate", "populated", "place", "placed", "mounted", "fit", "stuff", "mount"}
)


_IN_A_CELL = TextRule("", LONGEST_TEXT, lines=True)
"""What a cell may hold before it is put right. Separators of a scanned code mean that it is several values."""


def name(text: str) -> str:
    """Return a number or name as a person means and a scanner reads it: plain hyphens and blanks, none at its ends.

    Raises CellError when it holds what no label could: line breaks, control characters, endless text.
    """
    if text.isascii() and text.isprintable() and len(text) <= LONGEST_NAME:
        # Nearly all are; files may have millions of cells.
        return " ".join(text.split())
    if why := _IN_A_CELL.wrong_with(text):
        raise CellError(sentence(why))
    plain = _BLANKS.sub(
        lambda blank: " " if "\n" not in blank[0] and "\r" not in blank[0] else "\n", text.strip()
    )
    plain = plain.translate(_DASHES).translate(_INVISIBLE).strip()
    if text and not plain:
        raise CellError("It holds only signs that cannot be seen. Clear the cell, or type it anew.")
    if "\n" in plain:
        raise CellError("It has a line break in it. Write it in one line, or give each its own row.")
    if any(unicodedata.category(sign) == "Co" for sign in plain):
        raise CellError("It has signs in it that cannot be seen. Type it anew.")
    if len(plain) > LONGEST_NAME:
        raise CellError(f"It is longer than {LONGEST_NAME} characters. Check that this is the right column.")
    return plain


def sentence(why: str) -> str:
    """Return a reason of the rules as a sentence of its own."""
    return f"{why[:1].upper()}{why[1:]}."


def description(text: str) -> str:
    """Return free text in one line."""
    if text.isprintable():
        return " ".join(text.split())
    return " ".join("".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text).split())


def amount(text: str, *, decimal_comma: bool = False) -> Decimal:
    """Return a quantity, 0 or more. `decimal_comma` says that 1,5 is written for 1.5.

    Raises CellError when it is no number, below 0, too fine or absurdly large.
    """
    number = _number(text, decimal_comma=decimal_comma)
    if number < 0:
        raise CellError("It is less than 0. Write how much there is, 0 or more.")
    return number


def _number(text: str, *, decimal_comma: bool) -> Decimal:
    written = text.strip().replace("\u2212", "-")
    if decimal_comma:
        if _GROUPED.fullmatch(written):
            raise CellError("It can be read in two ways. Write it without separators between the thousands.")
        written = written.replace(",", ".")
    if not _NUMBER.fullmatch(written):
        example = "12 or 0,5" if decimal_comma else "12 or 0.5"
        raise CellError(
            f"It is not a number. Write digits only, such as {example}, without unit or currency."
        )
    try:
        return quantity(written)
    except QuantityError:
        if abs(Decimal(written)) > LARGEST:
            raise CellError("It is absurdly large. Check that this is the right column and row.") from None
        raise CellError(f"It has more than {PLACES} decimal places. Round it.") from None


def day(text: str) -> date:
    """Return a date. Only the ISO form can be read in one way by everybody; date cells of Excel come in it."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise CellError(
            "It is not a date of the form 2027-03-31. Write year-month-day, or format the cell as a date."
        )
    try:
        return date.fromisoformat(found[1])
    except ValueError:
        raise CellError("There is no such day. Write year-month-day, such as 2027-03-31.") from None


def tracking(text: str) -> TrackingType:
    """Return how stock is told apart; raises CellError for other words."""
    found = _TRACKING.get(" ".join(text.casefold().replace("_", " ").split()))
    if found is None:
        raise CellError("It is none of serial, lot and untracked. Write one of these, or leave it blank.")
    return found


def unit(text: str) -> str:
    """Return a unit of measure; the many ways to write "pieces" are ``ea``."""
    plain = name(text)
    return PIECES if plain.casefold() in _WAYS_TO_WRITE_PIECES else plain


def is_same_unit(one: str, other: str) -> bool:
    """Whether two units are the same, however they are written."""
    first, second = (
        PIECES if word.casefold() in _WAYS_TO_WRITE_PIECES else word.casefold() for word in (one, other)
    )
    return first == second


def is_left_out(text: str) -> bool:
    """Whether a "do not populate" cell says so; raises CellError when it says neither yes nor no."""
    word = description(text).casefold()
    if word in _YES or word in _LEFT_OUT:
        return True
    if word in _NO or word in _PUT_IN:
        return False
    raise CellError("It says neither yes nor no. Write DNP, yes or no, or leave it blank.")


def is_put_in(text: str) -> bool:
    """Whether a "populate" cell says that the part is placed; blank is yes."""
    word = description(text).casefold()
    if not word or word in _YES or word in _PUT_IN:
        return True
    if word in _NO or word in _LEFT_OUT:
        return False
    raise CellError("It says neither yes nor no. Write yes or no, or leave it blank.")


def location_path(text: str) -> str:
    """Return a path such as ``Stores/A1-03``, each name without blanks at its ends; blank stays blank."""
    plain = name(text)
    names = [part.strip() for part in plain.split("/")]
    if plain and not all(names):
        raise CellError(
            "A name in the path is missing. Write it such as Stores/A1-03, without / at the ends."
        )
    return "/".join(names)
