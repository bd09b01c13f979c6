"""Splitting an item: into one more, evenly into several, or into shares that somebody writes down."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from kitstation.domain.commands import Command, SplitItem, SplitOff
from kitstation.domain.quantities import QuantityError, quantity
from kitstation.station.sentences import amount
from kitstation.ui.forms import FormPane, TextField
from kitstation.ui.forms.fields import FieldError
from kitstation.ui.forms.planned import Planned, Values
from kitstation.ui.pages.inventory.item_forms import tr

if TYPE_CHECKING:
    from kitstation.store.queries.inventory import InventoryRow
    from kitstation.ui.services import Services

_SMALLEST = Decimal("0.000001")
MOST_PARTS = 100


class SharesField(TextField):
    """What is split off: one quantity, several with semicolons or blanks between them, or "/ 4" for four even parts."""

    def __init__(self, whole: Decimal) -> None:
        hint = tr("One quantity, several (20 30 50), or / 4 for four even parts. The rest stays.")
        super().__init__("shares", tr("Split off"), hint=hint, required=True)
        self._whole = whole

    def shares(self) -> tuple[Decimal, ...]:
        """Return what is split off. Raises FieldError where it is no quantities."""
        text = super().value()
        if text.startswith("/"):
            return even_shares(self._whole, _count(text.removeprefix("/").strip()))
        words = text.replace(";", " ").split()
        if len(words) >= MOST_PARTS:
            raise FieldError(tr("That is too many parts at once."))
        return tuple(_quantity(word) for word in words)

    def value(self) -> str:
        """Return what is written, once it is known to be shares."""
        self.shares()
        return super().value()


def splitting(services: Services, row: InventoryRow) -> Planned:
    """Split an item: each share becomes an item of its own at the same place."""
    field = SharesField(row.quantity)
    form = FormPane(
        services,
        tr("Split {what}").format(what=row.name),
        (field,),
        submit=tr("Split"),
        sentence=tr("There are {quantity}.").format(quantity=amount(row.quantity, row.unit)),
    )

    def commands(_values: Values) -> Sequence[Command]:
        parts = tuple(SplitOff(uid=services.ids.new(), quantity=share) for share in field.shares())
        return (SplitItem(item_uid=row.uid, parts=parts),)

    return Planned(form, commands, lambda _values: tr("Split {what}").format(what=row.name))


def even_shares(whole: Decimal, count: int) -> tuple[Decimal, ...]:
    """Return all but one of `count` even shares: the original keeps its own, and what does not divide.

    A whole number is divided into whole numbers.
    """
    step = Decimal(1) if whole == whole.to_integral_value() and whole >= count else _SMALLEST
    share = (whole / count).quantize(step, rounding=ROUND_DOWN)
    return (share,) * (count - 1)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 2 <= int(text) <= MOST_PARTS:
        raise FieldError(tr("Write / and a number from 2 to {most}.").format(most=MOST_PARTS))
    return int(text)


def _quantity(word: str) -> Decimal:
    try:
        return quantity(word.replace(",", "."))
    except QuantityError:
        raise FieldError(tr("“{word}” is no quantity.").format(word=word)) from None
