"""Typing narrows the rows of a table to those that show what was typed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kitstation.ui.tables.filtering import row_filter
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.empty_state import EmptyState
from tests.support.fasteners import COLUMNS, FASTENERS, Fastener, named, shown


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("m3", ["Screw M3", "Nut M3"]),
        ("M3 40", ["Screw M3"]),
        ("cell wash", ["Washer"]),
        ("2.5 ea", ["Washer"]),
        ("   ", ["Screw M3", "Nut M3", "Washer"]),
    ],
)
def test_rows_that_show_every_word_are_left(listing: Listing[Fastener], typed: str, left: list[str]) -> None:
    QTest.keyClicks(listing.search, typed)
    assert shown(listing) == left
    assert listing.model.total == 3


def test_a_column_that_is_not_shown_is_not_searched(listing: Listing[Fastener]) -> None:
    QTest.keyClicks(listing.search, "note")
    assert shown(listing) == []
    listing.table.columns.show(3, shown=True)
    assert len(shown(listing)) == 3


def test_nothing_found_says_so_and_offers_to_show_all(listing: Listing[Fastener]) -> None:
    QTest.keyClicks(listing.search, "rivet")
    notice = listing.notice
    assert isinstance(notice, EmptyState)
    assert "“rivet”" in notice.accessibleName()
    (button,) = notice.findChildren(Button)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert listing.notice is None
    assert listing.search.text() == ""
    assert len(shown(listing)) == 3


def test_escape_shows_all_and_down_goes_to_the_first_row(listing: Listing[Fastener], qtbot: QtBot) -> None:
    listing.search.setFocus()
    QTest.keyClicks(listing.search, "nut")
    QTest.keyClick(listing.search, Qt.Key.Key_Escape)
    assert len(shown(listing)) == 3
    QTest.keyClick(listing.search, Qt.Key.Key_Down)
    qtbot.waitUntil(listing.table.hasFocus)
    assert listing.table.selected_ids() == ("Screw M3",)


def test_what_is_selected_stays_selected_while_it_is_shown(listing: Listing[Fastener]) -> None:
    listing.table.select_ids(("Nut M3",))
    QTest.keyClicks(listing.search, "m3")
    assert listing.table.selected_ids() == ("Nut M3",)


def test_rows_that_come_later_are_narrowed_too(listing: Listing[Fastener]) -> None:
    QTest.keyClicks(listing.search, "m3")
    listing.show_rows((*FASTENERS, Fastener("Bolt M3", Decimal(1)), Fastener("Rivet", Decimal(2))))
    assert shown(listing) == ["Screw M3", "Nut M3", "Bolt M3"]
    listing.show_rows(FASTENERS[2:])
    assert listing.notice is not None
    listing.show_rows(FASTENERS)
    assert listing.notice is None


def test_a_row_that_matches_no_longer_goes(listing: Listing[Fastener]) -> None:
    QTest.keyClicks(listing.search, "stores")
    listing.model.replace_row(replace(FASTENERS[0], place="Cellar"))
    assert shown(listing) == ["Nut M3"]


_FASTENERS = st.lists(
    st.builds(
        Fastener, st.text(max_size=4), st.decimals(0, 99, places=1), st.sampled_from(["A1", "a2", "B 3"])
    ),
    unique_by=named,
    max_size=6,
)


@given(
    rows=_FASTENERS,
    more=_FASTENERS,
    typed=st.sampled_from(["", "a", "1", "a 1", "B3", "9"]),
    column=st.integers(-1, 2),
)
def test_a_filtered_model_shows_what_a_new_one_would(
    rows: list[Fastener], more: list[Fastener], typed: str, column: int
) -> None:
    passes = row_filter(COLUMNS[:3], typed)
    model, fresh = RowTableModel(COLUMNS, named), RowTableModel(COLUMNS, named)
    model.set_rows(rows)
    model.sort(column)
    model.filter_rows(passes)
    model.set_rows(more)
    fresh.set_rows([row for row in more if passes is None or passes(row)])
    fresh.sort(column)
    assert set(model.shown_rows()) == set(fresh.shown_rows())
    assert model.total == len(more)
    assert all(model.position(named(row)) == at for at, row in enumerate(model.shown_rows()))
    model.filter_rows(None)
    assert set(model.shown_rows()) == set(more)
