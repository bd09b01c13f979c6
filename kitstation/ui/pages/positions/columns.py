"""The columns of positions, and of what lies at one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from kitstation.domain.position_quantities import PositionQuantity, QuantityStatus
from kitstation.station.sentences import digits, readable
from kitstation.store.queries.positions import PositionOrder, PositionRow
from kitstation.store.queries.replenishment import Need
from kitstation.store.queries.stocked_items import StockedItem
from kitstation.ui.tables.column import Align, Cell, Column, ProgressCell, RowState
from kitstation.ui.tables.times import local_day, local_time
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Tone

Translate = Callable[[str], str]

SORTED_BY = {order.value: order for order in PositionOrder}
"""The columns that the database can sort by, and in which order that is. Stock is not among them."""


def position_columns(tr: Translate) -> tuple[Column[PositionRow], ...]:
    """Return the columns of the list of positions."""
    return (
        Column(
            key="part",
            title=tr("Part"),
            value=lambda row: row.part_number,
            below=lambda row: row.description,
            below_title=tr("Description"),
            bold=True,
            stretch=True,
        ),
        _words("revision", tr("Rev."), lambda row: row.revision, hidden=True),
        _words("location", tr("Location"), lambda row: readable(row.location_ref)),
        _words("bin", tr("Bin"), lambda row: row.bin),
        Column(
            key="stock", title=tr("Stock"), value=stock_in_words(tr), drawn=lambda row: stock_bar(row, tr)
        ),
        _number("available", tr("Available"), lambda row: row.available, unit=True),
        _number("minimum", tr("Min"), lambda row: row.minimum),
        _number("maximum", tr("Max"), lambda row: row.maximum),
        _number("on_order", tr("On order"), lambda row: row.on_order),
        _number("on_hand", tr("On hand"), lambda row: row.on_hand, hidden=True),
        _number("reserved", tr("Reserved"), lambda row: row.reserved, hidden=True),
        _number("picked", tr("In kits"), lambda row: row.picked, hidden=True),
        _number("back_order", tr("Back order"), lambda row: row.back_order, hidden=True),
        _words("ref", tr("Position"), lambda row: row.ref, hidden=True),
        _words("reference_number", tr("Reference no."), lambda row: row.reference_number, hidden=True),
        _words("catalogue", tr("Catalogue"), lambda row: row.catalogue, hidden=True),
        _words("type", tr("Type"), lambda row: row.type, hidden=True),
        _words("status", tr("Status"), lambda row: row.status, hidden=True),
        _words("created_on", tr("Created"), lambda row: local_time(row.created_on), hidden=True),
        _words("updated_on", tr("Changed"), lambda row: local_time(row.updated_on), hidden=True),
    )


def need_columns(tr: Translate) -> tuple[Column[Need], ...]:
    """Return the columns of what runs low."""
    end = Align.TRAILING
    return (
        Column(
            key="part",
            title=tr("Part"),
            value=lambda need: need.position.part_number,
            below=lambda need: need.position.description,
            below_title=tr("Description"),
            bold=True,
            stretch=True,
        ),
        Column(key="location", title=tr("Location"), value=lambda need: readable(need.position.location_ref)),
        Column(
            key="stock",
            title=tr("Stock"),
            value=lambda need: stock_in_words(tr)(need.position),
            drawn=lambda need: stock_bar(need.position, tr),
        ),
        _need("available", tr("Available"), lambda need: need.position.available),
        _need("minimum", tr("Min"), lambda need: need.position.minimum),
        _need("maximum", tr("Max"), lambda need: need.position.maximum),
        _need("on_order", tr("On order"), lambda need: need.position.on_order),
        Column(
            key="to_move",
            title=tr("Bring"),
            value=lambda need: _digits(need.to_move),
            unit=lambda need: need.position.unit,
            sort_key=lambda need: need.to_move,
            align=end,
        ),
        Column(key="sources", title=tr("From"), value=_sources, stretch=True, muted=True),
        Column(
            key="to_order",
            title=tr("Order"),
            value=lambda need: _digits(need.to_order),
            unit=lambda need: need.position.unit,
            sort_key=lambda need: need.to_order,
            align=end,
            bold=True,
        ),
    )


def item_columns(tr: Translate) -> tuple[Column[StockedItem], ...]:
    """Return the columns of what is stocked at a position; the oldest item comes first."""
    return (
        Column(
            key="item",
            title=tr("Item"),
            value=lambda item: item.name or tr("loose"),
            below=_kept(tr),
            stretch=True,
        ),
        _units("on_hand", tr("On hand"), lambda item: item.units.on_hand),
        _units("reserved", tr("Reserved"), lambda item: item.units.reserved, hidden=True),
        _units("picked", tr("In kits"), lambda item: item.units.picked, hidden=True),
        _units("delivered", tr("Installed"), lambda item: item.units.delivered, hidden=True),
        _units("transferred", tr("Moved on"), lambda item: item.units.transferred, hidden=True),
        _units("removed", tr("Removed"), lambda item: item.units.removed, hidden=True),
        _units("received", tr("Received"), lambda item: item.units.received, hidden=True),
    )


def quantity_columns(tr: Translate) -> tuple[Column[PositionQuantity], ...]:
    """Return the columns of a position's quantities."""
    return (
        Column(
            key="type",
            title=tr("Type"),
            value=lambda one: one.type.value,
            below=lambda one: " · ".join(filter(None, (one.status.value, _when(one)))),
            stretch=True,
        ),
        Column(
            key="quantity",
            title=tr("Quantity"),
            value=lambda one: digits(one.quantity),
            sort_key=lambda one: one.quantity,
            align=Align.TRAILING,
        ),
    )


