"""The parts: what they are, how much of each is in stock, what they are made of and who sells them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from kitstation.store.queries.part_detail import BomRow
from kitstation.store.queries.parts import PartListRow, part_list
from kitstation.ui.pages.inventory import part_forms
from kitstation.ui.pages.inventory.item_forms import tr
from kitstation.ui.pages.inventory.list_room import ListRoom
from kitstation.ui.pages.inventory.part_detail import PartDetail, PartKnown, read_part
from kitstation.ui.tables.column import Align, Column
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.key_hints import KeyHint

if TYPE_CHECKING:
    from kitstation.store.store import Store
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

MOST_PARTS = 20_000
"""So many parts are held in memory; a house with more finds the others from its stock."""

_PANE_WIDTH = 340


class PartsRoom(ListRoom[PartListRow]):
    """Lists parts; makes, changes and archives them, with their bills of materials."""

    key = "parts"
    label = "Parts"

    def __init__(self, services: Services) -> None:
        self._known: PartKnown | None = None
        self._looking: Task | None = None
        self.change = _action(tr("Change"), "F2")
        self.stock = _action(tr("Show stock"), "")
        self.sell = _action(tr("Who sells it"), "")
        actions = (self.change, self.stock, self.sell)
        self.detail = PartDetail(services, actions)
        super().__init__(services, part_columns(), _uid, self.detail, pane_width=_PANE_WIDTH)
        self.table.addActions(actions)
        self.change.triggered.connect(self._change)
        self.stock.triggered.connect(self._show_stock)
        self.sell.triggered.connect(self._sell)
        self.table.row_activated.connect(self._show_stock)
        self.detail.line_wanted.connect(self._add_line)
        self.detail.line_changed.connect(self._change_line)
        self.detail.line_deleted.connect(self._delete_line)

    def read(self, store: Store) -> tuple[PartListRow, ...]:
        """Return the parts, on the core thread."""
        with store.reading() as reader:
            return part_list(reader, MOST_PARTS)

    def name_of(self, row: PartListRow) -> str:
        """Return the part number."""
        return row.part_number

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the shortcuts of what is selected."""
        return (KeyHint("F2", tr("Change")),)

    def start_new(self) -> None:
        """Open the form for a new part."""
        self.open_form(part_forms.creating_part(self.services))

    def empty_state(self) -> EmptyState:
        """Return what is said while there are no parts."""
        state = EmptyState(
            self.services.appearance,
            icon="box",
            title=tr("No parts yet"),
            sentence=tr("A part is a kind of thing: a number, a revision, and how its stock is told apart."),
            action=tr("New part"),
        )
        state.acted.connect(self.start_new)
        return state

    def remark(self, shown: int, total: int) -> str:
        """Return how many parts there are."""
        if total == MOST_PARTS:
            return tr("The first {count} parts").format(count=f"{total:,}")
        if shown != total:
            return tr("{found} of {all} parts").format(found=f"{shown:,}", all=f"{total:,}")
        return tr("{count} parts").format(count=f"{total:,}")

    def show_row(self, row: PartListRow | None) -> None:
        """Read and show what is known of the selected part."""
        for action in (self.change, self.stock, self.sell):
            action.setEnabled(row is not None)
        if self._looking is not None:
            self._looking.forget()
            self._looking = None
        if row is None:
            self._known = None
            self.detail.show_nothing()
            return
        self._looking = self.services.tasks.submit(
            partial(read_part, uid=row.uid), self._show_known, self.services.navigator.show_fault
        )

    def _show_known(self, known: PartKnown | None) -> None:
        self._known = known
        if known is None:
            self.detail.show_nothing()
        else:
            self.detail.show_part(known)

    def _change(self) -> None:
        if self._known is not None:
            self.open_form(part_forms.changing_part(self.services, self._known.record))

    def _sell(self) -> None:
        if self._known is not None:
            sold = self._known.sold
            known = sold[0] if len(sold) == 1 else None
            self.open_form(part_forms.selling(self.services, self._known.record, known))

    def _show_stock(self, _id: object = None) -> None:
        row = self.selected()
        if row is not None:
            self.stock_wanted.emit(row.part_number)

    def _add_line(self) -> None:
        if self._known is not None:
            self.open_form(part_forms.adding_line(self.services, self._known.row.uid))

    def _change_line(self, line: BomRow) -> None:
        self.open_form(part_forms.changing_line(self.services, line))

    def _delete_line(self, line: BomRow) -> None:
        self.open_form(part_forms.deleting_line(self.services, line))


def part_columns() -> tuple[Column[PartListRow], ...]:
    """Return the columns of the list of parts."""
    end = Align.TRAILING
    return (
        Column(key="part_number", title=tr("Part"), value=lambda row: row.part_number, bold=True),
        Column(key="revision", title=tr("Rev."), value=lambda row: row.revision, muted=True),
        Column(
            key="description",
            title=tr("Description"),
            value=lambda row: row.description,
            stretch=True,
            muted=True,
        ),
        Column(
            key="on_hand",
            title=tr("In stock"),
            value=lambda row: f"{row.on_hand:f}",
            unit=lambda row: row.unit,
            align=end,
            sort_key=lambda row: row.on_hand,
        ),
        Column(
            key="available",
            title=tr("Available"),
            value=lambda row: f"{row.available:f}",
            align=end,
            sort_key=lambda row: row.available,
        ),
        Column(key="tracking_type", title=tr("Tracked by"), value=lambda row: row.tracking.value),
        Column(
            key="mbom_lines",
            title=tr("BOM lines"),
            value=lambda row: str(row.mbom_lines) if row.mbom_lines else "",
            align=end,
            sort_key=lambda row: row.mbom_lines,
        ),
        *(
            Column(key=key, title=title, value=value, muted=True, initially_hidden=True)
            for key, title, value in (
                ("manufacturer", tr("Manufacturer"), lambda row: row.manufacturer),
                (
                    "manufacturer_part_number",
                    tr("Manufacturer's number"),
                    lambda row: row.manufacturer_part_number,
                ),
                ("gtin", tr("GTIN"), lambda row: row.gtin),
                ("serial_pattern", tr("Serial numbers"), lambda row: row.serial_pattern),
                ("lot_pattern", tr("Lot numbers"), lambda row: row.lot_pattern),
                ("archived", tr("Archived"), lambda row: tr("yes") if row.archived else ""),
            )
        ),
    )


def _uid(row: PartListRow) -> str:
    return row.uid


def _action(label: str, keys: str) -> QAction:
    action = QAction(label)
    action.setEnabled(False)
    if keys:
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    return action
