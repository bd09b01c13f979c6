"""The pane beside the inventory: where the selected item is, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kitstation.station.sentences import amount, readable
from kitstation.store.queries.history import Whereabouts, whereabouts
from kitstation.store.queries.inventory import InventoryRow
from kitstation.ui.pages.facts import Fact, Facts
from kitstation.ui.pages.inventory.columns import status_pill
from kitstation.ui.pages.kits.columns import local_time
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.pill import Pill
from kitstation.ui.widgets.text import IconView, Text

if TYPE_CHECKING:
    from kitstation.store.store import Store
    from kitstation.ui.theme.apply import Appearance


@dataclass(frozen=True, slots=True)
class ItemKnown:
    """An item, and the kit that it went to last."""

    row: InventoryRow
    went_to: Whereabouts | None


def read_item(store: Store, row: InventoryRow) -> ItemKnown:
    """Read where an item went."""
    with store.reading() as reader:
        return ItemKnown(row, whereabouts(reader, row.uid))


class ItemDetail(QWidget):
    """Shows one item, or asks to select one."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._name = Text(appearance, role=TextRole.TITLE, lines=2)
        self._pill = Pill(appearance)
        self._part = Text(appearance, ink=Ink.MUTED, lines=3)
        self._place = Text(appearance, role=TextRole.LOCATION, lines=2)
        self._held = Text(appearance, lines=4)
        self.facts = Facts(appearance)
        self.copy_button = Button(appearance, self.tr("Copy details"), icon="copy")
        self.copy_button.clicked.connect(self._copy)
        self._stack = QStackedWidget(self)
        self._lay_out()

    @property
    def held(self) -> str:
        """Which kit holds the item, in a sentence."""
        return self._held.text()

    def show_nothing(self) -> None:
        """Ask to select an item."""
        self._stack.setCurrentIndex(0)

    def show_item(self, known: ItemKnown) -> None:
        """Show an item."""
        row = known.row
        self._name.setText(row.serial_number or row.lot_number or row.part_number)
        self._pill.show_content(status_pill(row))
        named = self.tr("{part} revision {revision}").format(part=row.part_number, revision=row.revision)
        self._part.setText(f"{named}\n{row.description}".strip().replace("\n", " · "))
        self._place.setText(readable(row.location))
        self._held.setText(self._holding(known))
        self._held.setVisible(bool(self.held))
        self.facts.show_facts(self._facts(row))
        self._stack.setCurrentIndex(1)

    def _holding(self, known: ItemKnown) -> str:
        row, went_to = known.row, known.went_to
        if not row.picked or went_to is None:
            return ""
        return self.tr("{quantity} in kit {kit} since {since}, by {who} at {station}").format(
            quantity=amount(row.picked, row.unit),
            kit=went_to.kit,
            since=local_time(went_to.since),
            who=went_to.operator,
            station=went_to.station,
        )

    def _facts(self, row: InventoryRow) -> tuple[Fact, ...]:
        return (
            Fact(self.tr("On hand"), amount(row.quantity, row.unit)),
            Fact(self.tr("In kits"), amount(row.picked, row.unit) if row.picked else ""),
            Fact(self.tr("Tracked by"), row.tracking.value),
            Fact(self.tr("Serial"), row.serial_number or ""),
            Fact(self.tr("Lot"), row.lot_number or ""),
            Fact(self.tr("Supplier"), row.supplier or ""),
            Fact(self.tr("Cost"), f"{row.cost:f}" if row.cost is not None else ""),
            Fact(self.tr("Expires"), row.expires_on.isoformat() if row.expires_on else ""),
            Fact(self.tr("uid"), row.uid, small=True),
            Fact(self.tr("etag"), row.etag, small=True),
        )

    def _copy(self) -> None:
        lines = (self._name.text(), self._part.text(), self._place.text(), self.held, self.facts.text)
        QGuiApplication.clipboard().setText("\n".join(line for line in lines if line))

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        self._stack.addWidget(
            EmptyState(
                self._appearance,
                icon="inventory",
                title=self.tr("No item is selected"),
                sentence=self.tr("Select one, or scan it, to see where it is and which kit holds it."),
            )
        )
        contents = QWidget()
        column = QVBoxLayout(contents)
        set_margins(column, sizes.page_margin, sizes.unit * 2)
        first = QHBoxLayout()
        first.setSpacing(sizes.unit * 2)
        first.addWidget(self._name, 1)
        first.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(first)
        column.addWidget(self._part)
        column.addSpacing(sizes.unit * 2)
        place = QHBoxLayout()
        place.setSpacing(sizes.unit * 2)
        place.addWidget(IconView(self._appearance, "location", 22, ink=Ink.MUTED))
        place.addWidget(self._place, 1)
        column.addLayout(place)
        column.addWidget(self._held)
        column.addSpacing(sizes.unit * 2)
        column.addWidget(self.facts)
        column.addSpacing(sizes.unit * 2)
        column.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self._stack.addWidget(_scrolling(contents))
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)


def _scrolling(contents: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(contents)
    return scroll
