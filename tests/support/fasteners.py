"""Fasteners to fill tables with, and how a person uses a table's menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from kitstation.ui.tables.column import Align, Column
from kitstation.ui.tables.listing import Listing


@dataclass(frozen=True, slots=True)
class Fastener:
    """A row: what it is, how many there are, and where."""

    name: str
    count: Decimal
    place: str = "Stores"


def named(fastener: Fastener) -> str:
    """Return what tells fasteners apart."""
    return fastener.name


COLUMNS: tuple[Column[Fastener], ...] = (
    Column(key="name", title="Name", value=named),
    Column(
        key="count",
        title="Count",
        value=lambda row: f"{row.count:f}",
        unit=lambda _row: "ea",
        sort_key=lambda row: row.count,
        align=Align.TRAILING,
    ),
    Column(key="place", title="Place", value=lambda row: row.place, stretch=True),
    Column(key="note", title="Note", value=lambda row: f"note on {row.name}", initially_hidden=True),
)
FASTENERS = (
    Fastener("Screw M3", Decimal(40)),
    Fastener("Nut M3", Decimal(7)),
    Fastener("Washer", Decimal("2.5"), "Cellar"),
)

MakeListing = Callable[..., Listing[Fastener]]


def shown(listing: Listing[Fastener], column: int = 0) -> list[str]:
    """Return what a column shows, from top to bottom."""
    model = listing.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def open_menu() -> QMenu:
    """Return the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(words: str) -> None:
    """Go down in the open menu to the entry that begins so, as a person does, and press Enter."""
    menu = open_menu()
    for _step in range(2 * len(menu.actions())):
        # Qt's stubs say that there always is one.
        action: QAction | None = menu.activeAction()
        if action is not None and action.text().startswith(words):
            QTest.keyClick(menu, Qt.Key.Key_Return)
            return
        QTest.keyClick(menu, Qt.Key.Key_Down)
    raise AssertionError([entry.text() for entry in menu.actions()])
