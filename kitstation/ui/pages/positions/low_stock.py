"""What runs low: how much to bring, from where, and how much to order; a table to be exported."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitstation.store.queries.replenishment import Need
from kitstation.ui.pages.positions.columns import need_columns
from kitstation.ui.pages.positions.reading import read_needs
from kitstation.ui.panes.contents import Contents
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.panes.work_frame import card_around
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from kitstation.store.queries.positions import PositionFilter
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task


class LowStock(QWidget):
    """Lists needs; `position_wanted` tells the uid of the one that is opened, `left` that all are wanted again."""

    left = Signal()
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
        self.contents = Contents(
            services.appearance, self.listing, loading=self.tr("What runs low is being read")
        )
        self.back_button = Button(services.appearance, self.tr("All positions"), icon="positions")
        self.back_button.clicked.connect(self.left)
        self.header = PageHeader(
            services.appearance, self.tr("Replenishment"), *self.listing.controls, self.back_button
        )
        sizes = services.appearance.sizes
        whole = QVBoxLayout(self)
        set_margins(whole, sizes.page_margin, sizes.gap)
        whole.addWidget(self.header)
        whole.addWidget(card_around(self.contents), 1)
        whole.addWidget(self.listing.strip)

    def read(self, wanted: PositionFilter) -> None:
        """Read what runs low among these positions."""
        self.forget()
        self._task = self._services.tasks.submit(
            partial(read_needs, wanted=wanted), *self.contents.reading.until(self._show, self.failed.emit)
        )

    def forget(self) -> None:
        """Wait for what is being read no longer."""
        if self._task is not None:
            self._task.forget()
            self._task = None
            self.contents.reading.end()

    def _show(self, needs: tuple[Need, ...]) -> None:
        self._task = None
        self.listing.show_rows(needs)
        if needs:
            self.contents.show_contents()
        else:
            self.contents.show_notice(self._nothing_runs_low())
        number = len(needs)
        words = self.tr("{count} positions run low") if number != 1 else self.tr("1 position runs low")
        self.header.show_remark(words.format(count=number) if number else "")

    def _nothing_runs_low(self) -> EmptyState:
        return EmptyState(
            self._services.appearance,
            icon="accepted",
            title=self.tr("Nothing runs low"),
            sentence=self.tr("Wherever a minimum is set there is enough, with what is on order."),
        )

    def _open(self, identity: object) -> None:
        self.position_wanted.emit(str(identity))


def _need_id(need: Need) -> str:
    return need.position.uid
