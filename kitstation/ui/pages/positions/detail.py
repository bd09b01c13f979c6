"""The pane beside the positions: the limits, what lies there, and what on hand is the sum of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kitstation.station.sentences import amount, readable
from kitstation.ui.pages.positions.actions import OFTEN, PositionActions
from kitstation.ui.pages.positions.columns import (
    item_columns,
    position_pill,
    quantity_columns,
    quantity_state,
)
from kitstation.ui.panes.action_buttons import ActionButtons
from kitstation.ui.panes.facts import Fact, Facts
from kitstation.ui.panes.side_table import side_table
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.tables.times import local_time
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.pill import Pill
from kitstation.ui.widgets.text import IconView, Text

if TYPE_CHECKING:
    from kitstation.domain.position_quantities import PositionQuantity
    from kitstation.store.queries.positions import PositionRow
    from kitstation.store.queries.stocked_items import StockedItem
    from kitstation.ui.pages.positions.reading import PositionKnown
    from kitstation.ui.services import Services

_TABLE_HEIGHT = 170


class PositionDetail(QWidget):
    """Shows one position, or asks to select one."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        appearance = services.appearance
        self._appearance = appearance
        self._name = Text(appearance, role=TextRole.TITLE, lines=2)
        self._pill = Pill(appearance)
        self._part = Text(appearance, ink=Ink.MUTED, lines=3)
        self._place = Text(appearance, role=TextRole.STRONG, lines=2)
        self.facts = Facts(appearance)
        self.items = RowTableModel(item_columns(self.tr), _item_id, parent=self)
        self.quantities = RowTableModel(
            quantity_columns(self.tr), _quantity_id, row_state=quantity_state, parent=self
        )
        self.items_table = side_table(
            services, "position_items", self.tr("Items at the position"), self.items
        )
        self.quantities_table = side_table(
            services, "position_quantities", self.tr("Quantities of the position"), self.quantities
        )
        for table in (self.items_table, self.quantities_table):
            table.setMinimumHeight(appearance.sizes.scaled(_TABLE_HEIGHT))
        self._items_title = Text(appearance, role=TextRole.STRONG, ink=Ink.MUTED)
        self.actions_of_position = PositionActions(self)
        self.addActions(list(self.actions_of_position.all))
        self.known: PositionKnown | None = None
        self._stack = QStackedWidget(self)
        self._lay_out()

    def show_nothing(self) -> None:
        """Ask to select a position."""
        self.known = None
        self.actions_of_position.follow(None)
        self._stack.setCurrentIndex(0)

    def show_position(self, known: PositionKnown) -> None:
        """Show a position."""
        self.known = known
        row = known.row
        self._name.setText(row.part_number)
        self._pill.show_content(position_pill(row, self.tr))
        named = self.tr("revision {revision}").format(revision=row.revision)
        self._part.setText(" · ".join(filter(None, (named, row.description))))
        self._place.setText(" · ".join(filter(None, (readable(row.location_ref), row.bin))))
        self.facts.show_facts(self._facts(row))
        self.items.set_rows(known.items)
        self.quantities.set_rows(known.quantities)
        self._items_title.setText(self._title_of_items(known))
        self.actions_of_position.follow(known)
        self._stack.setCurrentIndex(1)

    def _title_of_items(self, known: PositionKnown) -> str:
        shown, there = len(known.items), known.items_in_all
        if not there:
            return self.tr("Nothing lies here")
        if shown < there:
            return self.tr("The oldest {shown} of {all} items").format(shown=shown, all=f"{there:,}")
        return self.tr("{all} items, the oldest first").format(all=there) if there > 1 else self.tr("1 item")

    def _facts(self, row: PositionRow) -> tuple[Fact, ...]:
        def said(quantity: object) -> str:
            return amount(quantity, row.unit) if quantity else ""  # type: ignore[arg-type]  # one of the row's

        limits = self.tr("{minimum} to {maximum} {unit}").format(
            minimum=f"{row.minimum:f}", maximum=f"{row.maximum:f}", unit=row.unit
        )
        return (
            Fact(self.tr("On hand"), amount(row.on_hand, row.unit)),
            Fact(self.tr("Available"), amount(row.available, row.unit)),
            Fact(self.tr("Reserved"), said(row.reserved)),
            Fact(self.tr("In kits"), said(row.picked)),
            Fact(self.tr("On order"), said(row.on_order)),
            Fact(self.tr("Back order"), said(row.back_order)),
            Fact(self.tr("Limits"), limits if row.maximum else self.tr("none")),
            Fact(self.tr("Reference no."), row.reference_number),
            Fact(self.tr("Status"), row.status),
            Fact(self.tr("Position"), row.ref, small=True),
            Fact(self.tr("Catalogue"), row.catalogue, small=True),
            Fact(self.tr("Workflow"), f"{row.workflow_ref} {row.workflow_version}", small=True),
            Fact(self.tr("Attributes"), "\n".join(row.attributes), small=True),
            Fact(self.tr("Created"), local_time(row.created_on), small=True),
            Fact(self.tr("Changed"), local_time(row.updated_on), small=True),
        )

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        self._stack.addWidget(
            EmptyState(
                self._appearance,
                icon="positions",
                title=self.tr("No position is selected"),
                sentence=self.tr("Select one, or scan its part or place, to see what lies there and why."),
            )
        )
        contents = QWidget()
        column = QVBoxLayout(contents)
        set_margins(column, sizes.page_margin, sizes.unit * 2)
        # Name and description have the width for themselves: part numbers are long.
        column.addWidget(self._name)
        column.addWidget(self._part)
        place = QHBoxLayout()
        place.setSpacing(sizes.unit * 2)
        place.addWidget(IconView(self._appearance, "location", 16, ink=Ink.MUTED))
        place.addWidget(self._place, 1)
        place.addWidget(self._pill)
        column.addLayout(place)
        column.addWidget(ActionButtons(self._appearance, self.actions_of_position.all, OFTEN))
        column.addWidget(self.facts)
        column.addWidget(self._items_title)
        column.addWidget(self.items_table, 1)
        column.addWidget(
            Text(self._appearance, self.tr("On hand is the sum of"), role=TextRole.STRONG, ink=Ink.MUTED)
        )
        column.addWidget(self.quantities_table, 1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(contents)
        self._stack.addWidget(scroll)
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)


def _item_id(item: StockedItem) -> str:
    return item.uid


def _quantity_id(one: PositionQuantity) -> str:
    return one.ref
