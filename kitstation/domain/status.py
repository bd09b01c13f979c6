"""The status of an inventory item: never set, always derived; the first match wins."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kitstation.domain.quantities import ZERO
from kitstation.domain.records import RunStatus


class ItemStatus(StrEnum):
    """What an inventory item is to somebody who looks for stock."""

    INSTALLED = "Installed"
    SCRAPPED = "Scrapped"
    WIP = "WIP"
    KITTED = "Kitted"
    ON_ORDER = "On Order"
    UNAVAILABLE = "Unavailable"
    AVAILABLE = "Available"


WORKING_RUNS = frozenset(
    {RunStatus.TODO, RunStatus.IN_PROGRESS, RunStatus.REDLINE, RunStatus.HOLD, RunStatus.FAILED}
)
"""Where an assembly of the run is still work in progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """Where an item's quantity is, and what else decides its status."""

    on_hand: Decimal = ZERO
    reserved: Decimal = ZERO
    picked: Decimal = ZERO
    installed: Decimal = ZERO
    scrapped: Decimal = ZERO
    in_work: bool = False
    run_status: RunStatus | None = None
    on_hold: bool = False
    on_order: bool = False
    location_available: bool = True

    @property
    def present(self) -> Decimal:
        """What is neither installed nor gone."""
        return self.on_hand + self.reserved + self.picked

    @property
    def quantity(self) -> Decimal:
        """What ION's quantity of the record is: all of it that still exists as such, scrapped or installed included."""
        return self.present + self.installed + self.scrapped


def is_kitted(facts: ItemFacts) -> bool:
    """Whether *all* the quantity is kitted (seed 001: "true if all quantity is kitted to runs, otherwise false")."""
    return facts.picked > 0 and facts.present == facts.picked


def is_installed(facts: ItemFacts) -> bool:
    """Whether *all* of it is installed (seed 001: "true if all quantity is attached to aBOM items")."""
    return facts.installed > 0 and facts.present == 0


def item_status(facts: ItemFacts) -> ItemStatus:
    """Return the item's status; the rows stand in ION's order, and the first that applies wins."""
    rows = (
        (ItemStatus.INSTALLED, is_installed(facts)),
        (ItemStatus.UNAVAILABLE, facts.quantity == 0 and not facts.on_order),
        (ItemStatus.SCRAPPED, facts.quantity > 0 and facts.scrapped == facts.quantity),
        (ItemStatus.WIP, facts.in_work and (facts.run_status in WORKING_RUNS or facts.run_status is None)),
        (ItemStatus.UNAVAILABLE, facts.on_hold),
        (ItemStatus.KITTED, is_kitted(facts)),
        (ItemStatus.ON_ORDER, facts.on_order),
        (ItemStatus.UNAVAILABLE, not facts.location_available or facts.in_work),
    )
    return next((status for status, applies in rows if applies), ItemStatus.AVAILABLE)
