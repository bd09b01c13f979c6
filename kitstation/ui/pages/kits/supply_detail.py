"""The pane beside the shortages: who needs the selected part, where it is, what comes, what could be used instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kitstation.station.sentences import amount
from kitstation.store.queries.shortages import Expected, KitNeed, PartNeed, PartSupply, PlaceStock
from kitstation.ui.pages.kits.shortage_columns import day_words, kit_need_columns, place_columns
from kitstation.ui.panes.facts import Fact, Facts
from kitstation.ui.panes.side_table import side_table
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink, Tone
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.pill import Pill
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.ui.services import Services
    from kitstation.ui.tables.export_strip import ExportStrip


class SupplyDetail(QWidget):
    """Shows one part, or asks to select one. `kit_wanted` tells the number of a kit."""

    kit_wanted = Signal(str)

    def __init__(self, services: Services, strip: ExportStrip) -> None:
        super().__init__()
        appearance = services.appearance
        self._services, self._strip = services, strip
        self._need: PartNeed | None = None
        self._part = Text(appearance, role=TextRole.TITLE, lines=2)
        self._pill = Pill(appearance)
        self._description = Text(appearance, ink=Ink.MUTED, lines=3)
        self.facts = Facts(appearance)
        self.kits = RowTableModel(kit_need_columns(self.tr), _kit_id, parent=self)
        self.places = RowTableModel(place_columns(self.tr), _place_id, parent=self)
        self.kits_table = side_table(
            services, "shortage_kits", self.tr("Kits that need it"), self.kits, strip
        )
        self.places_table = side_table(
            services, "shortage_places", self.tr("Where it is"), self.places, strip
        )
        self.stock_button = Button(appearance, self.tr("Show its stock"), icon="inventory")
        self.stock_button.clicked.connect(self._show_stock)
        self.kits_table.row_activated.connect(self._open_kit)
        self._stack = QStackedWidget(self)
        self._lay_out()

    def show_nothing(self) -> None:
        """Ask to select a part."""
        self._need = None
        self._stack.setCurrentIndex(0)

    def show_supply(self, need: PartNeed, supply: PartSupply) -> None:
        """Show a part."""
        self._need = need
        self._part.setText(need.part_number)
        self._pill.show_content(self._state(need))
        about = self.tr("revision {revision} · {description}").format(
            revision=need.revision, description=need.description
        )
        self._description.setText(about.rstrip(" ·"))
        self.facts.show_facts(self._facts(need, supply))
        self.kits.set_rows(supply.kits)
        self.places.set_rows(supply.places)
        self.places_table.setVisible(bool(supply.places))
        self._stack.setCurrentIndex(1)

    def _state(self, need: PartNeed) -> PillContent:
        if not need.short:
            return PillContent(self.tr("enough"), Tone.ACCEPTED)
        words = self.tr("short {quantity}").format(quantity=amount(need.short, need.unit))
        return PillContent(words, Tone.REFUSED if need.uncovered else Tone.ATTENTION)

    def _facts(self, need: PartNeed, supply: PartSupply) -> tuple[Fact, ...]:
        coming = "\n".join(self._order(one, need.unit) for one in supply.expected)
        instead = "\n".join(
            f"{one.part_number} {one.revision} · {amount(one.available, need.unit)}"
            for one in supply.substitutes
        )
        return (
            Fact(self.tr("Needed"), amount(need.needed, need.unit)),
            Fact(self.tr("Available"), amount(need.available, need.unit)),
            Fact(self.tr("Reserved"), amount(need.reserved, need.unit) if need.reserved else ""),
            Fact(self.tr("Blocked"), amount(need.blocked, need.unit) if need.blocked else ""),
            Fact(self.tr("In kits"), amount(need.picked, need.unit) if need.picked else ""),
            Fact(self.tr("On order"), coming or self.tr("nothing")),
            Fact(self.tr("Substitutes"), instead),
        )

    def _order(self, one: Expected, unit: str) -> str:
        words = [amount(one.quantity, unit), one.order_number, one.supplier or "", day_words(one)]
        return " · ".join(word for word in words if word)

    def _show_stock(self) -> None:
        if self._need is not None:
            self._services.navigator.look_for("inventory", self._need.part_number)

    def _open_kit(self, uid: object) -> None:
        row = self.kits.row(str(uid))
        if row is not None:
            self.kit_wanted.emit(row.kit)

    def _lay_out(self) -> None:
        appearance = self._services.appearance
        sizes = appearance.sizes
        self._stack.addWidget(
            EmptyState(
                appearance,
                icon="box",
                title=self.tr("No part is selected"),
                sentence=self.tr("Select one to see which kits need it, where it is and what comes."),
            )
        )
        contents = QWidget()
        self._stack.addWidget(contents)
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)
        first = QHBoxLayout()
        first.setSpacing(sizes.unit * 2)
        first.addWidget(self._part, 1)
        first.addWidget(self._pill)
        head = QVBoxLayout()
        set_margins(head, sizes.gap, sizes.unit * 2)
        head.addLayout(first)
        for part in (self._description, self.facts, self.stock_button):
            head.addWidget(part)
        column = QVBoxLayout(contents)
        set_margins(column, 0, 0)
        column.addLayout(head)
        column.addWidget(self.kits_table, 3)
        column.addWidget(self.places_table, 2)


def _kit_id(row: KitNeed) -> str:
    return row.kit_uid


def _place_id(row: PlaceStock) -> str:
    return row.location
