"""The help page: contents, text, search."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kitstation.ui.pages.help.text_view import HelpText
from kitstation.ui.pages.page import Page
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.panes.section_list import SectionList
from kitstation.ui.printing.control_sheet_saving import ControlSheetSaving
from kitstation.ui.resources import resource
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from kitstation.ui.services import Services


class HelpPage(Page):
    """Everything that a technician may want to look up."""

    key = "help"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        appearance = services.appearance
        self.search = SearchField(appearance, self.tr("Search the help"))
        self.sheet_button = Button(appearance, self.tr("Save the control sheet"), icon="labels")
        self.header = PageHeader(appearance, self.tr("Help"), self.search, self.sheet_button)
        self.contents = SectionList(appearance, self.tr("Contents of the help"))
        self.text = HelpText(appearance, resource("help/help.md").read_text(encoding="utf-8"))
        self._saving = ControlSheetSaving(self, services.navigator)
        for heading in self.text.headings():
            self.contents.add_section(heading.text)
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        """Take the focus to the contents."""
        self.contents.setFocus()

    def look_for(self, text: str) -> None:
        """Search the help."""
        self.search.setText(text)

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.search.focus()

    def _search(self, words: str) -> None:
        self.text.search(words)

    def _show_found(self, count: int) -> None:
        if not self.search.text().strip():
            self.header.show_remark("")
        elif not count:
            self.header.show_remark(self.tr("Nothing found"))
        else:
            self._show_place()

    def _show_place(self) -> None:
        found = self.text.count
        self.header.show_remark(
            self.tr("{place} of {count}").format(place=max(1, self.text.place), count=found)
        )

    def _show_next(self) -> None:
        self.text.show_next()
        if self.text.count:
            self._show_place()

    def _go_to(self, row: int) -> None:
        headings = self.text.headings()
        if 0 <= row < len(headings):
            self.text.go_to(headings[row].position)

    def _show_saved(self, path: Path) -> None:
        self.header.show_remark(self.tr("The control sheet was saved to {path}").format(path=path))

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.search.left_downwards.connect(self._show_next)
        self.text.found.connect(self._show_found)
        self.contents.currentRowChanged.connect(self._go_to)
        self.sheet_button.clicked.connect(self._saving.ask_where)
        self._saving.saved.connect(self._show_saved)

    def _lay_out(self) -> None:
        sizes = self.services.appearance.sizes
        listed, read = Card(), Card()
        for card, widget in ((listed, self.contents), (read, self.text)):
            inside = QVBoxLayout(card)
            set_margins(inside, sizes.unit, 0)
            inside.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(sizes.gap)
        row.addWidget(listed)
        row.addWidget(read, 1)
        column = QVBoxLayout(self)
        set_margins(column, sizes.page_margin, sizes.gap)
        column.addWidget(self.header)
        column.addLayout(row, 1)
