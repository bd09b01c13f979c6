"""Groups of events: what people filter a history by. Every command belongs to exactly one."""

from __future__ import annotations

from enum import StrEnum
from typing import get_args

from kitstation.domain.commands import (
    AddStock,
    BookCount,
    BuildCommand,
    Command,
    CreateItem,
    DeleteItem,
    IssueItem,
    KitCommand,
    MergeItems,
    PartCommand,
    PlaceCommand,
    PositionCommand,
    PrintCommand,
    RecountItem,
    ReleaseItem,
    RemoveStock,
    ReserveItem,
    ReturnItem,
    ScrapItem,
    SplitItem,
    StockCommand,
    TransferItem,
    Undo,
)
from kitstation.store.codec import KINDS


class EventGroup(StrEnum):
    """What kind of thing happened."""

    ISSUING = "issuing"
    RECEIVING = "receiving"
    MOVING = "moving"
    COUNTING = "counting"
    REMOVING = "removing"
    BUILDING = "building"
    KITS = "kits"
    ITEMS = "items"
    ORDERS = "orders"
    PARTS = "parts"
    PLACES = "places"
    PRINTING = "printing"
    UNDO = "undo"


_STOCK_GROUPS: dict[type[StockCommand], EventGroup] = {
    CreateItem: EventGroup.RECEIVING,
    AddStock: EventGroup.COUNTING,
    RecountItem: EventGroup.COUNTING,
    BookCount: EventGroup.COUNTING,
    RemoveStock: EventGroup.REMOVING,
    ScrapItem: EventGroup.REMOVING,
    DeleteItem: EventGroup.REMOVING,
    TransferItem: EventGroup.MOVING,
    SplitItem: EventGroup.MOVING,
    MergeItems: EventGroup.MOVING,
    ReserveItem: EventGroup.ISSUING,
    ReleaseItem: EventGroup.ISSUING,
}
# What is not named here changes an item without moving it.
_WHOLE_GROUPS: tuple[tuple[object, EventGroup], ...] = (
    (KitCommand, EventGroup.KITS),
    (BuildCommand, EventGroup.BUILDING),
    (PartCommand, EventGroup.PARTS),
    (PlaceCommand, EventGroup.PLACES),
    (PositionCommand, EventGroup.ORDERS),
    (PrintCommand, EventGroup.PRINTING),
    (StockCommand, EventGroup.ITEMS),
    (Undo, EventGroup.UNDO),
)


def group_of(kind: type[Command]) -> EventGroup:
    """Return the group of a kind of command. Raises TypeError for one that belongs to none."""
    if kind in {IssueItem, ReturnItem}:
        return EventGroup.ISSUING
    if (group := _STOCK_GROUPS.get(kind)) is not None:  # type: ignore[arg-type]  # others are simply not in it
        return group
    for kinds, group_of_all in _WHOLE_GROUPS:
        if kind in (get_args(kinds) or (kinds,)):
            return group_of_all
    raise TypeError(f"{kind.__name__} belongs to no group of events")


def kinds_of(group: EventGroup) -> tuple[str, ...]:
    """Return the kinds of commands of a group, as the journal knows them."""
    return tuple(name for name, kind in KINDS.items() if group_of(kind) is group)
