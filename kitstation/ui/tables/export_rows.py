"""Where exported rows come from: a piece at a time, so that scans in between are not kept waiting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from kitstation.ui.tables.column import Row
from kitstation.ui.tables.paged_model import Page

if TYPE_CHECKING:
    from kitstation.store.store import Store

PIECE = 1000
"""Rows that are read and written at once: some hundredths of a second."""

Given_co = TypeVar("Given_co", covariant=True)

ReadPage = Callable[["Store", object | None, int], Page[Row]]
"""Reads so many rows after a key, None for the first; a page tells the key of the next one. Runs on the core thread."""


class RowSource(Protocol[Given_co]):
    """Gives all rows once. It is asked on the core thread alone."""

    def next_piece(self, store: Store) -> Sequence[Given_co]:
        """Return the next rows, none after the last."""
        ...


class GivenRows(Generic[Row]):
    """Rows that are in memory already."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._at = 0

    def next_piece(self, _store: Store) -> Sequence[Row]:
        """Return the next rows, none after the last."""
        first, self._at = self._at, self._at + PIECE
        return self._rows[first : self._at]


class PagedRows(Generic[Row]):
    """Rows of a query, read page after page."""

    def __init__(self, read: ReadPage[Row]) -> None:
        self._read = read
        self._key: object | None = None
        self._more = True

    def next_piece(self, store: Store) -> Sequence[Row]:
        """Return the next rows, none after the last."""
        rows: Sequence[Row] = ()
        while self._more and not rows:
            page = self._read(store, self._key, PIECE)
            rows, self._key = page.rows, page.next_key
            self._more = page.next_key is not None
        return rows
