"""The columns of what is on order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale

from kitstation.station.sentences import digits
from kitstation.store.queries.orders import OrderRow
from kitstation.ui.tables.column import Align, CellIcon, Column
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Ink, Tone

Translate = Callable[[str], str]
_NO_DAY = date.max


def order_columns(tr: Translate, today: Callable[[], date]) -> tuple[Column[OrderRow], ...]:
    """Return the columns; what is overdue is said in words and by an icon, not by colour alone."""

    def due(line: OrderRow) -> str:
        if line.expected_on is None:
            return ""
        return (
            tr("{day}, overdue").format(day=day(line.expected_on))
            if line.is_overdue(today())
            else day(line.expected_on)
        )

    def due_icon(line: OrderRow) -> CellIcon | None:
        return CellIcon("attention", Ink.ATTENTION) if line.is_overdue(today()) else None

    def status(line: OrderRow) -> str:
        return tr("Back-ordered") if line.is_partial else tr("Ordered")

    def status_cell(line: OrderRow) -> PillContent:
        return PillContent(status(line), Tone.ATTENTION if line.is_partial else Tone.IDLE)

    def spoken(line: OrderRow) -> str:
        open_amount = tr("{open} {unit} to come").format(open=digits(line.back_ordered), unit=line.unit)
        return ", ".join(
            part for part in (line.order_number, line.part_number, open_amount, due(line)) if part
        )

    return (
        Column(key="order", title=tr("Order"), value=_number, accessible=spoken, bold=True),
        Column(key="part", title=tr("Part"), value=_part, below=_description, stretch=True),
        Column(
            key="open",
            title=tr("To come"),
            value=_open,
            unit=_unit,
            align=Align.TRAILING,
            sort_key=_open_amount,
            bold=True,
        ),
        Column(
            key="received",
            title=tr("Received"),
            value=_received,
            align=Align.TRAILING,
            sort_key=_received_amount,
        ),
        Column(key="due", title=tr("Expected"), value=due, icon=due_icon, sort_key=_due),
        Column(key="status", title=tr("Status"), value=status, drawn=status_cell),
        Column(key="supplier", title=tr("Supplier"), value=_supplier, muted=True, initially_hidden=True),
        Column(key="place", title=tr("Goes to"), value=_place, muted=True, initially_hidden=True),
    )


def day(when: date) -> str:
    """Return a day as the person's language writes it."""
    return QLocale().toString(QDate(when.year, when.month, when.day), "d MMM yyyy")


def _number(line: OrderRow) -> str:
    return line.order_number


def _part(line: OrderRow) -> str:
    return line.part_number


def _description(line: OrderRow) -> str:
    return line.description


def _open(line: OrderRow) -> str:
    return digits(line.back_ordered)


def _open_amount(line: OrderRow) -> float:
    return float(line.back_ordered)


def _unit(line: OrderRow) -> str:
    return line.unit


def _received(line: OrderRow) -> str:
    return f"{digits(line.received)} / {digits(line.ordered)}"


def _received_amount(line: OrderRow) -> float:
    return float(line.received)


def _due(line: OrderRow) -> date:
    return line.expected_on or _NO_DAY


def _supplier(line: OrderRow) -> str:
    return line.supplier or ""


def _place(line: OrderRow) -> str:
    return line.location or ""
