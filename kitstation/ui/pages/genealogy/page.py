"""The page that follows things both ways: what is in them, and where they went."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kitstation.scanning.grammar import control_in
from kitstation.scanning.scan import Scan
from kitstation.station.genealogy.recall import RecallList, RecallRow
from kitstation.station.genealogy.subjects import SubjectKind, TraceSubject
from kitstation.station.genealogy.trees import Branch
from kitstation.store.queries.genealogy import TracedItem
from kitstation.ui.pages.genealogy.columns import (
    choice_columns,
    contents_columns,
    recall_columns,
    usage_columns,
)
from kitstation.ui.pages.genealogy.detail import TraceDetail
from kitstation.ui.pages.genealogy.reading import Shown, View, read_subjects, read_view
from kitstation.ui.pages.genealogy.tree_view import BranchTree
from kitstation.ui.pages.genealogy.words import GenealogyWords
from kitstation.ui.pages.page import Page
from kitstation.ui.panes.list_frame import ListFrame
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.panes.side_table import side_table
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.key_hints import KeyHint
from kitstation.ui.widgets.search_field import SearchField
from kitstation.ui.widgets.segmented import Segment, Segmented
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

_PANE_WIDTH = 272


class GenealogyPage(Page):
    """Searches or takes a scan of a serial, lot or item, and shows its genealogy in one of three views."""

    key = "genealogy"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        appearance = services.appearance
        self.words = GenealogyWords(self.tr)
        self.subject: TraceSubject | None = None
        self._task: Task | None = None
        self.search = SearchField(appearance, self.tr("Scan or type a serial, lot or part"))
        self.views = Segmented(appearance, self.tr("View"), self._segments())
        self.header = PageHeader(appearance, self.tr("Genealogy"), self.search)
        self.contents = BranchTree(
            appearance, self.tr("What is in it"), self.words, contents_columns(self.tr, self.words)
        )
        self.usage = BranchTree(
            appearance, self.tr("Where did it go"), self.words, usage_columns(self.tr, self.words)
        )
        self.recall: RowTableModel[RecallRow] = RowTableModel(
            recall_columns(self.tr, self.words), _row_key, parent=self
        )
        self.listing = Listing(
            services, "recall", self.tr("Recall list"), self.recall, search=self.tr("Search the list")
        )
        self.choices: RowTableModel[TraceSubject] = RowTableModel(
            choice_columns(self.tr, self.words), _subject_key, parent=self
        )
        self.choice_table = side_table(services, "genealogy_found", self.tr("What was found"), self.choices)
        self.detail = TraceDetail(appearance, self.words)
        self._summary = Text(appearance, ink=Ink.MUTED, lines=2)
        self._views_stack = QStackedWidget()
        self.frame = ListFrame(appearance, self._views_stack, self.detail, pane_width=_PANE_WIDTH)
        self.frame.remember(services.settings, self.key)
        self._lay_out()
        self._connect()
        self.views.choose(View.CONTENTS.value)
        self._show_beginning()

    @property
    def view(self) -> View:
        """The view that is chosen."""
        return View(self.views.current() or View.CONTENTS.value)

    @property
    def title(self) -> str:
        """Which subject is shown."""
        return self.header.remark

    @property
    def summary(self) -> str:
        """What is said of the subject as a whole."""
        return self._summary.text()

    def activate(self) -> None:
        """Read again what is shown: something may have been installed or moved meanwhile."""
        if self.subject is not None:
            self._read_view()
        self.search.setFocus()

    def look_for(self, text: str) -> None:
        """Show the genealogy of what a text names."""
        if self.search.text() == text:
            self._look_up(text)
        else:
            self.search.setText(text)

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.search.focus()

    def take_scan(self, scan: Scan) -> bool:
        """Look up what is scanned; a control code works at the bench, as ever."""
        if control_in(scan.text) is not None:
            return False
        self._look_up(scan.text)
        return True

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return what the keys do here."""
        return (KeyHint("Enter", self.tr("Trace the selected line")),)

    def close_down(self) -> None:
        """End what goes on in the background."""
        self._forget()
        self.listing.close_down()

    def export_to(self, path: Path) -> None:
        """Write the recall list to a file."""
        self.listing.export_to(path)

    # Looking up.

    def _look_up(self, text: str) -> None:
        self._forget()
        if not text.strip():
            self.subject = None
            self.frame.reading.end()
            self._show_beginning()
            return
        self._task = self.services.tasks.submit(
            partial(read_subjects, text=text, grammar=self.services.settings.grammar),
            *self.frame.reading.until(partial(self._show_found, text), partial(self._fail, text)),
        )

    def _show_found(self, text: str, found: tuple[TraceSubject, ...]) -> None:
        self._task = None
        if len(found) == 1:
            self.show_subject(found[0])
            return
        self.subject = None
        self._show_head("", "")
        if not found:
            self.frame.show_notice(self._nothing_found(text))
            return
        self.choices.set_rows(found)
        self._show(self.choice_table)
        several = self.tr("{count} things have that number. Choose one.")
        self._show_head(several.format(count=len(found)), "")

    def show_subject(self, subject: TraceSubject) -> None:
        """Show the genealogy of a subject."""
        self.subject = subject
        self._write_number(subject)
        self._read_view()

    def _write_number(self, subject: TraceSubject) -> None:
        # What was scanned, or asked for from a line, may be no text that anybody would type.
        known = {subject.number.casefold(), subject.part_number.casefold()}
        if self.search.text().strip().casefold() not in known:
            with QSignalBlocker(self.search):
                self.search.setText(
                    subject.part_number if subject.kind is SubjectKind.ITEM else subject.number
                )

    def _read_view(self) -> None:
        subject = self.subject
        if subject is None:
            return
        self._forget()
        view = self.view
        self._task = self.services.tasks.submit(
            partial(read_view, item_uids=subject.item_uids, view=view),
            *self.frame.reading.until(partial(self._show_view, view), partial(self._fail, subject.number)),
        )

    def _show_view(self, view: View, shown: Shown) -> None:
        self._task = None
        if self.subject is None:
            return
        title = self.words.subject(self.subject)
        if isinstance(shown, RecallList):
            self.listing.show_rows(shown.rows)
            self._show(self.listing)
            self._show_head(title, self.words.recall_summary(shown))
            self._show_row(self.listing.table.selected_ids())
            return
        tree = self.contents if view is View.CONTENTS else self.usage
        self._show(tree)
        tree.show_branches(shown)
        self._show_head(title, self.words.contents_summary(shown) if view is View.CONTENTS else "")

    # What is shown.

    def _show(self, widget: QWidget) -> None:
        self.frame.show_contents()
        self._views_stack.setCurrentWidget(widget)
        in_list = widget is self.listing
        for control in self.listing.controls:
            control.setVisible(in_list)
        self.listing.strip.setEnabled(in_list)
        self.views.setVisible(widget is not self.choice_table)
        if widget is self.choice_table:
            self.detail.show_nothing()

    def _show_head(self, title: str, summary: str) -> None:
        self.header.show_remark(title)
        self._summary.setText(summary)

    def _show_beginning(self) -> None:
        self._show_head("", "")
        self.views.setVisible(False)
        for control in self.listing.controls:
            control.setVisible(False)
        state = EmptyState(
            self.services.appearance,
            icon="genealogy",
            title=self.tr("Follow anything, both ways"),
            sentence=self.tr(
                "Scan a serial number or a lot. You see what is in it down to the last lot, where it went up to "
                "the last assembly, and, for a recall, everything that holds some of it and where that is now."
            ),
            action=self.tr("Type a number"),
        )
        state.acted.connect(self.search.focus)
        self.frame.show_notice(state)

    def _nothing_found(self, text: str) -> EmptyState:
        self.views.setVisible(False)
        state = EmptyState(
            self.services.appearance,
            icon="search",
            title=self.tr("Nothing found"),
            sentence=self.tr("No serial, lot or part has or contains “{text}”.").format(text=text.strip()),
            action=self.tr("Search again"),
        )
        state.acted.connect(self.search.focus)
        return state

    def _fail(self, what: str, error: BaseException) -> None:
        self._task = None
        retry = self._read_view if self.subject is not None else partial(self._look_up, what)
        self.frame.show_error(error, self.tr("The genealogy could not be read"), retry)

    def _forget(self) -> None:
        if self._task is not None:
            self._task.forget()
            self._task = None

    def _show_row(self, ids: tuple[object, ...]) -> None:
        row = self.recall.row(ids[0]) if len(ids) == 1 else None
        if row is None:
            self.detail.show_nothing()
        else:
            self.detail.show_row(row)

    def _show_branch(self, branch: Branch | None) -> None:
        if branch is None:
            self.detail.show_nothing()
        else:
            self.detail.show_branch(branch)

    # Going on from there.

    def _trace_branch(self, branch: Branch) -> None:
        if branch.item is not None:
            self.trace(branch.item)

    def _trace_row(self, identity: object) -> None:
        row = self.recall.row(identity)
        if row is not None:
            self.trace(row.item)

    def trace(self, item: TracedItem) -> None:
        """Show the genealogy of an item: of its serial, its lot, or itself."""
        self._look_up(item.uid)

    def _choose(self, identity: object) -> None:
        subject = self.choices.row(identity)
        if subject is not None:
            self.show_subject(subject)

    def _show_history(self, item: TracedItem) -> None:
        self.services.navigator.look_for(
            "history", item.uid if item.number == item.part_number else item.number
        )

    def _enter(self) -> None:
        shown = self._views_stack.currentWidget()
        if self.frame.notice is None and shown is not None:
            shown.setFocus()
            if shown is self.choice_table and not self.choice_table.selected_ids():
                self.choice_table.selectRow(0)

    # Making the page.

    def _segments(self) -> tuple[Segment, ...]:
        return (
            Segment(View.CONTENTS.value, self.tr("What is in it")),
            Segment(View.USAGE.value, self.tr("Where did it go")),
            Segment(View.RECALL.value, self.tr("Recall list")),
        )

    def _lay_out(self) -> None:
        sizes = self.services.appearance.sizes
        for view in (self.choice_table, self.contents, self.usage, self.listing):
            self._views_stack.addWidget(view)
        head = QHBoxLayout()
        head.setSpacing(sizes.unit * 2)
        head.addWidget(self.views, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addSpacing(sizes.unit * 2)
        head.addWidget(self._summary, 1)
        for control in self.listing.controls:
            head.addWidget(control)
        whole = QVBoxLayout(self)
        set_margins(whole, sizes.page_margin, sizes.gap)
        whole.addWidget(self.header)
        whole.addLayout(head)
        whole.addWidget(self.frame, 1)
        whole.addWidget(self.listing.strip)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._look_up)
        self.search.left_downwards.connect(self._enter)
        self.views.chosen.connect(self._read_view)
        for tree in (self.contents, self.usage):
            tree.chosen.connect(self._show_branch)
            tree.wanted.connect(self._trace_branch)
        self.listing.table.selection_changed.connect(self._show_row)
        self.listing.table.row_activated.connect(self._trace_row)
        self.choice_table.row_activated.connect(self._choose)
        self.choice_table.clicked.connect(self._choose_clicked)
        self.detail.traced.connect(self.trace)
        self.detail.history_wanted.connect(self._show_history)

    def _choose_clicked(self) -> None:
        ids = self.choice_table.selected_ids()
        if len(ids) == 1:
            self._choose(ids[0])


def _row_key(row: RecallRow) -> int:
    return row.key


def _subject_key(subject: TraceSubject) -> str:
    return subject.key
