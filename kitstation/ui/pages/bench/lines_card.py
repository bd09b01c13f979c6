"""The kit's lines on a card, with what is known of the selected one at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QVBoxLayout

from kitstation.station.sentences import Speech, amount, readable
from kitstation.store.queries.kits import IssuedItem, LineState
from kitstation.ui.pages.bench.lines import NOWHERE, LineColumns, LineRow, line_id, line_state
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.tables.table_view import TableView
from kitstation.ui.theme.painting import PillContent, pill_size
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink, Tone
from kitstation.ui.widgets.card import Card
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kitstation.ui.theme.apply import Appearance

_ROWS_MEASURED = 40
"""A kit may have hundreds of lines; the first ones say how wide the columns have to be."""
_CELL_MARGIN = 14
_NARROW = 720
"""Below this width the description, and what can be reckoned, give way to the part numbers."""


class LinesCard(Card):
    """Shows lines in walking order. `line_selected` tells the uid of the line that a person looks at, or None."""

    line_selected = Signal(object)

    def __init__(self, appearance: Appearance, speech: Speech) -> None:
        super().__init__()
        self._appearance = appearance
        self._current: str | None = None
        self._short: tuple[str, ...] = ()
        self._roomy = False
        self._complete = speech.say("complete")
        self._nowhere = speech.say(NOWHERE)
        columns = LineColumns(speech).all()
        self._place = {column.key: at for at, column in enumerate(columns)}
        self.model = RowTableModel(columns, line_id, row_state=line_state, parent=self)
        self.table = TableView(appearance, speech.say("Lines of the kit"))
        self._set_table()
        self.detail = LineDetail(appearance, speech)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)

    def show_rows(self, rows: Sequence[LineRow]) -> None:
        """Show these lines; what has not changed is left as it is."""
        self.model.set_rows(rows)
        self._short = tuple(row.line.uid for row in rows if row.line.short)
        if rows and not self._roomy:
            self._roomy = True
            self._give_room()
        current = next((row.line.uid for row in rows if row.current), None)
        if current != self._current:
            self._current = current
            self._bring_into_view(current)

    def selected_line(self) -> LineState | None:
        """Return the line that a person looks at."""
        chosen = self.table.selected_ids()
        row = self.model.row(chosen[0]) if chosen else None
        return row.line if row else None

    def select_short(self) -> None:
        """Select the first short line, or the next one where one is selected; do nothing where none is short."""
        if not self._short:
            return
        chosen = self.selected_line()
        after = self._short.index(chosen.uid) + 1 if chosen and chosen.uid in self._short else 0
        uid = self._short[after % len(self._short)]
        self.table.select_ids((uid,))
        self._bring_into_view(uid)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        narrow = self.width() < self._appearance.sizes.scaled(_NARROW)
        for key in ("description", "issued"):
            self.table.setColumnHidden(self._place[key], narrow)
        header, part = self.table.horizontalHeader(), self._place["part"]
        was_narrow = header.sectionResizeMode(part) is QHeaderView.ResizeMode.Stretch
        mode = QHeaderView.ResizeMode.Stretch if narrow else QHeaderView.ResizeMode.Interactive
        header.setSectionResizeMode(part, mode)
        if was_narrow and not narrow:
            # A column that no longer stretches keeps its width, and would push the last ones out of sight.
            self.table.resizeColumnToContents(part)

    def _bring_into_view(self, uid: str | None) -> None:
        place = self.model.position(uid)
        if place is not None:
            self.table.scrollTo(self.model.index(place, 0), QAbstractItemView.ScrollHint.EnsureVisible)

    def _give_room(self) -> None:
        """Let no column be too narrow for what it will show when the kit has gone on."""
        required = self.table.sizeHintForColumn(self._place["required"])
        pill = pill_size(PillContent(self._complete, Tone.ACCEPTED), self._appearance).width()
        nowhere = QFontMetrics(self._appearance.font(TextRole.BODY)).horizontalAdvance(self._nowhere)
        for key, least in (
            ("location", nowhere + 2 * _CELL_MARGIN),
            ("issued", required),
            ("left", required),
            ("progress", pill + 2 * _CELL_MARGIN),
        ):
            if self.table.columnWidth(self._place[key]) < least:
                self.table.setColumnWidth(self._place[key], least)

    def _set_table(self) -> None:
        self.table.horizontalHeader().setResizeContentsPrecision(_ROWS_MEASURED)
        self.table.show_rows_of(self.model)
        # The walk is the order; any other would send people to and fro.
        self.table.setSortingEnabled(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.selection_changed.connect(self._on_selection)

    def _on_selection(self) -> None:
        line = self.selected_line()
        self.line_selected.emit(line.uid if line else None)


class LineDetail(QFrame):
    """What is known of one line beyond its row: where its parts sit, and which items are issued."""

    def __init__(self, appearance: Appearance, speech: Speech) -> None:
        super().__init__()
        self._say = speech.say
        sizes = appearance.sizes
        self._title = Text(appearance, role=TextRole.STRONG)
        self._sits = Text(appearance, ink=Ink.MUTED)
        self._issued = Text(appearance, ink=Ink.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.gap, 0, sizes.gap, sizes.unit * 2 + 2)
        column.setSpacing(sizes.unit // 2)
        rule = QFrame()
        rule.setProperty("surface", "rule")
        rule.setFixedHeight(1)
        column.addWidget(rule)
        column.addSpacing(sizes.unit * 2)
        for text in (self._title, self._sits, self._issued):
            column.addWidget(text)
        self.hide()

    def show_line(self, line: LineState, issued: Sequence[IssuedItem]) -> None:
        """Show a line and the items that it holds."""
        revision = self._say("revision {revision}", revision=line.revision)
        self._title.setText(
            " · ".join(part for part in (line.part_number, revision, line.description) if part)
        )
        self._sits.setText(", ".join(line.designators))
        self._sits.setVisible(bool(line.designators))
        items = ", ".join(_issued_item(item, line.unit) for item in issued)
        nothing = self._say("Nothing issued yet")
        self._issued.setText(self._say("Issued: {items}", items=items) if items else nothing)
        self.setAccessibleName(". ".join((self._title.text(), self._sits.text(), self._issued.text())))
        self.show()


def _issued_item(item: IssuedItem, unit: str) -> str:
    if item.serial_number:
        return item.serial_number
    name = item.lot_number or readable(item.location)
    return f"{amount(item.quantity, unit)} ({name})"
