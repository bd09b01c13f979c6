"""The columns of the inventory; their keys are the column names of an import, so that an export reads back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from kitstation.domain.status import ItemStatus
from kitstation.station.sentences import readable
from kitstation.store.queries.inventory import InventoryRow
from kitstation.ui.tables.column import Align, Column
from kitstation.ui.tables.export_columns import CellValue, ExportColumn
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Tone

Translate = Callable[[str], str]

_TONES = {
    ItemStatus.AVAILABLE: Tone.ACCEPTED,
    ItemStatus.KITTED: Tone.QUESTION,
    ItemStatus.UNAVAILABLE: Tone.IDLE,
}


def inventory_columns(tr: Translate) -> tuple[Column[InventoryRow], ...]:
    """Return the columns of the list of items."""
    end = Align.TRAILING
    return (
        Column(key="part_number", title=tr("Part"), value=_part_number, bold=True),
        Column(key="revision", title=tr("Rev."), value=_revision, muted=True, initially_hidden=True),
        Column(key="description", title=tr("Description"), value=_description, muted=True, stretch=True),
        Column(key="serial_number", title=tr("Serial"), value=_serial),
        Column(key="lot_number", title=tr("Lot"), value=_lot),
        Column(
            key="quantity", title=tr("On hand"), value=_on_hand, unit=_unit, align=end, sort_key=_on_hand_by
        ),
        Column(key="picked", title=tr("In kits"), value=_picked, align=end, sort_key=_picked_by),
        Column(key="location", title=tr("Location"), value=_place),
        Column(key="supplier", title=tr("Supplier"), value=_supplier, muted=True, initially_hidden=True),
        Column(
            key="cost",
            title=tr("Cost"),
            value=_cost,
            align=end,
            sort_key=_cost_by,
            muted=True,
            initially_hidden=True,
        ),
        Column(
            key="expires_on", title=tr("Expires"), value=_expires, sort_key=_expires_by, initially_hidden=True
        ),
        Column(key="status", title=tr("Status"), value=_status, drawn=status_pill),
    )


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
        "supplier": _supplier,
        "cost": _cost_or_nothing,
        "expires_on": _expires,
        "status": _status,
    }
    columns: list[ExportColumn[InventoryRow]] = []
    for key in keys:
        columns.append(ExportColumn(key, values[key]))
        if key == "quantity":
            columns.append(ExportColumn("unit", _unit))
    return tuple(columns)


def status_pill(row: InventoryRow) -> PillContent:
    """Return an item's status with its tone."""
    return PillContent(row.status.value, _TONES[row.status])


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


def _supplier(row: InventoryRow) -> str:
    return row.supplier or ""


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


def _status(row: InventoryRow) -> str:
    return row.status.value
