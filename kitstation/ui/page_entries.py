"""The entries of the navigation rail: what is shown of each page, and how the page is made when it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kitstation.ui.pages.bench.page import BenchPage

if TYPE_CHECKING:
    from kitstation.devices.scanner_set import ScannerSet
    from kitstation.station.verdicts import Sound
    from kitstation.ui.bench_driver import BenchDriver
    from kitstation.ui.pages.page import Page
    from kitstation.ui.printing.printing import Printing
    from kitstation.ui.services import Services


@dataclass(frozen=True, slots=True)
class PageParts:
    """What of a station a page can be made with."""

    services: Services
    driver: BenchDriver
    scanners: ScannerSet
    printing: Printing
    play: Callable[[Sound], None]


MakePage = Callable[[PageParts], "Page"]


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page as the rail offers it."""

    key: str
    """What the program calls it."""
    label: str
    """What people call it; short, below its icon."""
    icon_name: str
    shortcut: str
    """The key sequence that shows it, such as `Alt+1`; empty for none."""
    make: MakePage


def _bench(parts: PageParts) -> Page:
    return BenchPage(parts.services, parts.driver, parts.play)


# The bench is in front at every start. The other pages are loaded when they are first shown: their modules are
# most of the program, and a technician who only scans needs none of them.


def _kits(parts: PageParts) -> Page:
    from kitstation.ui.pages.kits.page import KitsPage

    return KitsPage(parts.services)


def _inventory(parts: PageParts) -> Page:
    from kitstation.ui.pages.inventory.page import InventoryPage

    return InventoryPage(parts.services, parts.play)


def _receiving(parts: PageParts) -> Page:
    from kitstation.ui.pages.receiving.page import ReceivingPage

    return ReceivingPage(parts.services, parts.play)


def _counting(parts: PageParts) -> Page:
    from kitstation.ui.pages.counting.page import CountingPage

    return CountingPage(parts.services, parts.play)


def _positions(parts: PageParts) -> Page:
    from kitstation.ui.pages.positions.page import PositionsPage

    return PositionsPage(parts.services)


def _genealogy(parts: PageParts) -> Page:
    from kitstation.ui.pages.genealogy.page import GenealogyPage

    return GenealogyPage(parts.services)


def _history(parts: PageParts) -> Page:
    from kitstation.ui.pages.history.page import HistoryPage

    return HistoryPage(parts.services)


def _labels(parts: PageParts) -> Page:
    from kitstation.ui.pages.labels.page import LabelsPage

    return LabelsPage(parts.services, parts.printing)


def _help(parts: PageParts) -> Page:
    from kitstation.ui.pages.help.page import HelpPage

    return HelpPage(parts.services)


def _settings(parts: PageParts) -> Page:
    from kitstation.ui.pages.settings.page import SettingsPage

    return SettingsPage(parts.services, parts.scanners, parts.play, parts.printing)


BENCH_ENTRY: Final = PageEntry("bench", "Bench", "bench", "Alt+1", _bench)
SETTINGS_ENTRY: Final = PageEntry("settings", "Settings", "settings", "Ctrl+,", _settings)

PAGES: Final[Sequence[PageEntry]] = (
    BENCH_ENTRY,
    PageEntry("kits", "Kits", "kits", "Alt+2", _kits),
    PageEntry("inventory", "Inventory", "inventory", "Alt+3", _inventory),
    PageEntry("receiving", "Receiving", "receive", "Alt+4", _receiving),
    PageEntry("counting", "Counting", "count", "Alt+5", _counting),
    PageEntry("positions", "Positions", "positions", "Alt+6", _positions),
    PageEntry("genealogy", "Genealogy", "genealogy", "Alt+7", _genealogy),
    PageEntry("history", "History", "history", "Alt+8", _history),
    PageEntry("labels", "Labels", "labels", "Alt+9", _labels),
    PageEntry("help", "Help", "help", "", _help),
    SETTINGS_ENTRY,
)
"""The pages in the order of the rail."""
