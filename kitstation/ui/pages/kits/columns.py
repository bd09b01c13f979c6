"""The columns of the tables on the kits page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial

from kitstation.domain.records import KitStatus
from kitstation.station.sentences import digits, readable
from kitstation.store.queries.kits import IssuedItem, KitHeader, LineState
from kitstation.ui.tables.column import Align, CellIcon, Column, ProgressCell
from kitstation.ui.tables.times import local_day, local_time
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Ink, Tone

Translate = Callable[[str], str]

_TONES = {
    KitStatus.DRAFT: Tone.IDLE,
    KitStatus.REQUESTED: Tone.QUESTION,
    KitStatus.IN_PROGRESS: Tone.ATTENTION,
    KitStatus.DELIVERED: Tone.RETURNED,
    KitStatus.COMPLETED: Tone.ACCEPTED,
    KitStatus.CANCELED: Tone.REFUSED,
}


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """An item that is in a kit, with the part that it is of."""

    item: IssuedItem
    part_number: str
    unit: str

    @property
    def identity(self) -> tuple[str, str]:
        """What tells it apart: an item can be in two lines."""
        return (self.item.line_uid, self.item.item_uid)


def status_pill(status: KitStatus) -> PillContent:
    """Return a kit's status with its tone."""
    return PillContent(status.value.capitalize(), _TONES[status])


def progress_words(kit: KitHeader, tr: Translate) -> str:
    """Return how far a kit is, in lines and pieces."""
    return tr("{done} of {lines} lines · {issued} of {required} pieces").format(
        done=kit.lines_complete, lines=kit.lines, issued=digits(kit.issued), required=digits(kit.required)
    )


def fraction(kit: KitHeader) -> float:
    """Return how far a kit is, from 0.0 to 1.0."""
    return float(kit.issued / kit.required) if kit.required else 0.0


def kit_columns(tr: Translate) -> tuple[Column[KitHeader], ...]:
    """Return the columns of the list of kits."""

    def words(kit: KitHeader) -> str:
        return progress_words(kit, tr)

    return (
        Column(key="number", title=tr("Kit"), value=_number, bold=True),
        Column(key="run", title=tr("Run"), value=_run, stretch=True),
        Column(key="assembly", title=tr("Assembly"), value=_assembly),
        Column(key="status", title=tr("Status"), value=_status, drawn=_status_cell),
        Column(
            key="progress",
            title=tr("Progress"),
            value=words,
            drawn=_progress_cell,
            sort_key=fraction,
            tooltip=words,
        ),
        Column(key="lines", title=tr("Lines"), value=_lines, align=Align.TRAILING, sort_key=_complete_lines),
        Column(
            key="pieces",
            title=tr("Pieces"),
            value=_pieces,
            align=Align.TRAILING,
            sort_key=_issued,
            initially_hidden=True,
        ),
        Column(
            key="created",
            title=tr("Created"),
            value=_created,
            sort_key=_created_at,
            tooltip=_created_exactly,
            muted=True,
        ),
    )


def line_columns(tr: Translate) -> tuple[Column[LineState], ...]:
    """Return the columns of the selected kit's lines: no more than leaves the part number its room."""

    def state(line: LineState) -> str:
        if line.is_complete:
            return tr("complete")
        if line.short:
            return tr("short {quantity}").format(quantity=digits(line.short))
        return tr("{quantity} left").format(quantity=digits(line.remaining))

    def issued(line: LineState) -> str:
        return tr("{issued} of {required}").format(issued=digits(line.issued), required=digits(line.required))

    def note(line: LineState) -> str:
        if line.is_complete:
            return ""
        if line.short:
            return state(line)
        if line.take is not None and line.take.substitute:
            return tr("{part} instead").format(part=line.take.substitute)
        return tr("{quantity} reserved").format(quantity=digits(line.reserved)) if line.reserved else ""

    def spoken(line: LineState) -> str:
        return f"{line.part_number}, {state(line)}"

    return (
        Column(
            key="part",
            title=tr("Part"),
            value=_part,
            tooltip=partial(_more, tr=tr),
            accessible=spoken,
            icon=_line_icon,
            bold=True,
            stretch=True,
        ),
        Column(
            key="issued", title=tr("Issued"), value=issued, align=Align.TRAILING, sort_key=_line_issued_by
        ),
        Column(key="note", title=tr("Note"), value=note, tooltip=note, muted=True, stretch=True),
    )


def _more(line: LineState, *, tr: Translate) -> str:
    instead = (
        tr("{part} may be issued instead ({quantity} on hand)").format(
            part=one.part_number, quantity=digits(one.on_hand)
        )
        for one in line.substitutes
    )
    return "\n".join(part for part in (line.description, ", ".join(line.designators), *instead) if part)


def issued_columns(tr: Translate) -> tuple[Column[IssuedRow], ...]:
    """Return the columns of what the selected kit holds."""
    return (
        Column(
            key="item",
            title=tr("Item"),
            value=_item,
            below=_item_part,
            below_title=tr("Part"),
            tooltip=_item_whole,
            accessible=_item_whole,
            bold=True,
            stretch=True,
        ),
        Column(
            key="quantity", title=tr("Quantity"), value=_item_quantity, unit=_item_unit, align=Align.TRAILING
        ),
        Column(key="from", title=tr("From"), value=_item_place, muted=True),
    )


def _number(kit: KitHeader) -> str:
    return kit.number


def _run(kit: KitHeader) -> str:
    return kit.run


def _assembly(kit: KitHeader) -> str:
    return f"{kit.assembly} × {digits(kit.run_quantity)}"  # noqa: RUF001 - the sign for "times"


def _status(kit: KitHeader) -> str:
    return status_pill(kit.status).text


def _status_cell(kit: KitHeader) -> PillContent:
    return status_pill(kit.status)


def _progress_cell(kit: KitHeader) -> ProgressCell:
    return ProgressCell(fraction(kit))


def _lines(kit: KitHeader) -> str:
    return f"{kit.lines_complete} / {kit.lines}"


def _complete_lines(kit: KitHeader) -> int:
    return kit.lines_complete


def _pieces(kit: KitHeader) -> str:
    return f"{digits(kit.issued)} / {digits(kit.required)}"


def _issued(kit: KitHeader) -> Decimal:
    return kit.issued


def _created(kit: KitHeader) -> str:
    return local_day(kit.created_at)


def _created_exactly(kit: KitHeader) -> str:
    return local_time(kit.created_at)


def _created_at(kit: KitHeader) -> datetime:
    return kit.created_at


def _line_icon(line: LineState) -> CellIcon:
    if line.is_complete:
        return CellIcon("circle-check", Ink.ACCEPTED)
    return CellIcon("attention", Ink.ATTENTION) if line.short else CellIcon("circle")


def _part(line: LineState) -> str:
    return line.part_number


def _line_issued_by(line: LineState) -> Decimal:
    return line.issued


def _item(row: IssuedRow) -> str:
    return row.item.serial_number or row.item.lot_number or row.part_number


def _item_part(row: IssuedRow) -> str:
    return row.part_number if row.item.serial_number or row.item.lot_number else ""


def _item_whole(row: IssuedRow) -> str:
    return " · ".join(part for part in (_item(row), _item_part(row)) if part)


def _item_quantity(row: IssuedRow) -> str:
    return digits(row.item.quantity)


def _item_unit(row: IssuedRow) -> str:
    return row.unit


def _item_place(row: IssuedRow) -> str:
    return readable(row.item.location)
