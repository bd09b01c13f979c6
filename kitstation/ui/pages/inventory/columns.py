"""The columns of the inventory; their keys are the column names of an import, so that an export reads back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kitstation.domain.records import HowCreated
from kitstation.domain.status import ItemStatus
from kitstation.station.sentences import readable
from kitstation.store.queries.inventory import InventoryRow
from kitstation.ui.tables.column import Align, Column
from kitstation.ui.tables.export_columns import CellValue, ExportColumn
from kitstation.ui.tables.times import local_time
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Tone

Translate = Callable[[str], str]

_TONES = {
    ItemStatus.AVAILABLE: Tone.ACCEPTED,
    ItemStatus.KITTED: Tone.QUESTION,
    ItemStatus.INSTALLED: Tone.RETURNED,
    ItemStatus.WIP: Tone.ATTENTION,
    ItemStatus.SCRAPPED: Tone.REFUSED,
}


class _Plain(NamedTuple):
    """A column that shows one field as text. `export` is what a file gets, where that is something else."""

    key: str
    title: str
    value: Callable[[InventoryRow], str]
    export: Callable[[InventoryRow], CellValue] | None = None
    sort_key: Callable[[InventoryRow], object] | None = None
    trailing: bool = False


def inventory_columns(tr: Translate) -> tuple[Column[InventoryRow], ...]:
    """Return the columns of the list of items; what few people look for is hidden at first."""
    return (
        Column(key="part_number", title=tr("Part"), value=_part_number, bold=True),
        Column(key="revision", title=tr("Rev."), value=_revision, muted=True, initially_hidden=True),
        Column(key="description", title=tr("Description"), value=_description, muted=True, stretch=True),
        Column(key="serial_number", title=tr("Serial"), value=_serial),
        Column(key="lot_number", title=tr("Lot"), value=_lot),
        Column(
            key="quantity",
            title=tr("On hand"),
            value=_on_hand,
            unit=_unit,
            align=Align.TRAILING,
            sort_key=_on_hand_by,
        ),
        Column(
            key="picked",
            title=tr("In kits"),
            value=_picked,
            align=Align.TRAILING,
            sort_key=_picked_by,
            # On a small screen the description needs the room; the status and the detail tell of kits too.
            initially_hidden=True,
        ),
        Column(key="location", title=tr("Location"), value=_place),
        *(_seldom(column) for column in _plain_columns(tr)),
        Column(key="status", title=tr("Status"), value=_status, drawn=status_pill),
    )


def _plain_columns(tr: Translate) -> tuple[_Plain, ...]:
    yes = tr("yes")
    return (
        _Plain("runs", tr("Runs"), lambda row: row.runs),
        _Plain("installed", tr("Installed"), lambda row: yes if row.is_installed else ""),
        _Plain("kitted", tr("Kitted"), lambda row: yes if row.kitted else ""),
        _amount("reserved", tr("Reserved"), lambda row: row.reserved),
        _amount("installed_quantity", tr("Installed quantity"), lambda row: row.installed),
        _amount("scrapped", tr("Scrapped"), lambda row: row.scrapped),
        _Plain("supplier", tr("Supplier"), lambda row: row.supplier or ""),
        _Plain("cost", tr("Cost"), _cost, _cost_or_nothing, _cost_by, trailing=True),
        _Plain("expires_on", tr("Expires"), _expires, sort_key=_expires_by),
        _Plain("date_code", tr("Date code"), lambda row: row.date_code or ""),
        _Plain("condition", tr("Condition"), lambda row: row.condition),
        _Plain("storage_area", tr("Storage area"), lambda row: row.storage_area),
        _Plain("usage_type", tr("Usage type"), lambda row: row.usage_type),
        _Plain("hold_reason", tr("Held because"), lambda row: row.hold_reason or ""),
        _Plain("made_by_run", tr("Made by run"), lambda row: row.made_by_run or ""),
        _Plain(
            "received_at", tr("Received"), lambda row: local_time(row.received_at), _received, _received_by
        ),
        _Plain("created_by", tr("Created by"), lambda row: row.created_by),
        _Plain("how_created", tr("How created"), lambda row: how_created(row.how_created, tr)),
        _Plain("origin_uid", tr("Split from"), lambda row: row.origin_uid or ""),
        _Plain("tracking_type", tr("Tracked by"), lambda row: row.tracking.value),
    )


def _amount(key: str, title: str, of: Callable[[InventoryRow], Decimal]) -> _Plain:
    return _Plain(key, title, lambda row: f"{of(row):f}" if of(row) else "", of, of, trailing=True)


def _seldom(column: _Plain) -> Column[InventoryRow]:
    return Column(
        key=column.key,
        title=column.title,
        value=column.value,
        sort_key=column.sort_key,
        align=Align.TRAILING if column.trailing else Align.LEADING,
        muted=True,
        initially_hidden=True,
    )


def how_created(how: HowCreated, tr: Translate) -> str:
    """Return what brought an item into being, in words."""
    return {
        HowCreated.MANUAL: tr("taken in by hand"),
        HowCreated.ORDER_LINE: tr("received on an order"),
        HowCreated.BUILD: tr("built"),
        HowCreated.SPLIT: tr("split"),
        HowCreated.TRANSFER: tr("moved in part"),
        HowCreated.MERGE: tr("merged"),
        HowCreated.KIT_CLOSED: tr("left when a kit was closed"),
    }[how]


def exported(keys: tuple[str, ...]) -> tuple[ExportColumn[InventoryRow], ...]:
    """Return what is exported in each column, in the order of `keys`; a quantity gets its unit."""
    values: dict[str, Callable[[InventoryRow], CellValue]] = {
        "part_number": _part_number,
        "revision": _revision,
        "description": _description,
        "serial_number": _serial,
        "lot_number": _lot,
        "quantity": _on_hand_by,
        "picked": _picked_by,
        "location": _location,
        "status": _status,
    }
    values |= {column.key: column.export or column.value for column in _plain_columns(str)}
    columns: list[ExportColumn[InventoryRow]] = []
    for key in keys:
        columns.append(ExportColumn(key, values[key]))
        if key == "quantity":
            columns.append(ExportColumn("unit", _unit))
    return tuple(columns)


def status_pill(row: InventoryRow) -> PillContent:
    """Return an item's status with its tone."""
    return PillContent(row.status.value, _TONES.get(row.status, Tone.IDLE))


