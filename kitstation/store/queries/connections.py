"""Connections: pages of a list by opaque cursors, as GraphQL's callers know them (first, last, before, after)."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


class CursorError(ValueError):
    """A cursor is none of this list, or a page has an impossible size; the message says so."""


@dataclass(frozen=True, slots=True)
class PageWish:
    """Which page is wanted. `first` counts from the beginning or from `after`, `last` from the end or from `before`."""

    first: int | None = None
    last: int | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Edge(Generic[T]):
    """An element and the cursor that it is known by."""

    cursor: str
    node: T


@dataclass(frozen=True, slots=True)
class PageInfo:
    """Whether there is more, and the cursors of both ends."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@dataclass(frozen=True, slots=True)
class ConnectionPage(Generic[T]):
    """A page of a list; `total_count` is how many there are on all pages together."""

    edges: tuple[Edge[T], ...]
    page_info: PageInfo
    total_count: int

    @property
    def nodes(self) -> tuple[T, ...]:
        """The elements of the page."""
        return tuple(edge.node for edge in self.edges)


def page_of(elements: Sequence[T], ref: Callable[[T], str], wish: PageWish) -> ConnectionPage[T]:
    """Return the page of a list; `ref` tells its elements apart.

    Raises CursorError for a cursor that belongs to no element, and for a negative size.
    """
    for size in (wish.first, wish.last):
        if size is not None and size < 0:
            raise CursorError(f"A page cannot have {size} elements.")
    places = {ref(element): at for at, element in enumerate(elements)}
    begin = 0 if wish.after is None else _place(wish.after, places) + 1
    end = len(elements) if wish.before is None else max(_place(wish.before, places), begin)
    if wish.first is not None:
        end = min(end, begin + wish.first)
    if wish.last is not None:
        begin = max(begin, end - wish.last)
    edges = tuple(Edge(cursor_of(ref(element)), element) for element in elements[begin:end])
    info = PageInfo(
        has_next_page=end < len(elements),
        has_previous_page=begin > 0,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return ConnectionPage(edges, info, len(elements))


def cursor_of(ref: str) -> str:
    """Return the opaque cursor of an element."""
    return urlsafe_b64encode(ref.encode()).decode()


def _place(cursor: str, places: dict[str, int]) -> int:
    try:
        ref = urlsafe_b64decode(cursor.encode("ascii")).decode()
    except (binascii.Error, UnicodeError):
        ref = ""
    if ref not in places:
        raise CursorError(f"“{cursor}” is no cursor of this list. Begin again without one.")
    return places[ref]
