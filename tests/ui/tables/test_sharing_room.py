"""A narrow window squeezes no column out of sight."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from kitstation.ui.tables.listing import Listing
from tests.support.fasteners import Fastener

PLACE = 2


def _widen_others(listing: Listing[Fastener], width: int) -> None:
    for column in (0, 1):
        listing.table.setColumnWidth(column, width)


def test_a_column_that_stretches_gives_way_when_the_window_becomes_small(listing: Listing[Fastener]) -> None:
    window = listing.window()
    window.resize(1600, 600)
    QApplication.processEvents()
    _widen_others(listing, 300)
    QApplication.processEvents()
    wide = listing.table.columnWidth(PLACE)
    assert wide > 900
    window.resize(620, 600)
    QApplication.processEvents()
    # The others leave no room at all: it is as narrow as can be read, and they are reached by scrolling.
    assert listing.table.columnWidth(PLACE) == 84
    window.resize(1600, 600)
    QApplication.processEvents()
    assert listing.table.columnWidth(PLACE) == wide


def test_a_column_that_stretches_is_never_too_narrow_to_be_read(listing: Listing[Fastener]) -> None:
    window = listing.window()
    window.resize(700, 600)
    QApplication.processEvents()
    _widen_others(listing, 320)
    window.resize(701, 600)
    QApplication.processEvents()
    assert listing.table.columnWidth(PLACE) == 84


def test_sharing_room_is_nothing_that_somebody_has_arranged(listing: Listing[Fastener]) -> None:
    window = listing.window()
    for width in (1600, 300, 1600):
        window.resize(width, 600)
        QApplication.processEvents()
    listing._services.settings.gather()
    assert not listing.memory.arranged
