"""A whole station as a test uses it: scans go in at a real scanner, verdicts come out of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pytestqt.qtbot import QtBot

from kitstation.devices.link import LinkState
from kitstation.devices.virtual_scanner import VirtualScanner
from kitstation.station.verdicts import Verdict
from kitstation.ui.bench_driver import BenchFailure, BenchUpdate
from kitstation.ui.page_entries import PageEntry
from kitstation.ui.pages.page import Page
from kitstation.ui.station_app import StationApp


class FindingPage(Page):
    """A page that only keeps what it was asked to look for."""

    key = "inventory"
    looked_for = ""

    def look_for(self, text: str) -> None:
        """Keep it."""
        self.looked_for = text


FINDING_ENTRY = PageEntry(
    "inventory", "Inventory", "inventory", "Alt+3", lambda parts: FindingPage(parts.services)
)
"""It stands for the inventory page."""


@dataclass
class Desk:
    """A station with its scanner, and what the bench has said."""

    station: StationApp
    scanner: VirtualScanner
    qtbot: QtBot
    said: list[BenchUpdate | BenchFailure] = field(default_factory=list)

    @property
    def verdicts(self) -> list[Verdict]:
        """The verdicts so far."""
        return [one.verdict for one in self.said if isinstance(one, BenchUpdate) and one.verdict]

    @property
    def headline(self) -> str:
        """What the banner says."""
        return self.station.bench.board.banner.verdict.headline

    def scan(self, *texts: str) -> Verdict:
        """Scan codes one after the other, each answered before the next; return the last verdict."""
        for text in texts:
            self._scan(text)
        return self.verdicts[-1]

    def _scan(self, text: str) -> None:
        before = len(self.verdicts)
        self.scanner.send(text)
        self.settle(lambda: len(self.verdicts) > before)

    def settle(self, reached: Callable[[], bool] | None = None) -> None:
        """Wait until something is so and nothing is under way any more."""
        self.qtbot.waitUntil(
            lambda: (reached is None or reached()) and not self.station.driver.pending, timeout=20_000
        )

    def is_connected(self) -> bool:
        """Whether the station reads the scanner."""
        return all(one.link.state is LinkState.CONNECTED for one in self.station.links.links)


def sit_down(station: StationApp, scanner: VirtualScanner, qtbot: QtBot) -> Desk:
    """Return a station's desk once its kit is open and its scanner is read."""
    made = Desk(station, scanner, qtbot)
    station.driver.updated.connect(made.said.append)
    station.driver.failed.connect(made.said.append)
    station.window.activateWindow()
    qtbot.waitUntil(station.window.isActiveWindow)
    made.settle(lambda: bool(made.verdicts) and made.is_connected())
    return made
