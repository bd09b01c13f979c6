"""The settings, section by section."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kitstation.ui.pages.page import Page
from kitstation.ui.pages.settings.about_section import AboutSection
from kitstation.ui.pages.settings.appearance_section import AppearanceSection
from kitstation.ui.pages.settings.bench_section import BenchSection
from kitstation.ui.pages.settings.codes_section import CodesSection
from kitstation.ui.pages.settings.operators_section import OperatorsSection
from kitstation.ui.pages.settings.printers_section import PrintersSection
from kitstation.ui.pages.settings.rules_section import RulesSection
from kitstation.ui.pages.settings.scanner_setup.pane import ScannerSetup
from kitstation.ui.pages.settings.scanners_section import ScannersSection
from kitstation.ui.pages.settings.sound_section import SoundSection
from kitstation.ui.pages.settings.station_section import StationSection
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.panes.section_list import SectionList
from kitstation.ui.widgets.card import Card, set_margins

if TYPE_CHECKING:
    from kitstation.scanning.scan import Scan
    from kitstation.station.verdicts import Sound
    from kitstation.ui.pages.settings.scanner_admin import ScannerAdmin
    from kitstation.ui.pages.settings.section import Section
    from kitstation.ui.printing.printing import Printing
    from kitstation.ui.services import Services

_WIDEST = 760


class SettingsPage(Page):
    """Every change holds and is saved at once."""

    key = "settings"

    def __init__(
        self, services: Services, admin: ScannerAdmin, play: Callable[[Sound], None], printing: Printing
    ) -> None:
        super().__init__(services)
        self.station = StationSection(services)
        self.scanners = ScannersSection(services, admin)
        self.codes = CodesSection(services)
        self.printers = PrintersSection(services, printing)
        self.bench = BenchSection(services)
        self.operators = OperatorsSection(services)
        self.rules = RulesSection(services)
        self.look = AppearanceSection(services)
        self.sound = SoundSection(services, play)
        self.about = AboutSection(services)
        self.setup = ScannerSetup(services, admin)
        self.setup.left.connect(self._end_setup)
        self.scanners.setup_wanted.connect(self.set_up_scanner)
        self.list = SectionList(services.appearance, self.tr("Sections of the settings"))
        self._stack = QStackedWidget()
        self._whole = QStackedWidget()
        for section in self._sections:
            self.list.add_section(section.title)
            self._stack.addWidget(_scrolling(section, services.appearance.sizes.scaled(_WIDEST)))
        self.list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.list.setCurrentRow(0)
        self._lay_out()

    def activate(self) -> None:
        """Take the focus to the sections."""
        self.list.setFocus()
        self.operators.refresh()
        self.rules.refresh()

    def set_up_scanner(self) -> None:
        """Show the set-up of a scanner in place of the sections."""
        self._whole.setCurrentWidget(self.setup)
        self.setup.begin()

    def show_section(self, section: Section) -> None:
        """Show one of the sections."""
        self.list.setCurrentRow(self._sections.index(section))

    @property
    def _sections(self) -> tuple[Section, ...]:
        return (
            self.station,
            self.scanners,
            self.codes,
            self.printers,
            self.bench,
            self.operators,
            self.rules,
            self.look,
            self.sound,
            self.about,
        )

    def take_scan(self, scan: Scan) -> bool:
        """Show a scan while a scanner is set up or tried, try a pattern on it, or take it for an operator's badge."""
        if self.setup.isVisible():
            return self.setup.take_scan(scan)
        if self.scanners.test.on:
            self.scanners.test.show_scan(scan)
            return True
        return self.codes.take_scan(scan) or self.operators.take_badge(scan.text)

    def close_down(self) -> None:
        """End looking for ports and asking printers."""
        self.scanners.close_down()
        self.setup.close_down()
        self.printers.close_down()

    def _lay_out(self) -> None:
        sizes = self.services.appearance.sizes
        card = Card()
        inside = QVBoxLayout(card)
        set_margins(inside, sizes.unit, 0)
        inside.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(sizes.gap)
        row.addWidget(card)
        row.addWidget(self._stack, 1)
        sections = QWidget()
        column = QVBoxLayout(sections)
        set_margins(column, 0, sizes.gap)
        column.addWidget(PageHeader(self.services.appearance, self.tr("Settings")))
        column.addLayout(row, 1)
        for part in (sections, self.setup):
            self._whole.addWidget(part)
        around = QVBoxLayout(self)
        set_margins(around, sizes.page_margin, 0)
        around.addWidget(self._whole)

    def _end_setup(self) -> None:
        self._whole.setCurrentIndex(0)
        self.show_section(self.scanners)
        self.list.setFocus()


def _scrolling(section: QWidget, widest: int) -> QScrollArea:
    section.setMaximumWidth(widest)
    held = QWidget()
    row = QHBoxLayout(held)
    set_margins(row, 0, 0)
    row.addWidget(section, 1)
    row.addStretch(0)
    row.setAlignment(Qt.AlignmentFlag.AlignLeading)
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(held)
    return scroll