def _part_number(row: InventoryRow) -> str:
    return row.part_number


def _revision(row: InventoryRow) -> str:
    return row.revision


def _description(row: InventoryRow) -> str:
    return row.description


def _serial(row: InventoryRow) -> str:
    return row.serial_number or ""


def _lot(row: InventoryRow) -> str:
    return row.lot_number or ""


def _on_hand(row: InventoryRow) -> str:
    return f"{row.quantity:f}"


def _on_hand_by(row: InventoryRow) -> Decimal:
    return row.quantity


def _unit(row: InventoryRow) -> str:
    return row.unit


def _picked(row: InventoryRow) -> str:
    return f"{row.picked:f}" if row.picked else ""


def _picked_by(row: InventoryRow) -> Decimal:
    return row.picked


def _location(row: InventoryRow) -> str:
    return row.location


def _place(row: InventoryRow) -> str:
    return readable(row.location)


def _cost(row: InventoryRow) -> str:
    return f"{row.cost:f}" if row.cost is not None else ""


def _cost_or_nothing(row: InventoryRow) -> CellValue:
    return row.cost if row.cost is not None else ""


def _cost_by(row: InventoryRow) -> Decimal:
    return row.cost if row.cost is not None else Decimal(-1)


def _expires(row: InventoryRow) -> str:
    return row.expires_on.isoformat() if row.expires_on else ""


def _expires_by(row: InventoryRow) -> date:
    return row.expires_on or date.max


def _received(row: InventoryRow) -> str:
    return row.received_at.isoformat()


def _received_by(row: InventoryRow) -> object:
    return row.received_at


def _status(row: InventoryRow) -> str:
    return row.status.value
