"""What receiving shows and asks: what is to come, the form of the bag in the hand, and the open question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kitstation.station.receiving_form import Difference, Facts, ReceivingForm
from kitstation.store.queries.orders import OrderRow, Receipt
from kitstation.store.queries.receiving import CalledPart


class Receiving(StrEnum):
    """What a scan or key that was not refused did."""

    FILLED = "FORM_FILLED"
    NOTHING_NEW = "NOTHING_NEW"
    PLACE = "PLACE_CHOSEN"
    ORDER = "ORDER_CHOSEN"
    RECEIVED = "RECEIVED"
    UNDONE = "UNDONE"
    CANCELLED = "CANCELLED"
    PART_MADE = "PART_MADE"
    TYPED = "DIGIT_TYPED"
    ASKED = "ASKED"
    MISSING = "SOMETHING_MISSING"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two codes on the bag say different things: which is right?"""

    differences: tuple[Difference, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class AnotherBag:
    """A code names another part than the form: is it another bag?"""

    facts: Facts


@dataclass(frozen=True, slots=True)
class WhichPart:
    """Which of these parts does the code mean? Answered by its number in the list, from 1."""

    parts: tuple[CalledPart, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class OverOrder:
    """Really more than was ordered?"""

    line: OrderRow
    asked: str


Question = Disagreement | AnotherBag | WhichPart | OverOrder


@dataclass(frozen=True, slots=True)
class ReceivingView:
    """All that the receiving page shows, at one moment."""

    lines: tuple[OrderRow, ...]
    form: ReceivingForm
    question: Question | None
    receipts: tuple[Receipt, ...]
