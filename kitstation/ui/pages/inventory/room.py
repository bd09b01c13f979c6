"""The rooms of the inventory page: stock, parts, places and suppliers, of which one is shown at a time."""

from __future__ import annotations

from PySide6.QtCore import Signal

from kitstation.ui.panes.room import Room


class InventoryRoom(Room):
    """One room; `stock_wanted` asks for the stock of a part number, `place_wanted` for that of a path."""

    stock_wanted = Signal(str)
    place_wanted = Signal(str)
