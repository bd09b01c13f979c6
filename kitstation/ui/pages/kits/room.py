"""The rooms of the kits page: kits, runs and shortages, of which one is shown at a time."""

from __future__ import annotations

from PySide6.QtCore import Signal

from kitstation.ui.panes.room import ListingRoom


class KitsPageRoom(ListingRoom):
    """One room; `room_wanted` asks for another one by its key, and for what to look for there."""

    room_wanted = Signal(str, str)
