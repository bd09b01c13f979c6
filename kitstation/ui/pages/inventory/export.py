"""The items that an export of the inventory writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitstation.store.queries.inventory import InventoryFilter, InventoryRow, rows_with_ids, search_ids
from kitstation.ui.tables.export_rows import PIECE

if TYPE_CHECKING:
    from kitstation.store.store import Store

_EVERYTHING = 2**31


class FoundItems:
    """Gives all items that a search finds, best first, where the list shows the first ones."""

    def __init__(self, words: str, wanted: InventoryFilter) -> None:
        self._words = words
        self._wanted = wanted
        self._ids: list[int] | None = None

    def next_piece(self, store: Store) -> tuple[InventoryRow, ...]:
        """Return the next rows, none after the last."""
        with store.reading() as reader:
            if self._ids is None:
                self._ids = search_ids(reader, self._words, _EVERYTHING, self._wanted)
            piece, self._ids = self._ids[:PIECE], self._ids[PIECE:]
            return rows_with_ids(reader, piece)
