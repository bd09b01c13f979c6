"""Which records labels are wanted for: those that a number, path or name names, by what the labels are about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, or_, select

from kitstation.domain.records import LabelKind
from kitstation.store import tables
from kitstation.store.tables import NOTHING, is_on_hand, is_picked

_item, _part, _location = tables.item.c, tables.part.c, tables.location.c
_kit, _line, _operator, _balance = tables.kit.c, tables.kit_line.c, tables.operator.c, tables.balance.c
ALL_WITHIN = "/*"
"""What stands behind a location's path for all places inside it."""


class SelectedBy(StrEnum):
    """By what records are chosen."""

    SERIAL = "serial"
    LOT = "lot"
    PART = "part"
    LOCATION = "location"
    KIT = "kit"
    LINE = "line"
    OPERATOR = "operator"
    UID = "uid"


@dataclass(frozen=True, slots=True)
class Selection:
    """Choose the records that `text` names; a line is named by its kit and part, as in K-7/91290A115."""

    by: SelectedBy
    text: str


def can_select(kind: LabelKind, by: SelectedBy) -> bool:
    """Whether records that labels of a kind are about can be chosen so."""
    return (kind, by) in _QUERIES or by is SelectedBy.UID


def selected(connection: Connection, kind: LabelKind, selection: Selection) -> tuple[str, ...]:
    """Return the uids of the records of a kind that are chosen, in an order that people expect."""
    if selection.by is SelectedBy.UID:
        query = select(_UIDS[kind]).where(_UIDS[kind] == selection.text)
        if kind in {LabelKind.ITEM, LabelKind.LOT}:
            query = query.where(_LIVE)
    else:
        query = _QUERIES[kind, selection.by](selection.text)
    return tuple(connection.execute(query).scalars())


_LIVE = _item.deleted == NOTHING
_ITEMS: Select[Any] = (
    select(_item.uid)
    .join(tables.part, _part.uid == _item.part_uid)
    .join(tables.location, _location.uid == _item.location_uid)
    .where(_LIVE)
    .order_by(_part.part_number, _item.serial_number, _item.lot_number, _item.received_at, _item.uid)
)
_STOCKED = _ITEMS.where(is_on_hand(tables.item))
_LINES: Select[Any] = (
    select(_line.uid)
    .join(tables.kit, _kit.uid == _line.kit_uid)
    .join(tables.part, _part.uid == _line.part_uid)
    .order_by(_part.part_number, _line.uid)
)


def _places(text: str) -> Select[Any]:
    condition: ColumnElement[bool]
    if text.endswith(ALL_WITHIN):
        inside = text.removesuffix(ALL_WITHIN)
        # As a range, because LIKE would read every location.
        condition = _location.path.between(f"{inside}/", f"{inside}/\U0010ffff")
    else:
        condition = or_(_location.path == text, (_location.barcode == text) & (_location.barcode != ""))
    return select(_location.uid).where(condition).order_by(_location.path)


def _stock_at(text: str) -> Select[Any]:
    return _STOCKED.where(_item.location_uid.in_(_places(text).order_by(None)))


def _picked_for(text: str) -> Select[Any]:
    held = (
        select(_balance.item_uid)
        .join(tables.kit_line, _line.uid == _balance.place)
        .join(tables.kit, _kit.uid == _line.kit_uid)
        .where(is_picked(), _balance.quantity > NOTHING, _kit.number == text)
    )
    return _ITEMS.where(_item.uid.in_(held))


def _line_named(text: str) -> Select[Any]:
    # Kits and parts may have slashes in their numbers.
    cuts = [at for at, sign in enumerate(text) if sign == "/"]
    named = [(_kit.number == text[:at]) & (_part.part_number == text[at + 1 :]) for at in cuts]
    return _LINES.where(or_(*named)) if named else _LINES.where(_line.uid == "")


def _items_or_lots(*conditions: Any) -> dict[SelectedBy, Callable[[str], Select[Any]]]:  # noqa: ANN401 - any condition
    return {
        SelectedBy.SERIAL: lambda text: _ITEMS.where(_item.serial_number == text, *conditions),
        SelectedBy.LOT: lambda text: _ITEMS.where(_item.lot_number == text, *conditions),
        SelectedBy.PART: lambda text: _STOCKED.where(_part.part_number == text, *conditions),
        SelectedBy.LOCATION: lambda text: _stock_at(text).where(*conditions),
        SelectedBy.KIT: lambda text: _picked_for(text).where(*conditions),
    }


_BY_KIND: dict[LabelKind, dict[SelectedBy, Callable[[str], Select[Any]]]] = {
    LabelKind.ITEM: _items_or_lots(),
    LabelKind.LOT: _items_or_lots(_item.lot_number.is_not(None)),
    LabelKind.LOCATION: {SelectedBy.LOCATION: _places},
    LabelKind.KIT: {SelectedBy.KIT: lambda text: select(_kit.uid).where(_kit.number == text)},
    LabelKind.KIT_LINE: {
        SelectedBy.LINE: _line_named,
        SelectedBy.KIT: lambda text: _LINES.where(_kit.number == text),
    },
    LabelKind.OPERATOR: {
        SelectedBy.OPERATOR: lambda text: select(_operator.uid).where(_operator.name == text)
    },
}
_QUERIES = {(kind, by): query for kind, queries in _BY_KIND.items() for by, query in queries.items()}
_UIDS = {
    LabelKind.ITEM: _item.uid,
    LabelKind.LOT: _item.uid,
    LabelKind.LOCATION: _location.uid,
    LabelKind.KIT: _kit.uid,
    LabelKind.KIT_LINE: _line.uid,
    LabelKind.OPERATOR: _operator.uid,
}
