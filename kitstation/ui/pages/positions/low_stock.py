"""What runs low: how much to bring, from where, and how much to order; a table to be exported."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitstation.store.queries.replenishment import Need
from kitstation.ui.pages.positions.columns import need_columns
from kitstation.ui.pages.positions.reading import read_needs
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from kitstation.store.queries.positions import PositionFilter
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task


class LowStock(QWidget):
    """Lists needs; `read_done` tells how many there are, `position_wanted` the uid of the one that is opened."""

    read_done = Signal(int)
    position_wanted = Signal(str)
    failed = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._task: Task | None = None
        self.model = RowTableModel(need_columns(self.tr), _need_id, parent=self)
        self.listing = Listing(
            services,
            "replenishment",
            self.tr("Replenishment"),
            self.model,
            search=self.tr("Search part and location"),
        )
        self.listing.table.row_activated.connect(self._open)
        self._nothing = EmptyState(
            services.appearance,
            icon="accepted",
            title=self.tr("Nothing runs low"),
            sentence=self.tr("Wherever a minimum is set there is enough, with what is on order."),
        )
        card = Card()
        inside = QVBoxLayout(card)
        set_margins(inside, 0, 0)
        inside.addWidget(self.listing)
        inside.addWidget(self._nothing)
        self._nothing.hide()
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(card)

    def read(self, wanted: PositionFilter) -> None:
        """Read what runs low among these positions."""
        self.forget()
        self._task = self._services.tasks.submit(
            partial(read_needs, wanted=wanted), self._show, self.failed.emit
        )

    def forget(self) -> None:
        """Wait for what is being read no longer."""
        if self._task is not None:
            self._task.forget()
            self._task = None

    def _show(self, needs: tuple[Need, ...]) -> None:
        self._task = None
        self.listing.show_rows(needs)
        self.listing.setVisible(bool(needs))
        self._nothing.setVisible(not needs)
        self.read_done.emit(len(needs))

    def _open(self, identity: object) -> None:
        self.position_wanted.emit(str(identity))


def _need_id(need: Need) -> str:
    return need.position.uid
