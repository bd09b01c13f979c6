"""The pane beside the list of kits: the lines of the selected one and what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kitstation.station.kit_effects import KitHoldings
from kitstation.station.sentences import digits, readable
from kitstation.store.queries.kits import (
    IssuedItem,
    KitHeader,
    LineState,
    items_of_kit,
    kit_by_uid,
    kit_lines,
    reserved_for_kit,
)
from kitstation.ui.pages.kits.columns import (
    IssuedRow,
    fraction,
    issued_columns,
    line_columns,
    progress_words,
    status_pill,
)
from kitstation.ui.pages.kits.kit_actions import OFTEN_KIT, OFTEN_LINE, KitActions
from kitstation.ui.panes.action_buttons import ActionButtons
from kitstation.ui.panes.side_table import side_table
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.pill import Pill
from kitstation.ui.widgets.progress import ThinProgress
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from datetime import date

    from kitstation.store.store import Store
    from kitstation.ui.services import Services
    from kitstation.ui.tables.export_strip import ExportStrip


@dataclass(frozen=True, slots=True)
class KitContents:
    """A kit with its lines and all that is issued to it."""

    kit: KitHeader
    lines: tuple[LineState, ...]
    items: tuple[IssuedItem, ...]
    reserved: tuple[IssuedItem, ...] = ()

    @property
    def lacks(self) -> bool:
        """Whether something is still to be fetched."""
        return any(line.remaining for line in self.lines)

    @property
    def holdings(self) -> KitHoldings:
        """What it holds and what is kept for it."""
        return KitHoldings(self.kit, self.items, self.reserved)

    def issued_rows(self) -> tuple[IssuedRow, ...]:
        """Return what is issued, each with its part, in the order of the parts."""
        lines = {line.uid: line for line in self.lines}
        rows = (
            IssuedRow(item, item.part_number or lines[item.line_uid].part_number, lines[item.line_uid].unit)
            for item in self.items
            if item.line_uid in lines
        )
        return tuple(sorted(rows, key=lambda row: row.part_number))


def read_contents(store: Store, kit: KitHeader, today: date) -> KitContents:
    """Read what a kit needs and holds."""
    with store.reading() as reader:
        lines = sorted(kit_lines(reader, kit.uid, today), key=_by_need)
        header = kit_by_uid(reader, kit.uid) or kit
        items, reserved = items_of_kit(reader, kit.uid), reserved_for_kit(reader, kit.uid)
        return KitContents(header, tuple(lines), items, reserved)


def _by_need(line: LineState) -> tuple[bool, bool, str]:
    return (line.is_complete, not line.short, line.part_number)


class KitDetail(QWidget):
    """Shows one kit, or asks to select one.

    `open_wanted` is emitted to put it on the bench, `wanted` tells the key of anything else that is to be done.
    """

    open_wanted = Signal()
    wanted = Signal(str)

    def __init__(self, services: Services, strip: ExportStrip) -> None:
        super().__init__()
        appearance = services.appearance
        self._appearance = appearance
        self._number = Text(appearance, role=TextRole.TITLE)
        self._pill = Pill(appearance)
        self._run = Text(appearance, ink=Ink.MUTED, lines=2)
        self._progress = ThinProgress(appearance, self.tr("Progress of the kit"))
        self._words = Text(appearance, role=TextRole.SMALL, ink=Ink.MUTED)
        self.lines = RowTableModel(line_columns(self.tr), _line_id, parent=self)
        self.items = RowTableModel(issued_columns(self.tr), _issued_id, parent=self)
        self._items_table = side_table(
            services, "kit_items", self.tr("What is in the kit"), self.items, strip
        )
        self.kit_actions = KitActions(self)
        self.kit_actions.wanted.connect(self.wanted)
        self.addActions([*self.kit_actions.for_kit, *self.kit_actions.for_line])
        self.lines_table = side_table(services, "kit_lines", self.tr("Lines of the kit"), self.lines, strip)
        self.lines_table.selection_changed.connect(self._follow)
        self.lines_table.row_activated.connect(self._change_line)
        self._places = Text(appearance, role=TextRole.SMALL, ink=Ink.MUTED, lines=3)
        self.contents: KitContents | None = None
        self._items_title = Text(appearance, role=TextRole.STRONG, ink=Ink.MUTED)
        self.open_button = Button(
            appearance, self.tr("Open on the bench"), kind=ButtonKind.PRIMARY, icon="bench"
        )
        self.open_button.clicked.connect(self.open_wanted)
        self._stack = QStackedWidget(self)
        self._lay_out()

    @property
    def line(self) -> LineState | None:
        """The line that is selected."""
        chosen = self.lines_table.selected_ids()
        return self.lines.row(chosen[0]) if len(chosen) == 1 else None

    def show_nothing(self) -> None:
        """Ask to select a kit."""
        self.contents = None
        self._follow()
        self._stack.setCurrentIndex(0)

    def show_contents(self, contents: KitContents) -> None:
        """Show a kit."""
        kit = contents.kit
        self.contents = contents
        self._number.setText(kit.number)
        self._pill.show_content(status_pill(kit.status))
        self._run.setText(
            self.tr("Run “{run}” · {assembly} × {quantity}").format(  # noqa: RUF001 - the sign for "times"
                run=kit.run, assembly=kit.assembly, quantity=digits(kit.run_quantity)
            )
        )
        words = progress_words(kit, self.tr)
        self._progress.show_progress(round(fraction(kit) * 1000), 1000, words)
        self._words.setText(words)
        self._places.setText(self._about(contents))
        self._places.setVisible(bool(self._places.text()))
        self.lines.set_rows(contents.lines)
        rows = contents.issued_rows()
        self.items.set_rows(rows)
        self._items_table.setVisible(bool(rows))
        self._items_title.setText(self.tr("In the kit") if rows else self.tr("Nothing is in the kit yet"))
        self._follow()
        self._stack.setCurrentIndex(1)

    def _about(self, contents: KitContents) -> str:
        kit = contents.kit
        reserved = len(contents.reserved)
        parts = (
            self.tr("At {place}").format(place=readable(kit.location)) if kit.location else "",
            self.tr("to {place}").format(place=readable(kit.delivery)) if kit.delivery else "",
            self.tr("for {who}").format(who=kit.assigned_to) if kit.assigned_to else "",
            self.tr("{count} items reserved").format(count=reserved) if reserved else "",
        )
        return " · ".join(part for part in parts if part)

    def _follow(self, _ids: object = None) -> None:
        self.kit_actions.follow(self.contents, self.line)

    def _change_line(self, _uid: object) -> None:
        self.kit_actions.action("change_line").trigger()

    def _lay_out(self) -> None:
        appearance = self._appearance
        self._stack.addWidget(
            EmptyState(
                appearance,
                icon="kits",
                title=self.tr("No kit is selected"),
                sentence=self.tr("Select one to see its lines and what is in it."),
            )
        )
        contents = QWidget()
        self._stack.addWidget(contents)
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)
        column = QVBoxLayout(contents)
        set_margins(column, 0, 0)
        column.addLayout(self._heading())
        column.addWidget(self.lines_table, 3)
        below = QVBoxLayout()
        set_margins(below, appearance.sizes.gap, 0)
        below.addWidget(ActionButtons(appearance, self.kit_actions.for_line, OFTEN_LINE))
        column.addLayout(below)
        title = QVBoxLayout()
        set_margins(title, appearance.sizes.gap, 0)
        title.addWidget(self._items_title)
        column.addLayout(title)
        column.addWidget(self._items_table, 2)

    def _heading(self) -> QVBoxLayout:
        sizes = self._appearance.sizes
        first = QHBoxLayout()
        first.setSpacing(sizes.unit * 2)
        first.addWidget(self._number, 1)
        first.addWidget(self._pill)
        heading = QVBoxLayout()
        set_margins(heading, sizes.gap, sizes.unit * 2)
        heading.addLayout(first)
        heading.addWidget(self._run)
        heading.addWidget(self._progress)
        heading.addWidget(self._words)
        heading.addWidget(self._places)
        heading.addSpacing(sizes.unit)
        heading.addWidget(self.open_button)
        heading.addWidget(ActionButtons(self._appearance, self.kit_actions.for_kit, OFTEN_KIT))
        return heading


def _line_id(line: LineState) -> str:
    return line.uid


def _issued_id(row: IssuedRow) -> tuple[str, str]:
    return row.identity
