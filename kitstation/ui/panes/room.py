"""The rooms of a page that has several, of which one is shown at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitstation.ui.widgets.card import set_margins

if TYPE_CHECKING:
    from kitstation.scanning.scan import Scan
    from kitstation.ui.panes.list_frame import ListFrame
    from kitstation.ui.panes.page_header import PageHeader
    from kitstation.ui.services import Services
    from kitstation.ui.tables.listing import Listing
    from kitstation.ui.widgets.key_hints import KeyHint


class Room(QWidget):
    """One room. `header` stands above it, beside the switch; subclasses set it."""

    key = ""
    label = ""
    header: PageHeader

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

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the shortcuts that work in this room alone."""
        return ()

    def take_scan(self, _scan: Scan) -> bool:
        """Keep a scan for the room alone, and return whether it was kept."""
        return False

    def close_down(self) -> None:
        """End what goes on in the background."""


class ListingRoom(Room):
    """A room around one listing; subclasses set `listing` and `frame`, then call `lay_out`."""

    listing: Listing[Any]
    frame: ListFrame

    def lay_out(self, *feet: QWidget) -> None:
        """Put the frame above what stands at the foot; the export's strip comes last."""
        column = QVBoxLayout(self)
        set_margins(column, 0, self.services.appearance.sizes.gap)
        column.addWidget(self.frame, 1)
        for foot in (*feet, self.listing.strip):
            column.addWidget(foot)

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.listing.search.focus()

    def close_down(self) -> None:
        """End an export."""
        self.listing.close_down()
