"""The pane beside the inventory: where the selected item is, what happened to it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kitstation.domain.movements import Bucket
from kitstation.station.sentences import amount, readable
from kitstation.ui.pages.inventory.columns import how_created, status_pill
from kitstation.ui.pages.inventory.quantity_picture import QuantityPicture, stretches_of
from kitstation.ui.panes.action_buttons import ActionButtons
from kitstation.ui.panes.facts import Fact, Facts
from kitstation.ui.tables.times import local_time
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.pill import Pill
from kitstation.ui.widgets.text import IconView, Text

if TYPE_CHECKING:
    from kitstation.store.queries.inventory import InventoryRow
    from kitstation.store.queries.item_detail import Share
    from kitstation.ui.pages.inventory.stock_reading import ItemKnown
    from kitstation.ui.theme.apply import Appearance

MOST_SHARES = 6


class ItemDetail(QWidget):
    """Shows one item, or asks to select one."""

    def __init__(self, appearance: Appearance, actions: Sequence[QAction], often: int) -> None:
        super().__init__()
        self._appearance = appearance
        self._name = Text(appearance, role=TextRole.TITLE, lines=2)
        self._pill = Pill(appearance)
        self._part = Text(appearance, ink=Ink.MUTED, lines=3)
        self._place = Text(appearance, role=TextRole.LOCATION, lines=2)
        self.whereabouts = Facts(appearance)
        self.picture = QuantityPicture(appearance)
        self.buttons = ActionButtons(appearance, actions, often)
        self.facts = Facts(appearance)
        self._events_title = Text(appearance, self.tr("What happened last"), role=TextRole.STRONG)
        self.events = Facts(appearance)
        self.copy_button = Button(appearance, self.tr("Copy details"), icon="copy")
        self.copy_button.clicked.connect(self._copy)
        self._stack = QStackedWidget(self)
        self._lay_out()

    def show_nothing(self) -> None:
        """Ask to select an item."""
        self._stack.setCurrentIndex(0)

    def show_item(self, known: ItemKnown) -> None:
        """Show an item."""
        row = known.row
        self._name.setText(row.name)
        self._pill.show_content(status_pill(row))
        named = self.tr("{part} revision {revision}").format(part=row.part_number, revision=row.revision)
        self._part.setText(f"{named}\n{row.description}".strip().replace("\n", " · "))
        self._place.setText(readable(row.location))
        self.whereabouts.show_facts(self._whereabouts(known))
        self.whereabouts.setVisible(bool(self.whereabouts.text))
        self.picture.show_stretches(stretches_of(known.shares, self.tr), row.unit)
        self.facts.show_facts(self._facts(row, known))
        self.events.show_facts(
            tuple(Fact(local_time(event.at), self._told(event.brief, event.undone)) for event in known.events)
        )
        self._stack.setCurrentIndex(1)

    def _told(self, sentence: str, undone: bool) -> str:  # noqa: FBT001 - said by name above
        return self.tr("{what} (taken back)").format(what=sentence) if undone else sentence

    def _whereabouts(self, known: ItemKnown) -> tuple[Fact, ...]:
        """Return where what does not lie at the item's place is: kits, assemblies, other items."""
        labels = {
            Bucket.RESERVED: self.tr("Kept for {name}"),
            Bucket.PICKED: self.tr("In kit {name}"),
            Bucket.DELIVERED: self.tr("Installed in {name}"),
            Bucket.TRANSFERRED: self.tr("Became {name}"),
        }
        elsewhere = [share for share in known.shares if share.bucket in labels]
        facts = [
            Fact(labels[share.bucket].format(name=share.name), self._amount_at(share, known.row))
            for share in elsewhere[:MOST_SHARES]
        ]
        if len(elsewhere) > MOST_SHARES:
            more = self.tr("{count} more places").format(count=len(elsewhere) - MOST_SHARES)
            facts.append(Fact(self.tr("And"), more))
        if known.row.hold_reason is not None:
            facts.insert(0, Fact(self.tr("Held"), known.row.hold_reason))
        return tuple(facts)

    def _amount_at(self, share: Share, row: InventoryRow) -> str:
        words = amount(share.quantity, row.unit)
        if share.whereabouts and share.bucket in {Bucket.PICKED, Bucket.DELIVERED}:
            at = self.tr("{quantity} at {place}")
            return at.format(quantity=words, place=readable(share.whereabouts))
        return words

    def _facts(self, row: InventoryRow, known: ItemKnown) -> tuple[Fact, ...]:
        return (
            Fact(self.tr("Tracked by"), row.tracking.value),
            Fact(self.tr("Serial"), row.serial_number or ""),
            Fact(self.tr("Lot"), row.lot_number or ""),
            Fact(self.tr("Expires"), row.expires_on.isoformat() if row.expires_on else ""),
            Fact(self.tr("Date code"), row.date_code or ""),
            Fact(self.tr("Condition"), row.condition),
            Fact(self.tr("Storage area"), row.storage_area),
            Fact(self.tr("Usage type"), row.usage_type),
            Fact(self.tr("Supplier"), row.supplier or ""),
            Fact(self.tr("Cost"), f"{row.cost:f}" if row.cost is not None else ""),
            Fact(self.tr("Runs"), row.runs),
            Fact(self.tr("Made by run"), row.made_by_run or ""),
            Fact(self.tr("Received"), local_time(row.received_at)),
            Fact(
                self.tr("Created"), f"{how_created(row.how_created, self.tr)} · {row.created_by}".strip(" ·")
            ),
            Fact(self.tr("Split from"), known.origin),
            Fact(self.tr("uid"), row.uid, small=True),
            Fact(self.tr("etag"), row.etag, small=True),
        )

    def _copy(self) -> None:
        texts = (
            self._name.text(),
            self._part.text(),
            self._place.text(),
            self.picture.text,
            self.whereabouts.text,
        )
        lines = (*texts, self.facts.text, self.events.text)
        QGuiApplication.clipboard().setText("\n".join(line for line in lines if line))

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        self._stack.addWidget(
            EmptyState(
                self._appearance,
                icon="inventory",
                title=self.tr("No item is selected"),
                sentence=self.tr(
                    "Select one, or scan it, to see where it is. Scan a place after it to move it there."
                ),
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
        place = QHBoxLayout()
        place.setSpacing(sizes.unit * 2)
        place.addWidget(IconView(self._appearance, "location", 22, ink=Ink.MUTED))
        place.addWidget(self._place, 1)
        column.addLayout(place)
        for widget in (
            self.picture,
            self.whereabouts,
            self.buttons,
            self.facts,
            self._events_title,
            self.events,
        ):
            column.addWidget(widget)
            column.addSpacing(sizes.unit)
        column.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self._stack.addWidget(scrolling(contents))
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)


def scrolling(contents: QWidget) -> QScrollArea:
    """Return an area in which contents that are too high can be scrolled."""
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(contents)
    return scroll
