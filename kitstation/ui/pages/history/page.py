"""The page that tells what has happened: to anything, by anybody, newest first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout

from kitstation.domain.commands import Undo
from kitstation.scanning.grammar import control_in
from kitstation.scanning.scan import Scan
from kitstation.station.sentences import Wording
from kitstation.station.timeline.course import Course
from kitstation.station.timeline.reading import EntryDetail, HistoryRow
from kitstation.ui.forms import Acting
from kitstation.ui.pages.history.chart import HistoryChart
from kitstation.ui.pages.history.columns import history_columns, row_state
from kitstation.ui.pages.history.detail import EntryPane
from kitstation.ui.pages.history.filters import HistoryFilters
from kitstation.ui.pages.history.reading import (
    Extent,
    ReadRows,
    Wanted,
    read_course,
    read_detail,
    read_extent,
    read_wanted,
)
from kitstation.ui.pages.page import Page
from kitstation.ui.panes.list_frame import ListFrame
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.paged_model import PagedTableModel
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.key_hints import KeyHint

if TYPE_CHECKING:
    from pathlib import Path

    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

_PANE_WIDTH = 300
_PAGE_SIZE = 100


class HistoryPage(Page):
    """Searches or takes a scan of anything, and tells what has happened to it; takes back what can be."""

    key = "history"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        appearance = services.appearance
        self._seen_change = -1
        self._wanted: Wanted | None = None
        self._finding: Task | None = None
        self._looking: Task | None = None
        self._charting: Task | None = None
        self._scanned = ("", "")
        self._acting = Acting(services)
        self.model: PagedTableModel[HistoryRow] = PagedTableModel(
            history_columns(self.tr), _identity, page_size=_PAGE_SIZE, row_state=row_state, parent=self
        )
        self.listing = Listing(
            services,
            self.key,
            self.tr("History"),
            self.model,
            search=self.tr("Scan or type anything"),
        )
        self.table, self.search = self.listing.table, self.listing.search
        self.header = PageHeader(appearance, self.tr("History"), *self.listing.controls)
        self.filters = HistoryFilters(appearance, services.clock)
        self.chart = HistoryChart(appearance)
        self.detail = EntryPane(appearance)
        self.frame = ListFrame(
            appearance,
            self.listing,
            self.detail,
            pane_width=_PANE_WIDTH,
            loading=self.tr("The history is being read"),
        )
        self.frame.remember(services.settings, self.key)
        self.undo_action = QAction(self.tr("Take it back"), self)
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        """Read again if anything has happened meanwhile."""
        self.services.tasks.submit(
            read_extent, *self.frame.reading.until(self._take_extent, self._show_error)
        )
        self.search.setFocus()

    def look_for(self, text: str) -> None:
        """Show the history of what a text names."""
        if self.search.text() == text:
            self._find(text)
        else:
            self.search.setText(text)

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.search.focus()

    def take_scan(self, scan: Scan) -> bool:
        """Show the history of what is scanned; a control code works at the bench, as ever."""
        if control_in(scan.text) is not None:
            return False
        # A code may hold what no field can show; it is what is looked up all the same.
        shown = "".join(each for each in scan.text if each.isprintable())
        self._scanned = (shown, scan.text)
        self.look_for(shown)
        return True

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return what the keys do here."""
        return (KeyHint("Ctrl Z", self.tr("Take the selected entry back")),)

    def close_down(self) -> None:
        """End what goes on in the background."""
        for task in (self._finding, self._looking, self._charting):
            if task is not None:
                task.forget()
        self.listing.close_down()

    def export_to(self, path: Path) -> None:
        """Write all entries that are listed to a file."""
        self.listing.export_to(path)

    # Reading.

    def _take_extent(self, extent: Extent) -> None:
        self.filters.offer_operators(extent.operators)
        if extent.change == 0:
            self.chart.show_course(Course())
            self.frame.show_notice(self._empty_state())
        elif extent.change != self._seen_change:
            self._find(self.search.text())
        self._seen_change = extent.change

    def _find(self, text: str) -> None:
        if self._finding is not None:
            self._finding.forget()
        shown, scanned = self._scanned
        text = scanned if text == shown else text
        self._finding = self.services.tasks.submit(
            partial(
                read_wanted,
                text=text,
                narrowing=self.filters.narrowing,
                grammar=self.services.settings.grammar,
            ),
            *self.frame.reading.until(self._show_wanted, self._show_error),
        )

    def _find_again(self) -> None:
        self._find(self.search.text())

    def _show_wanted(self, wanted: Wanted) -> None:
        self._finding = None
        self._wanted = wanted
        self.header.show_remark(wanted.asked.title)
        self.frame.show_contents()
        self.frame.reading.begin()
        self.listing.load(ReadRows(wanted.filter, self.services.speech), then=self._after_first_page)
        if self._charting is not None:
            self._charting.forget()
        self._charting = self.services.tasks.submit(
            partial(read_course, wanted=wanted), self.chart.show_course, self._show_error
        )

    def _after_first_page(self) -> None:
        self.frame.reading.end()
        if not self.model.rowCount() and not self.search.text().strip():
            self.frame.show_notice(self._nothing_narrowed())

    def _show_error(self, error: BaseException) -> None:
        self.frame.reading.end()
        self.model.stop_loading()
        self._seen_change = -1
        self.frame.show_error(error, self.tr("The history could not be read"), self._find_again)

    # The selected entry.

    def _selected(self) -> HistoryRow | None:
        chosen = self.table.selected_ids()
        return self.model.row(chosen[0]) if len(chosen) == 1 else None

    def _show_selected(self, _ids: object = None) -> None:
        if self._looking is not None:
            self._looking.forget()
            self._looking = None
        row = self._selected()
        self.undo_action.setEnabled(row is not None and row.may_be_undone)
        if row is None:
            self.detail.show_nothing()
            return
        self._looking = self.services.tasks.submit(
            partial(read_detail, command_id=row.command_id, speech=self.services.speech),
            self._show_detail,
            self.services.navigator.show_fault,
        )

    def _show_detail(self, detail: EntryDetail | None) -> None:
        if detail is None:
            self.detail.show_nothing()
        else:
            self.detail.show_entry(detail)

    def undo(self) -> None:
        """Take the selected entry back, if the domain allows it; else say why not."""
        row = self._selected()
        if row is not None and row.may_be_undone:
            self._acting.hand_in(Undo(command_id=row.command_id), self._taken_back, self._show_refusal)

    def _taken_back(self, _accepted: object) -> None:
        self.activate()

    def _show_refusal(self, wording: Wording) -> None:
        self.detail.show_refusal(wording.headline, wording.sentence)

    # What is said in place of the list.

    def _empty_state(self) -> EmptyState:
        state = EmptyState(
            self.services.appearance,
            icon="history",
            title=self.tr("Nothing has happened yet"),
            sentence=self.tr(
                "Here stands everything that is ever done: who, when, where and what, for every serial, lot, kit "
                "and place. Begin at the bench."
            ),
            action=self.tr("Go to the bench"),
        )
        state.acted.connect(partial(self.services.navigator.show_page, "bench"))
        return state

    def _nothing_narrowed(self) -> EmptyState:
        state = EmptyState(
            self.services.appearance,
            icon="filter",
            title=self.tr("Nothing of the kind has happened"),
            sentence=self.tr("No entry is of that kind, by that operator, in that period."),
            action=self.tr("Show everything"),
        )
        state.acted.connect(self.filters.reset)
        return state

    # Making the page.

    def _lay_out(self) -> None:
        sizes = self.services.appearance.sizes
        whole = QVBoxLayout(self)
        set_margins(whole, sizes.page_margin, sizes.gap)
        whole.addWidget(self.header)
        whole.addWidget(self.filters)
        whole.addWidget(self.chart)
        whole.addWidget(self.frame, 1)
        whole.addWidget(self.listing.strip)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(False)
        header.setToolTip(self.tr("Newest first. Search and filter to find what is older."))

    def _connect(self) -> None:
        self.undo_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        self.undo_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.undo_action.setEnabled(False)
        self.undo_action.triggered.connect(self.undo)
        self.addAction(self.undo_action)
        self.table.addAction(self.undo_action)
        self.listing.search_wanted.connect(self._find)
        self.listing.failed.connect(self._show_error)
        self.filters.changed.connect(self._find_again)
        self.table.selection_changed.connect(self._show_selected)
        self.detail.undo_wanted.connect(self.undo)


def _identity(row: HistoryRow) -> int:
    return row.seq
