"""Questions: what the bench waits to be told before it can go on. The next scan may answer, or replace, any of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kitstation.store.queries.kits import LineState
from kitstation.store.queries.scan_targets import ItemTarget


class Mode(StrEnum):
    """What a scanned item is for."""

    ISSUE = "issue"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class HowMany:
    """How much of an item? `typed` is what has been entered so far; `usual` is the answer that confirming gives."""

    mode: Mode
    item: ItemTarget
    line: LineState
    usual: Decimal
    there: Decimal
    typed: str = ""


@dataclass(frozen=True, slots=True)
class OverNeed:
    """Really more than the line needs?"""

    item: ItemTarget
    line: LineState
    quantity: Decimal
    expired_ok: bool = False
    """Whether it was confirmed before that it is used although it has expired."""


@dataclass(frozen=True, slots=True)
class Expired:
    """Really use it although it has expired?"""

    item: ItemTarget
    line: LineState
    quantity: Decimal
    over_need: bool = False
    """Whether it was confirmed before that it is more than the line needs."""


@dataclass(frozen=True, slots=True)
class WhichOf:
    """Which of these items is in the hand? Answered by its number in the list, from 1."""

    mode: Mode
    items: tuple[ItemTarget, ...]
    label_quantity: Decimal | None


Question = HowMany | OverNeed | Expired | WhichOf
