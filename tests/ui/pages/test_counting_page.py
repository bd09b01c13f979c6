"""The counting page: what should be there, what is, and the booking of the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kitstation.station.verdicts import Sound
from kitstation.store.queries import inventory
from kitstation.store.queries.inventory import InventoryFilter
from kitstation.store.store import Store
from kitstation.ui.bench_driver import typed_scan
from kitstation.ui.pages.counting.page import CountingPage
from kitstation.ui.services import Services
from kitstation.ui.tables.row_model import CellRole
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Tone
from tests.support.bench import lay_out
from tests.support.notices import is_empty, press_first_action
from tests.support.page_station import PageStation

Settle = Callable[[], None]
BIN = "Stores/A1-03"


@pytest.fixture
def sounds() -> list[Sound]:
    """What was heard."""
    return []


@pytest.fixture
def page(
    services: Services, station: PageStation, sounds: list[Sound], qtbot: QtBot, settle: Settle
) -> Iterator[CountingPage]:
    station.lay_out(lay_out)
    made = CountingPage(services, sounds.append)
    qtbot.addWidget(made)
    made.resize(1192, 744)
    made.show()
    made.activate()
    settle()
    yield made
    made.close_down()


def _scan(page: CountingPage, settle: Settle, *texts: str) -> None:
    for text in texts:
        assert page.take_scan(typed_scan(text, page.services.clock))
        settle()


def _stock(station: PageStation, part: str) -> Decimal:
    def read(store: Store) -> Decimal:
        with store.reading() as reader:
            rows = inventory.matching(reader, InventoryFilter(part_number=part))
        return sum((row.quantity for row in rows), Decimal(0))

    return station.core.submit(read).result()


def _row(page: CountingPage, name: str) -> dict[str, str]:
    model = page.table.rows_model()
    for row in range(model.rowCount()):
        cells = {column.key: model.index(row, at).data() for at, column in enumerate(model.columns)}
        if cells["item"] == name:
            return cells
    raise LookupError(name)


def test_without_a_place_the_page_says_what_to_do(page: CountingPage) -> None:
    assert is_empty(page.contents)
    assert page.banner.verdict.headline == "Ready to count"
    press_first_action(page.contents)
    assert page.begin.form.control("place").hasFocus()


def test_a_place_is_chosen_by_hand(page: CountingPage, settle: Settle) -> None:
    QTest.keyClicks(page.begin.form.control("place"), "Stores / A1-03")
    settle()
    page.begin.form.submit()
    settle()
    assert page.header.remark == "Stores / A1-03 · 0 of 3 counted"


def test_a_count_by_scanner_shows_differences_with_sign_and_colour(
    page: CountingPage, sounds: list[Sound], settle: Settle
) -> None:
    _scan(page, settle, BIN, "SN-1", "SCREW", "KS.9", "KS.7", "KS.CONFIRM")
    assert _row(page, "SN-1")["state"] == "counted"
    assert _row(page, "SCREW")["difference"] == "\u22123"
    model = page.table.rows_model()
    at = next(n for n, column in enumerate(model.columns) if column.key == "difference")
    drawn = {model.index(row, at).data(CellRole.DRAWN) for row in range(model.rowCount())}
    assert PillContent("\u22123", Tone.REFUSED) in drawn
    assert PillContent("0", Tone.ACCEPTED) in drawn
    assert page.side.changes.text == "SCREW: \u22123 ea"
    assert page.side.progress.value() == 2
    assert Sound.ACCEPTED in sounds


def test_nothing_is_booked_without_a_reason(page: CountingPage, station: PageStation, settle: Settle) -> None:
    _scan(page, settle, BIN, "SCREW", "97")
    page.side.book.click()
    settle()
    assert "Say why" in page.side.problem
    assert _stock(station, "SCREW") == Decimal(100)
    QTest.keyClicks(page.side.reason, "yearly count")
    QTest.keyClick(page.side.reason, Qt.Key.Key_Return)
    settle()
    assert _stock(station, "SCREW") == Decimal(97)
    assert page.banner.verdict.headline == "The count of Stores / A1-03 is booked"
    assert station.window.changes == 1
    assert is_empty(page.contents)


def test_the_question_takes_digits_from_the_keyboard(page: CountingPage, settle: Settle) -> None:
    _scan(page, settle, BIN, "LOT-1")
    assert page.question.isVisible()
    for digit in "85":
        QTest.keyClicks(page.question, digit)
        settle()
    assert page.question.typed == "85"
    QTest.keyClick(page.question, Qt.Key.Key_Return)
    settle()
    assert _row(page, "LOT-1")["counted"] == "85 g"
    assert not page.question.isVisible()


def test_a_row_is_corrected_by_hand(page: CountingPage, settle: Settle) -> None:
    _scan(page, settle, BIN, "SCREW", "97")
    uid = next(row.item.uid for row in page.table.rows_model().shown_rows() if row.item.name == "SCREW")
    page.table.row_activated.emit(uid)
    form = page.form
    assert form is not None
    QTest.keyClick(form.control("counted"), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(form.control("counted"), "99")
    form.submit()
    settle()
    assert _row(page, "SCREW")["counted"] == "99 ea"
    assert page.form is None


def test_what_does_not_belong_there_is_listed(page: CountingPage, settle: Settle) -> None:
    _scan(page, settle, BIN, "WHAT")
    assert page.side.strangers.text == "WHAT: not known here"
    assert page.side.strangers.isVisible()


def test_the_rest_is_missing_only_when_it_is_ticked(
    page: CountingPage, station: PageStation, settle: Settle
) -> None:
    _scan(page, settle, BIN, "SN-1")
    page.side.rest.click()
    settle()
    assert "LOT-1: \u221210 g" in page.side.changes.text
    page.side.reason.setText("moved")
    page.side.book.click()
    settle()
    assert _stock(station, "PASTE") == 0
    assert _stock(station, "RADIO") == Decimal(1)


def test_a_count_that_was_put_aside_is_gone_on_with(
    page: CountingPage, services: Services, sounds: list[Sound], qtbot: QtBot, settle: Settle
) -> None:
    _scan(page, settle, BIN, "SN-1")
    page.side.leave.click()
    settle()
    again = CountingPage(services, sounds.append)
    qtbot.addWidget(again)
    again.activate()
    settle()
    (kept,) = again.begin._shown
    assert (kept.location, kept.counted) == (BIN, 1)
    again.begin.place_wanted.emit(kept.location_uid)
    settle()
    assert _row(again, "SN-1")["state"] == "counted"
    again.close_down()


def test_discarding_is_asked_for_twice(page: CountingPage, settle: Settle) -> None:
    _scan(page, settle, BIN, "SN-1")
    page.side.discard.click()
    settle()
    assert page.listing.isVisible()
    assert page.side.discard.text() == "Really discard"
    page.side.discard.click()
    settle()
    assert is_empty(page.contents)


def test_each_scan_counts_one_where_that_is_chosen(page: CountingPage, settle: Settle) -> None:
    _scan(page, settle, BIN)
    page.side.each.click()
    settle()
    _scan(page, settle, "SCREW", "SCREW")
    assert _row(page, "SCREW")["counted"] == "2 ea"
    page.undo()
    settle()
    assert _row(page, "SCREW")["counted"] == "1 ea"