def quantity_state(one: PositionQuantity) -> RowState:
    """Return how a quantity is marked: what does not count any more is faded."""
    return RowState.FADED if one.status is QuantityStatus.INACTIVE else RowState.NORMAL


def position_pill(row: PositionRow, tr: Translate) -> PillContent:
    """Return whether there is enough, as a pill."""
    if row.retired:
        return PillContent(tr("Inactive"), Tone.IDLE)
    if row.below_minimum:
        return PillContent(tr("Below minimum"), Tone.ATTENTION)
    if row.maximum and row.available > row.maximum:
        return PillContent(tr("Above maximum"), Tone.QUESTION)
    return PillContent(tr("Enough"), Tone.ACCEPTED)


def stock_bar(row: PositionRow, tr: Translate) -> Cell | None:
    """Return how full a position is, with a mark at its minimum; nothing where no limits are set.

    Where nothing is available a word says so: an empty bar is read as one that is not drawn yet.
    """
    if not row.maximum:
        return None
    tone = Tone.ATTENTION if row.below_minimum else Tone.ACCEPTED
    if row.available <= 0:
        return PillContent(tr("None"), tone if row.below_minimum else Tone.IDLE)
    filled = min(float(row.available / row.maximum), 1.0)
    return ProgressCell(filled, tone, mark=float(row.minimum / row.maximum))


def stock_in_words(tr: Translate) -> Callable[[PositionRow], str]:
    """Return what says in words what the bar shows."""

    def words(row: PositionRow) -> str:
        if not row.maximum:
            return ""
        says = tr("{available} of {maximum}, at least {minimum}")
        return says.format(
            available=digits(row.available), maximum=digits(row.maximum), minimum=digits(row.minimum)
        )

    return words


def _words(
    key: str, title: str, value: Callable[[PositionRow], str], *, hidden: bool = False
) -> Column[PositionRow]:
    return Column(key=key, title=title, value=value, initially_hidden=hidden)


def _number(
    key: str,
    title: str,
    value: Callable[[PositionRow], Decimal],
    *,
    unit: bool = False,
    hidden: bool = False,
) -> Column[PositionRow]:
    return Column(
        key=key,
        title=title,
        value=lambda row: digits(value(row)) if unit or value(row) else "",
        sort_key=value,
        unit=(lambda row: row.unit) if unit else None,
        align=Align.TRAILING,
        initially_hidden=hidden,
    )


def _need(key: str, title: str, value: Callable[[Need], Decimal]) -> Column[Need]:
    return Column(
        key=key, title=title, value=lambda need: _digits(value(need)), sort_key=value, align=Align.TRAILING
    )


def _units(
    key: str, title: str, value: Callable[[StockedItem], Decimal], *, hidden: bool = False
) -> Column[StockedItem]:
    return Column(
        key=key,
        title=title,
        value=lambda item: _digits(value(item)),
        sort_key=value,
        align=Align.TRAILING,
        initially_hidden=hidden,
    )


def _kept(tr: Translate) -> Callable[[StockedItem], str]:
    """Return what says when an item came, and what kits keep and hold of it."""

    def words(item: StockedItem) -> str:
        parts = [local_day(item.received_at)]
        if item.units.reserved:
            parts.append(tr("{quantity} reserved").format(quantity=digits(item.units.reserved)))
        if item.units.picked:
            parts.append(tr("{quantity} in kits").format(quantity=digits(item.units.picked)))
        return " · ".join(parts)

    return words


def _digits(quantity: Decimal) -> str:
    return digits(quantity) if quantity else ""


def _sources(need: Need) -> str:
    return ", ".join(
        f"{readable(one.location)} ({digits(one.spare)})" for one in need.sources if one.spare > 0
    )


def _when(one: PositionQuantity) -> str:
    if one.expected_on is not None:
        return one.expected_on.isoformat()
    return local_time(one.updated_on) if one.updated_on else ""
