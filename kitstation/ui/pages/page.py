"""What the window expects of a page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kitstation.scanning.scan import Scan
from kitstation.station.verdicts import Sound
from kitstation.ui.services import Services
from kitstation.ui.widgets.key_hints import KeyHint


class Page(QWidget):
    """What is shown for one entry of the navigation rail (`kitstation.ui.page_entries`). Subclasses set its key."""

    key = ""
    """What the program calls it."""
    hints_changed = Signal()
    """Tells that its keys do something else now."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services

    def activate(self) -> None:
        """Come to the front: read again what may have changed, and take the focus where work begins."""

    def look_for(self, text: str) -> None:
        """Show what a search or a scan asks for, where the page can."""

    def focus_search(self) -> None:
        """Put the cursor into the search box, where there is one (Ctrl+F)."""

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the shortcuts that work on this page beside those that work everywhere."""
        return ()

    def take_scan(self, _scan: Scan) -> bool:
        """Keep a scan for the page alone, and return whether it was kept; others go where scans go."""
        return False

    def close_down(self) -> None:
        """Leave nothing behind: the window closes."""


class SoundingPage(Page):
    """A page on which scanning is work of its own, and is heard as at the bench."""

    def __init__(self, services: Services, play: Callable[[Sound], None]) -> None:
        super().__init__(services)
        self.play = play
