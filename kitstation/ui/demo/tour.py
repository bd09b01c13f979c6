"""Pictures of the other pages, once the day at the bench is over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from kitstation.station.demo_module import FINISHED
from kitstation.ui.bench_driver import typed_scan
from kitstation.ui.demo.dock import ScannerDock
from kitstation.ui.demo.photographer import Photographer
from kitstation.ui.demo.second_tour import SecondTour
from kitstation.ui.demo.waiting import Waiter
from kitstation.ui.importing.pane import ImportPane
from kitstation.ui.pages.counting.page import CountingPage
from kitstation.ui.pages.genealogy.page import GenealogyPage
from kitstation.ui.pages.history.page import HistoryPage
from kitstation.ui.pages.kits.page import KitsPage
from kitstation.ui.pages.labels.page import LabelsPage
from kitstation.ui.pages.page import Page
from kitstation.ui.pages.positions.page import PositionsPage
from kitstation.ui.theme.tokens import Theme
from kitstation.ui.window import BENCH, MainWindow

COUNTED: Final = ("Stores/B2-04", "INA-0001", "INA-0002", "INA-0004", FINISHED, "FPGA-0005")
"""What is scanned for the picture of a count: a place, most of what lies there, and what should lie elsewhere."""

_READINGS: Final = 3


class Tour:
    """Goes from page to page. `read_all` waits until the pages have been told all that they have asked for."""

    def __init__(
        self, window: MainWindow, photographer: Photographer, waiter: Waiter, read_all: Callable[[], None]
    ) -> None:
        self._window = window
        self._photographer = photographer
        self._waiter = waiter
        self._read_all = read_all
        self.troubles: list[str] = []

    def take_panel(self, dock: ScannerDock) -> None:
        """Take the virtual scanner's picture before anything was pressed, and put it out of sight."""
        dock.unfold()
        self._settle()
        self._photographer.take("00-virtual-scanner")
        # The other pictures show the station as it is without it.
        dock.hide()

    def take(self, bom: Path, first_number: int, second: SecondTour) -> None:
        """Take all pictures and those of a second tour; their numbers begin with `first_number`.

        What goes wrong is noted in `troubles`.
        """
        others = [entry.key for entry in self._window.page_entries if entry.key != BENCH]
        self._prepare()
        # Once round in each theme: to change it for each page would take most of the time.
        for theme in self._photographer.themes():
            self._photographer.pose(theme)
            for number, key in enumerate(others, first_number):
                self._window.show_page(key)
                self._settle()
                self._photographer.take(f"{number:02}-{key}", themes=(theme,))
            number_of_import = first_number + len(others)
            self._take_import(bom, number_of_import, theme)
            second.take(number_of_import + 1, theme)
        self.troubles += second.troubles
        if not self._window.notices.isHidden():
            self.troubles.append(self._window.notices.text)

    def _prepare(self) -> None:
        """Begin on some pages what is to be seen on them."""
        doings = {
            CountingPage.key: self._begin_count,
            PositionsPage.key: self._select_first,
            GenealogyPage.key: self._trace,
            HistoryPage.key: self._select_first,
            LabelsPage.key: self._draw_sample,
        }
        for key, do in doings.items():
            self._window.show_page(key)
            self._settle()
            do(self._window.page(key))
            self._settle()

    def _begin_count(self, page: Page) -> None:
        for text in COUNTED:
            page.take_scan(typed_scan(text, page.services.clock))
            self._read_all()
        if not isinstance(page, CountingPage) or page.table.model().rowCount() == 0:
            self.troubles.append("The count did not begin.")

    def _trace(self, page: Page) -> None:
        page.take_scan(typed_scan(FINISHED, page.services.clock))
        # First what the number means is read, then what is in it.
        self._read_all()
        self._read_all()
        if not isinstance(page, GenealogyPage) or page.subject is None:
            self.troubles.append("The genealogy was not shown.")

    def _draw_sample(self, _page: Page) -> None:
        # The templates are read by now; what the page shows of the first one is drawn after that.
        self._read_all()

    def _select_first(self, page: Page) -> None:
        # How much there is, what of it is wanted, and the rows are read one after the other.
        for _ in range(_READINGS):
            self._read_all()
        if not isinstance(page, HistoryPage | PositionsPage) or page.table.model().rowCount() == 0:
            self.troubles.append(f"There was nothing to select: {page.key}.")
            return
        page.table.selectRow(0)

    def _take_import(self, bom: Path, number: int, theme: Theme) -> None:
        kits = self._window.page("kits")
        if not isinstance(kits, KitsPage):
            self.troubles.append("The import preview was not shown.")
            return
        self._window.show_page("kits")
        kits.start_import()
        kits.importing.read(bom)
        if not self._waiter.until(lambda: _shows_columns(kits.importing)):
            self.troubles.append("The import preview was not shown.")
        self._settle()
        self._photographer.take(f"{number:02}-import-preview", themes=(theme,))
        kits.importing.leave.click()

    def _settle(self) -> None:
        self._photographer.settle()
        self._read_all()
        self._photographer.settle()


def _shows_columns(pane: ImportPane) -> bool:
    return pane.step is pane.columns
