"""Which form belongs to which action on items."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kitstation.ui.forms.planned import Planned
from kitstation.ui.pages.inventory import item_forms, keeping_forms, stock_change_forms
from kitstation.ui.pages.inventory.item_forms import Rows
from kitstation.ui.pages.inventory.split_form import splitting

if TYPE_CHECKING:
    from kitstation.ui.pages.inventory.stock_reading import ItemKnown
    from kitstation.ui.services import Services


def plan(services: Services, key: str, rows: Rows, known: ItemKnown | None) -> Planned:
    """Return the form of an action on items; `known` is what is known where it is one item.

    Raises KeyError for an action that has no such form.
    """
    shares = known.shares if known else ()
    candidates = known.candidates if known else ()
    makers: dict[str, Callable[[], Planned]] = {
        "transfer": lambda: item_forms.transferring(services, rows),
        "split": lambda: splitting(services, rows[0]),
        "merge": lambda: item_forms.merging(services, rows, candidates),
        "scrap": lambda: stock_change_forms.scrapping(services, rows, shares),
        "add": lambda: stock_change_forms.adding(services, rows),
        "remove": lambda: stock_change_forms.removing(services, rows),
        "recount": lambda: stock_change_forms.recounting(services, rows),
        "delete": lambda: stock_change_forms.deleting(services, rows),
        "hold": lambda: keeping_forms.holding(services, rows),
        "release": lambda: keeping_forms.releasing_hold(services, rows),
        "reserve": lambda: keeping_forms.reserving(services, rows),
        "free": lambda: keeping_forms.releasing(services, rows, shares),
    }
    return makers[key]()
