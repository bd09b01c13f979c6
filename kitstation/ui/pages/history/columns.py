"""The columns of the history, and what its filters are called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QDateTime, QLocale

from kitstation.station.timeline.groups import EventGroup
from kitstation.station.timeline.reading import HistoryRow
from kitstation.ui.tables.column import CellIcon, Column, RowState
from kitstation.ui.theme.tokens import Ink

Translate = Callable[[str], str]

_ICONS = {
    EventGroup.ISSUING: CellIcon("next", Ink.ACCEPTED),
    EventGroup.RECEIVING: CellIcon("receive"),
    EventGroup.MOVING: CellIcon("location"),
    EventGroup.COUNTING: CellIcon("count"),
    EventGroup.REMOVING: CellIcon("refused", Ink.REFUSED),
    EventGroup.BUILDING: CellIcon("genealogy"),
    EventGroup.KITS: CellIcon("kits"),
    EventGroup.ITEMS: CellIcon("box"),
    EventGroup.ORDERS: CellIcon("positions"),
    EventGroup.PARTS: CellIcon("inventory"),
    EventGroup.PLACES: CellIcon("settings"),
    EventGroup.PRINTING: CellIcon("labels"),
    EventGroup.UNDO: CellIcon("undo", Ink.ATTENTION),
}


def group_names(tr: Translate) -> dict[EventGroup, str]:
    """Return what people call the groups of events."""
    return {
        EventGroup.ISSUING: tr("Issued and returned"),
        EventGroup.RECEIVING: tr("Received"),
        EventGroup.MOVING: tr("Moved, split, merged"),
        EventGroup.COUNTING: tr("Counted"),
        EventGroup.REMOVING: tr("Removed and scrapped"),
        EventGroup.BUILDING: tr("Built"),
        EventGroup.KITS: tr("Kits and runs"),
        EventGroup.ITEMS: tr("Items changed or held"),
        EventGroup.ORDERS: tr("Positions and orders"),
        EventGroup.PARTS: tr("Parts and suppliers"),
        EventGroup.PLACES: tr("Places, people, rules"),
        EventGroup.PRINTING: tr("Labels"),
        EventGroup.UNDO: tr("Taken back"),
    }


def history_columns(tr: Translate) -> tuple[Column[HistoryRow], ...]:
    """Return the columns of the history."""
    return (
        Column(key="at", title=tr("When"), value=_when, sort_key=_at, muted=True),
        Column(
            key="sentence",
            title=tr("What"),
            value=_brief,
            tooltip=_sentence,
            icon=_icon,
            below=partial(_taken_back, tr("Taken back")),
            below_title=tr("Taken back"),
            stretch=True,
        ),
        Column(key="operator", title=tr("Who"), value=_operator),
        Column(key="station", title=tr("Station"), value=_station, muted=True),
        Column(key="kit", title=tr("Kit"), value=_kit, initially_hidden=True),
        Column(key="kind", title=tr("Command"), value=_kind, muted=True, initially_hidden=True),
        Column(key="command_id", title=tr("Command id"), value=_command_id, initially_hidden=True),
    )


def moment(at: datetime) -> str:
    """Return a moment to the second, as the person's language writes it."""
    return QLocale().toString(
        QDateTime.fromMSecsSinceEpoch(int(at.timestamp() * 1000)), "d MMM yyyy, HH:mm:ss"
    )


def row_state(row: HistoryRow) -> RowState:
    """Strike what no longer holds."""
    return RowState.STRUCK if row.undone else RowState.NORMAL


def icon_of(group: EventGroup) -> CellIcon:
    """Return the icon of a group of events."""
    return _ICONS[group]


def _when(row: HistoryRow) -> str:
    return moment(row.at)


def _at(row: HistoryRow) -> datetime:
    return row.at


def _brief(row: HistoryRow) -> str:
    return row.brief


def _sentence(row: HistoryRow) -> str:
    return row.sentence


def _icon(row: HistoryRow) -> CellIcon:
    return icon_of(row.group)


def _taken_back(words: str, row: HistoryRow) -> str:
    return words if row.undone else ""


def _operator(row: HistoryRow) -> str:
    return row.operator


def _station(row: HistoryRow) -> str:
    return row.station


def _kit(row: HistoryRow) -> str:
    return row.kit


def _kind(row: HistoryRow) -> str:
    return row.kind


def _command_id(row: HistoryRow) -> str:
    return row.command_id
