"""The rooms of the inventory page: stock, parts, places and suppliers, of which one is shown at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from kitstation.scanning.scan import Scan
    from kitstation.ui.pages.page_header import PageHeader
    from kitstation.ui.services import Services


class Room(QWidget):
    """One room. `header` stands above it, beside the switch; subclasses set it.

    `stock_wanted` asks for the stock of a part number, `place_wanted` for that of a path.
    """

    key = ""
    label = ""
    header: PageHeader

    stock_wanted = Signal(str)
    place_wanted = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services

    def activate(self) -> None:
        """Come to the front: read again what may have changed."""

    def look_for(self, text: str) -> None:
        """Show what a search or a scan asks for."""

    def focus_search(self) -> None:
        """Put the cursor into the search box."""

    def start_new(self) -> None:
        """Open the form that makes something new here."""

    def undo(self) -> None:
        """Take back what was done here last."""

    def take_scan(self, _scan: Scan) -> bool:
        """Keep a scan for the room alone, and return whether it was kept."""
        return False

    def close_down(self) -> None:
        """End what goes on in the background."""
