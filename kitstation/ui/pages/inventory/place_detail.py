"""The pane beside the places: what is known of the selected one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kitstation.station.sentences import readable
from kitstation.ui.pages.inventory.detail import scrolling
from kitstation.ui.pages.inventory.item_forms import tr
from kitstation.ui.panes.action_buttons import ActionButtons
from kitstation.ui.panes.facts import Fact, Facts
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.store.queries.places import PlaceRow
    from kitstation.ui.theme.apply import Appearance


class PlaceDetail(QWidget):
    """Shows one place, or asks to select one."""

    def __init__(self, appearance: Appearance, actions: Sequence[QAction]) -> None:
        super().__init__()
        sizes = appearance.sizes
        self._name = Text(appearance, role=TextRole.LOCATION, lines=3)
        self.buttons = ActionButtons(appearance, actions, 2)
        self.facts = Facts(appearance)
        self._stack = QStackedWidget(self)
        nothing = EmptyState(
            appearance,
            icon="location",
            title=tr("No place is selected"),
            sentence=tr("Select one to see what it is. Drag a place onto another one to move it."),
        )
        contents = QWidget()
        column = QVBoxLayout(contents)
        set_margins(column, sizes.page_margin, sizes.unit * 2)
        for widget in (self._name, self.buttons, self.facts):
            column.addWidget(widget)
        column.addStretch()
        self._stack.addWidget(nothing)
        self._stack.addWidget(scrolling(contents))
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)

    def show_nothing(self) -> None:
        """Ask to select a place."""
        self._stack.setCurrentIndex(0)

    def show_place(self, place: PlaceRow) -> None:
        """Show a place."""
        self._name.setText(readable(place.path))
        self.facts.show_facts(
            (
                Fact(tr("Kind"), place.type.value),
                Fact(tr("Items right here"), f"{place.items:,}"),
                Fact(tr("Description"), place.description),
                Fact(tr("Barcode"), place.barcode),
                Fact(
                    tr("To take from"),
                    tr("yes") if place.inventory_available else tr("no, it is closed for picking"),
                ),
                Fact(tr("Items become one"), tr("no") if place.exclude_from_merge else tr("yes")),
                Fact(tr("Archived"), tr("nothing is put there any more") if place.archived else ""),
                Fact(tr("uid"), place.uid, small=True),
            )
        )
        self._stack.setCurrentIndex(1)
