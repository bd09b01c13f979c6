"""What a code can mean: one reading of a scan, with the meanings that its text allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kitstation.scanning.controls import ControlCode
from kitstation.scanning.symbology import Symbology

OWN = "own"
ISO15434 = "iso15434"
GS1 = "gs1"
GS1_DIGITAL_LINK = "gs1-digital-link"
IDENTIFIER = "identifier"
PLAIN = "plain"
VENDOR = "vendor:"
"""A kind that begins so is that of one firm or program, named behind the colon."""


class ProblemCode(StrEnum):
    """What is wrong with a code that can be read all the same."""

    CHECK_DIGIT = "check_digit"
    DATE = "date"
    QUANTITY = "quantity"
    DUPLICATE = "duplicate"
    NO_IDENTIFIER = "no_identifier"
    HEADER = "header"
    SEPARATORS_LOST = "separators_lost"
    SEPARATOR_DOUBTFUL = "separator_doubtful"
    SURPLUS = "surplus"
    TRAILER = "trailer"
    FORMAT = "format"
    CAPS_LOCK = "caps_lock"
    UNIQUE_ITEM_ID = "unique_item_id"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the code that was not understood or is doubtful, in words for the technician."""

    code: ProblemCode
    detail: str


@dataclass(frozen=True, slots=True, eq=False)
class Fields(Mapping[str, str]):
    """The elements of a code by identifier, in the order in which they stand; hashable, never changed.

    Equal to every mapping with the same elements, whatever their order.
    """

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, elements: Mapping[str, str] | Iterable[tuple[str, str]]) -> Fields:
        """Return the fields of a mapping or of pairs; of pairs with the same identifier the last counts."""
        return cls(tuple(dict(elements).items()))

    def __getitem__(self, identifier: str) -> str:
        for candidate, value in self.pairs:
            if candidate == identifier:
                return value
        raise KeyError(identifier)

    def __iter__(self) -> Iterator[str]:
        return (identifier for identifier, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def __hash__(self) -> int:
        return hash(frozenset(self.pairs))


@dataclass(frozen=True, slots=True)
class Meaning:
    """One way to understand a code.

    `fields` holds every element as it stands in the code, by its data identifier, application identifier or
    key. The other attributes are what the elements say in the words of this program; None is *not said*.
    `date_code` is kept as written, because makers write dates in too many ways to interpret them.
    `quantity_unit` is the word behind the digits of the quantity, in the label's own letters.
    `unique_item_id` is the whole identifier of MIL-STD-130, put together from the elements where they are apart.
    """

    kind: str
    fields: Fields = Fields()
    part_number: str | None = None
    customer_part_number: str | None = None
    supplier_sku: str | None = None
    manufacturer: str | None = None
    serial_number: str | None = None
    lot_number: str | None = None
    quantity: Decimal | None = None
    date_code: str | None = None
    expires_on: date | None = None
    supplier: str | None = None
    purchase_order: str | None = None
    country: str | None = None
    gtin: str | None = None
    unique_item_id: str | None = None
    problems: tuple[Problem, ...] = ()
    quantity_unit: str | None = None

    @property
    def gtin14(self) -> str | None:
        """The trade item number in 14 digits, by which numbers of every length can be compared."""
        return self.gtin.zfill(14) if self.gtin else None


@dataclass(frozen=True, slots=True)
class Reading:
    """A scanned text with all that it can mean.

    `text` is the scan without AIM identifier, CR and LF; nothing else is taken away. `control` is set when it
    is one of our control codes. `meanings` are ordered, the best first; the last one is always `plain`.
    """

    text: str
    symbology: Symbology | None
    control: ControlCode | None
    meanings: tuple[Meaning, ...]
