"""The second step: which column means what, beside the first rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kitstation.station.importing.bom import Assembly
from kitstation.station.importing.preview import Preview, PreviewColumn, PreviewRow, preview
from kitstation.ui.forms.labelled import Labelled
from kitstation.ui.importing.field_names import field_name
from kitstation.ui.importing.work import ImportKind, ReadFile
from kitstation.ui.tables.column import Align, Column
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.tables.table_view import TableView
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

_FIELDS_WIDTH = 330
_NOT_THERE = -1


class ColumnsStep(QWidget):
    """Shows a file that was read; `changed` says that it is taken for something else, `confirmed` Enter."""

    changed = Signal()
    confirmed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._file: ReadFile | None = None
        self.combos: dict[str, QComboBox] = {}
        self._about = Text(appearance, ink=Ink.MUTED, lines=2)
        self._remarks = Text(appearance, ink=Ink.ATTENTION, lines=4)
        self.part_number = QLineEdit()
        self.revision = QLineEdit()
        self.part_field = Labelled(appearance, self.tr("Assembly"), self.part_number)
        self.revision_field = Labelled(appearance, self.tr("Revision"), self.revision)
        self.revision.setPlaceholderText(self.tr("latest"))
        self._assembly = QWidget()
        self._fields = QFormLayout()
        self._table = TableView(appearance, self.tr("First rows of the file"))
        self._model: RowTableModel[PreviewRow] | None = None
        self.part_number.textChanged.connect(self.changed)
        for field in (self.part_number, self.revision):
            field.returnPressed.connect(self.confirmed)
        self._lay_out()

    @property
    def file(self) -> ReadFile | None:
        """The file, with its columns as they are chosen now."""
        return self._file

    @property
    def assembly(self) -> Assembly:
        """What a bill of materials is of."""
        return Assembly(self.part_number.text().strip(), self.revision.text().strip())

    @property
    def missing(self) -> str:
        """What has still to be said before the file can be checked; empty when it can be."""
        if self._file is None:
            return self.tr("Choose a file first.")
        for group in self._file.mapping.missing:
            names = self.tr(" or ").join(field_name(field, self.tr) for field in group)
            return self.tr("Choose the column for: {names}").format(names=names)
        if self._file.kind is ImportKind.BOM and not self.assembly.part_number:
            return self.tr("Say which assembly the bill is of.")
        return ""

    def show_file(self, file: ReadFile) -> None:
        """Show a file that was just read."""
        self._file = file
        is_bom = file.kind is ImportKind.BOM
        self._assembly.setVisible(is_bom)
        self.part_number.setText("")
        self.part_field.show_problem("")
        self.revision.setText("")
        self._offer_fields(file)
        self._show_preview()
        self._about.setText(self._described(preview(file.sheet, file.mapping)))
        (self.part_number if is_bom else next(iter(self.combos.values()))).setFocus()

    def _described(self, shown: Preview) -> str:
        parts = [shown.source, self.tr("{count} rows").format(count=f"{shown.row_count:,}")]
        parts.append(self.tr("column names in row {row}").format(row=shown.header_row))
        if shown.worksheet:
            parts.append(self.tr("worksheet “{name}”").format(name=shown.worksheet))
        if shown.encoding:
            parts.append(shown.encoding.upper())
        return " · ".join(parts)

    def _offer_fields(self, file: ReadFile) -> None:
        while self._fields.rowCount():
            self._fields.removeRow(0)
        self.combos = {}
        titles = [cell.strip() for cell in file.mapping.header.cells]
        needed = {field for group in file.kind.purpose.required for field in group}
        for field in file.kind.purpose.fields:
            combo = QComboBox()
            combo.addItem(self.tr("not in the file"), _NOT_THERE)
            for index, title in enumerate(titles):
                combo.addItem(title or self.tr("column {number}").format(number=index + 1), index)
            combo.setCurrentIndex(combo.findData(file.mapping.columns.get(field, _NOT_THERE)))
            combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            name = field_name(field, self.tr)
            combo.setAccessibleName(self.tr("Column for {field}").format(field=name))
            combo.currentIndexChanged.connect(partial(self._map, field))
            self.combos[field] = combo
            self._fields.addRow(self._label(name, combo, needed=field in needed), combo)

    def _label(self, name: str, combo: QComboBox, *, needed: bool) -> Text:
        label = Text(self._appearance, name, ink=Ink.NORMAL if needed else Ink.MUTED)
        label.setFixedWidth(self._appearance.sizes.scaled(112))
        label.setFixedHeight(combo.sizeHint().height())
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        label.setBuddy(combo)
        return label

    def _map(self, field: str, _index: int) -> None:
        if self._file is None:
            return
        columns = dict(self._file.mapping.columns)
        chosen = self.combos[field].currentData()
        if chosen == _NOT_THERE:
            columns.pop(field, None)
        else:
            columns[field] = chosen
        self._file = self._file.with_columns(columns)
        self._show_preview()
        self.changed.emit()

    def _show_preview(self) -> None:
        if self._file is None:
            return
        shown = preview(self._file.sheet, self._file.mapping)
        old, self._model = self._model, RowTableModel(self._columns(shown), _row_number, parent=self)
        self._table.show_rows_of(self._model)
        self._table.setSortingEnabled(False)
        self._model.set_rows(shown.rows)
        if old is not None:
            old.deleteLater()
        remarks = " ".join(shown.remarks)
        self._remarks.setText(remarks)
        self._remarks.setVisible(bool(remarks))

    def _columns(self, shown: Preview) -> list[Column[PreviewRow]]:
        columns: list[Column[PreviewRow]] = [
            Column(key="row", title=self.tr("Row"), value=_row_text, align=Align.TRAILING, muted=True)
        ]
        for index, found in self._in_order(shown):
            bold, muted = found.field is not None, found.field is None
            title = self._title(found)
            columns.append(
                Column(key=str(index), title=title, value=partial(_cell, index), bold=bold, muted=muted)
            )
        return columns

    def _in_order(self, shown: Preview) -> list[tuple[int, PreviewColumn]]:
        """Return the columns that were recognised in the order of the fields, then the others in theirs."""
        fields = {field: place for place, field in enumerate(self.combos)}
        return sorted(enumerate(shown.columns), key=lambda each: fields.get(each[1].field or "", len(fields)))

    def _title(self, found: PreviewColumn) -> str:
        if found.field is None:
            return found.title
        name = field_name(found.field, self.tr)
        return name if found.title.strip().casefold() == name.casefold() else f"{found.title} → {name}"

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        assembly = QHBoxLayout(self._assembly)
        set_margins(assembly, 0, sizes.unit * 2)
        assembly.addWidget(self.part_field, 2)
        assembly.addWidget(self.revision_field, 1)
        self._fields.setSpacing(sizes.unit * 2)
        self._fields.setContentsMargins(0, 0, sizes.unit * 2, 0)
        listed = QWidget()
        listed.setLayout(self._fields)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(listed)
        left = Card()
        left.setFixedWidth(sizes.scaled(_FIELDS_WIDTH))
        left_column = QVBoxLayout(left)
        set_margins(left_column, sizes.gap, sizes.gap)
        left_column.addWidget(self._assembly)
        left_column.addWidget(scroll, 1)
        right = Card()
        right_column = QVBoxLayout(right)
        set_margins(right_column, 0, 0)
        right_column.addWidget(self._table)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        row = QHBoxLayout()
        row.setSpacing(sizes.gap)
        row.addWidget(left)
        row.addWidget(right, 1)
        column = QVBoxLayout(self)
        set_margins(column, 0, sizes.unit * 2)
        column.addWidget(self._about)
        column.addWidget(self._remarks)
        column.addLayout(row, 1)


def _row_number(row: PreviewRow) -> int:
    return row.number


def _row_text(row: PreviewRow) -> str:
    return str(row.number)


def _cell(index: int, row: PreviewRow) -> str:
    return row.cells[index]
