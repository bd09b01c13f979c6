"""The pane beside the parts: what a part is made of, where it is used, who sells it, where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kitstation.domain.records import Part
from kitstation.station.sentences import amount, readable
from kitstation.store.queries.part_detail import (
    BomRow,
    PlaceStock,
    SupplierPartRow,
    UseRow,
    bom_of,
    places_of_part,
    supplier_parts_of,
    trade_numbers_of,
    uses_of,
)
from kitstation.store.queries.parts import PartListRow, part_record, part_row
from kitstation.ui.pages.inventory.detail import scrolling
from kitstation.ui.panes.action_buttons import ActionButtons
from kitstation.ui.panes.facts import Fact, Facts
from kitstation.ui.panes.side_table import side_table
from kitstation.ui.tables.column import Align, Column
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.store.store import Store
    from kitstation.ui.services import Services

_BOM_HEIGHT = 220


@dataclass(frozen=True, slots=True)
class PartKnown:
    """A part with all around it."""

    row: PartListRow
    record: Part
    lines: tuple[BomRow, ...]
    uses: tuple[UseRow, ...]
    sold: tuple[SupplierPartRow, ...]
    numbers: tuple[str, ...]
    places: tuple[PlaceStock, ...]


def read_part(store: Store, uid: str) -> PartKnown | None:
    """Read all that is known of a part."""
    with store.reading() as reader:
        row, record = part_row(reader, uid), part_record(reader, uid)
        if row is None or record is None:
            return None
        return PartKnown(
            row=row,
            record=record,
            lines=bom_of(reader, uid),
            uses=uses_of(reader, uid),
            sold=supplier_parts_of(reader, uid),
            numbers=trade_numbers_of(reader, uid),
            places=places_of_part(reader, uid),
        )


class PartDetail(QWidget):
    """Shows one part, or asks to select one. The signals tell what somebody wants done with its mBOM."""

    line_wanted = Signal()
    line_changed = Signal(object)
    line_deleted = Signal(object)

    def __init__(self, services: Services, actions: Sequence[QAction]) -> None:
        super().__init__()
        appearance = services.appearance
        self._appearance = appearance
        self._name = Text(appearance, role=TextRole.TITLE, lines=2)
        self._description = Text(appearance, ink=Ink.MUTED, lines=3)
        self.buttons = ActionButtons(appearance, actions, 2)
        self.facts = Facts(appearance)
        self.bom_model: RowTableModel[BomRow] = RowTableModel(self._bom_columns(), _uid, parent=self)
        self.bom = side_table(services, "bill_of_materials", self.tr("Bill of materials"), self.bom_model)
        self.bom.setFixedHeight(appearance.sizes.scaled(_BOM_HEIGHT))
        self.add_line = Button(appearance, self.tr("Add a line"), icon="add")
        self.change_line = Button(appearance, self.tr("Change"))
        self.delete_line = Button(appearance, self.tr("Take out"))
        self.places = Facts(appearance)
        self.uses = Facts(appearance)
        self.sold = Facts(appearance)
        self._titles: dict[Facts, Text] = {}
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()

    def show_nothing(self) -> None:
        """Ask to select a part."""
        self._stack.setCurrentIndex(0)

    def show_part(self, known: PartKnown) -> None:
        """Show a part."""
        row = known.row
        self._name.setText(row.name)
        self._description.setText(row.description)
        self._description.setVisible(bool(row.description))
        self.facts.show_facts(self._facts(row, known.numbers))
        self.bom_model.set_rows(known.lines)
        self.bom.setVisible(bool(known.lines))
        self._follow_line()
        unit = row.unit
        self._show(self.places, [(readable(one.location), self._stock(one, unit)) for one in known.places])
        self._show(self.uses, [(use.part_number, self._use(use, unit)) for use in known.uses])
        self._show(self.sold, [(one.supplier, self._sale(one, unit)) for one in known.sold])
        self._stack.setCurrentIndex(1)

    def selected_line(self) -> BomRow | None:
        """Return the line of the mBOM that is selected."""
        chosen = self.bom.selected_ids()
        return self.bom_model.row(chosen[0]) if len(chosen) == 1 else None

    def _show(self, facts: Facts, lines: list[tuple[str, str]]) -> None:
        facts.show_facts(tuple(Fact(name, words) for name, words in lines))
        facts.setVisible(bool(lines))
        self._titles[facts].setVisible(bool(lines))

    def _stock(self, one: PlaceStock, unit: str) -> str:
        words = amount(one.quantity, unit)
        if one.blocked:
            words = self.tr("{quantity}, of it {blocked} not to be taken").format(
                quantity=words, blocked=f"{one.blocked:f}"
            )
        return words

    def _use(self, use: UseRow, unit: str) -> str:
        if use.as_substitute:
            return self.tr("as a substitute")
        return self.tr("{quantity} each").format(quantity=amount(use.quantity, unit))

    def _sale(self, one: SupplierPartRow, unit: str) -> str:
        sold = self.tr("{number} · a {purchase_unit} is {factor}").format(
            number=one.supplier_part_number, purchase_unit=one.purchase_unit, factor=amount(one.factor, unit)
        )
        return sold.strip(" ·")

    def _facts(self, row: PartListRow, numbers: tuple[str, ...]) -> tuple[Fact, ...]:
        return (
            Fact(self.tr("In stock"), amount(row.on_hand, row.unit)),
            Fact(self.tr("Available"), amount(row.available, row.unit)),
            Fact(self.tr("Tracked by"), row.tracking.value),
            Fact(self.tr("Manufacturer"), row.manufacturer),
            Fact(self.tr("Manufacturer's number"), row.manufacturer_part_number),
            Fact(self.tr("GTIN"), row.gtin),
            Fact(self.tr("Labels also say"), ", ".join(numbers)),
            Fact(self.tr("Serial numbers"), row.serial_pattern),
            Fact(self.tr("Lot numbers"), row.lot_pattern),
            Fact(self.tr("Archived"), self.tr("no more of it comes in") if row.archived else ""),
            Fact(self.tr("uid"), row.uid, small=True),
        )

    def _bom_columns(self) -> tuple[Column[BomRow], ...]:
        return (
            Column(key="part_number", title=self.tr("Part"), value=lambda line: line.part_number, bold=True),
            Column(
                key="quantity",
                title=self.tr("Quantity"),
                value=lambda line: f"{line.quantity:f}",
                unit=lambda line: line.unit,
                align=Align.TRAILING,
                sort_key=lambda line: line.quantity,
            ),
            Column(
                key="designators",
                title=self.tr("Sits at"),
                value=lambda line: " ".join(line.designators),
                stretch=True,
                muted=True,
            ),
            Column(
                key="substitutes",
                title=self.tr("Or"),
                value=lambda line: ", ".join(line.substitutes),
                muted=True,
            ),
        )

    def _follow_line(self, _ids: object = None) -> None:
        chosen = self.selected_line() is not None
        for button in (self.change_line, self.delete_line):
            button.setEnabled(chosen)
            button.setVisible(bool(self.bom_model.total))

    def _change_line(self, _id: object = None) -> None:
        if (line := self.selected_line()) is not None:
            self.line_changed.emit(line)

    def _delete_line(self) -> None:
        if (line := self.selected_line()) is not None:
            self.line_deleted.emit(line)

    def _connect(self) -> None:
        self.bom.selection_changed.connect(self._follow_line)
        self.bom.row_activated.connect(self._change_line)
        self.add_line.clicked.connect(self.line_wanted)
        self.change_line.clicked.connect(self._change_line)
        self.delete_line.clicked.connect(self._delete_line)

    def _lay_out(self) -> None:
        appearance, sizes = self._appearance, self._appearance.sizes
        self._stack.addWidget(
            EmptyState(
                appearance,
                icon="box",
                title=self.tr("No part is selected"),
                sentence=self.tr("Select one to see what it is made of, where it lies and who sells it."),
            )
        )
        contents = QWidget()
        column = QVBoxLayout(contents)
        set_margins(column, sizes.page_margin, sizes.unit * 2)
        for widget in (self._name, self._description, self.buttons, self.facts):
            column.addWidget(widget)
        column.addSpacing(sizes.unit)
        column.addWidget(Text(appearance, self.tr("Bill of materials"), role=TextRole.STRONG))
        column.addWidget(self.bom)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.unit * 2)
        for button in (self.add_line, self.change_line, self.delete_line):
            buttons.addWidget(button)
        buttons.addStretch()
        column.addLayout(buttons)
        for title, facts in (
            (self.tr("Where it lies"), self.places),
            (self.tr("Used in"), self.uses),
            (self.tr("Sold by"), self.sold),
        ):
            self._titles[facts] = Text(appearance, title, role=TextRole.STRONG)
            column.addSpacing(sizes.unit)
            column.addWidget(self._titles[facts])
            column.addWidget(facts)
        column.addStretch()
        self._stack.addWidget(scrolling(contents))
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)


def _uid(line: BomRow) -> str:
    return line.uid
