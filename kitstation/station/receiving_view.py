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
    REMEMBERED = "NUMBER_REMEMBERED"
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


@dataclass(frozen=True, slots=True)
class RememberNumbers:
    """Shall labels with these numbers, which nobody knows, mean this part from now on?"""

    part: CalledPart
    numbers: tuple[str, ...]


Question = Disagreement | AnotherBag | WhichPart | OverOrder | RememberNumbers


@dataclass(frozen=True, slots=True)
class ReceivingView:
    """All that the receiving page shows, at one moment.

    `unlinked` are the numbers on the bag that could be remembered for its part.
    """

    lines: tuple[OrderRow, ...]
    form: ReceivingForm
    question: Question | None
    receipts: tuple[Receipt, ...]
    unlinked: tuple[str, ...] = ()
