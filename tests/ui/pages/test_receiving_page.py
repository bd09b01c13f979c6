"""The receiving page: orders at the left, the bag at the right, scans all over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kitstation.domain.commands import CreateOrderLine
from kitstation.domain.errors import KitstationError
from kitstation.domain.records import TrackingType
from kitstation.station.verdicts import Sound
from kitstation.store.queries import inventory
from kitstation.store.queries.inventory import InventoryFilter
from kitstation.store.store import Store
from kitstation.ui.bench_driver import typed_scan
from kitstation.ui.forms import FormPane
from kitstation.ui.pages.receiving.page import ReceivingPage
from kitstation.ui.services import Services
from kitstation.ui.widgets.error_state import ErrorState
from tests.station.bench_driver import label
from tests.support.notices import is_empty, press_first_action
from tests.support.page_station import PageStation
from tests.support.world import World

Settle = Callable[[], None]
BAG = label("PR-100", "Q500", "1TL77", "KPO-7")


def _orders(world: World) -> None:
    shelf = world.location("Dock")
    resistor = world.part("R-100", TrackingType.LOT, description="Resistor")
    radio = world.part("RADIO", TrackingType.SERIAL)
    for number, part, ordered, due in (
        ("PO-7", resistor, 1000, date(2026, 2, 1)),
        ("PO-8", radio, 3, None),
    ):
        world.do(
            CreateOrderLine(
                uid=number,
                order_number=number,
                part_uid=part,
                ordered=Decimal(ordered),
                expected_on=due,
                location_uid=shelf if number == "PO-8" else None,
            )
        )


@pytest.fixture
def sounds() -> list[Sound]:
    """What was heard."""
    return []


@pytest.fixture
def page(services: Services, sounds: list[Sound], qtbot: QtBot) -> Iterator[ReceivingPage]:
    made = ReceivingPage(services, sounds.append)
    qtbot.addWidget(made)
    made.resize(1192, 744)
    made.show()
    yield made
    made.close_down()


@pytest.fixture
def filled(page: ReceivingPage, station: PageStation, settle: Settle) -> ReceivingPage:
    station.lay_out(_orders)
    page.activate()
    settle()
    return page


def test_before_anything_is_read_the_form_is_that_of_an_empty_hand(page: ReceivingPage) -> None:
    assert page.bag.title.text() == "Scan a bag"
    assert not page.bag.receive.isEnabled()
    assert not page.bag.make_part.isVisible()
    assert not page.bag.remember.isVisible()
    assert not page.bag.control("serial_number").isVisible()


def _scan(page: ReceivingPage, settle: Settle, *texts: str) -> None:
    for text in texts:
        assert page.take_scan(typed_scan(text, page.services.clock))
        settle()


def _stock(station: PageStation, part: str) -> Decimal:
    def read(store: Store) -> Decimal:
        with store.reading() as reader:
            rows = inventory.matching(reader, InventoryFilter(part_number=part))
        return sum((row.quantity for row in rows), Decimal(0))

    return station.core.submit(read).result()


def _cells(page: ReceivingPage, row: int) -> list[str]:
    model = page.table.rows_model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_without_orders_the_page_says_what_it_is_for_and_offers_to_order(
    page: ReceivingPage, settle: Settle
) -> None:
    page.activate()
    settle()
    assert is_empty(page.contents)
    press_first_action(page.contents)
    assert page.form is not None
    assert page.form.isVisible()


def test_a_number_that_nobody_knows_is_remembered_with_one_key(
    filled: ReceivingPage, station: PageStation, settle: Settle
) -> None:
    _scan(filled, settle, "Dock", label("PR-100", "1PERJ-3EKF", "Q500", "1TL77", "9D2319"))
    assert filled.question.isVisible()
    assert filled.banner.verdict.headline == "ERJ-3EKF is not known yet"
    QTest.keyClick(filled, Qt.Key.Key_F4)
    settle()
    assert not filled.question.isVisible()
    assert filled.banner.verdict.headline == "ERJ-3EKF is R-100 from now on"
    assert _stock(station, "R-100") == 0
    assert filled.bag.text("date_code") == "2319"
    QTest.keyClick(filled, Qt.Key.Key_F4)
    settle()
    _scan(filled, settle, label("1PERJ-3EKF", "Q500", "1TL78"))
    assert not filled.question.isVisible()
    assert filled.banner.verdict.headline == "R-100 · 500 ea · lot L78"


def test_the_offer_to_remember_stays_as_a_button_and_receiving_needs_no_answer(
    filled: ReceivingPage, station: PageStation, settle: Settle
) -> None:
    bag = label("PR-100", "1PERJ-3EKF", "Q500", "1TL77")
    _scan(filled, settle, "Dock", bag)
    QTest.mouseClick(filled.bag.receive, Qt.MouseButton.LeftButton)
    settle()
    assert _stock(station, "R-100") == Decimal(500)
    _scan(filled, settle, bag)
    assert not filled.question.isVisible()
    assert filled.bag.remember.isVisible()
    QTest.mouseClick(filled.bag.remember, Qt.MouseButton.LeftButton)
    settle()
    assert filled.banner.verdict.headline == "ERJ-3EKF is R-100 from now on"
    assert not filled.bag.remember.isVisible()


def test_what_a_label_says_is_seen_before_anybody_knows_its_part(
    filled: ReceivingPage, settle: Settle
) -> None:
    _scan(filled, settle, "Dock", label("1PNEW-1", "Q500", "1TL77", "9D2319", "14D20280229"))
    for key, text in (("date_code", "2319"), ("expires_on", "2028-02-29"), ("lot_number", "L77")):
        assert filled.bag._edits[key].isVisible()
        assert filled.bag.text(key) == text


def test_a_part_is_taken_from_the_list_below_what_is_written(
    filled: ReceivingPage, qtbot: QtBot, settle: Settle
) -> None:
    qtbot.waitActive(filled)
    _scan(filled, settle, "Dock", label("1PNEW-1", "Q500", "1TL77"))
    edit = filled.bag._part.edit
    edit.setFocus()
    QTest.keyClicks(edit, "r-1")
    settle()
    popup = filled.bag._part.choices
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(popup, key)
    settle()
    assert filled.bag.receive.isEnabled()
    assert filled.question.isVisible()
    assert filled.banner.verdict.headline == "NEW-1 is not known yet"


def test_what_is_written_as_a_part_is_taken_or_told_when_it_is_confirmed(
    filled: ReceivingPage, station: PageStation, settle: Settle
) -> None:
    _scan(filled, settle, "Dock", label("1PNEW-1", "Q500", "1TL77"))
    edit = filled.bag._part.edit
    for written, problem in (("NOBODY", True), ("R-100", False)):
        edit.clear()
        QTest.keyClicks(edit, written)
        settle()
        QTest.keyClick(filled, Qt.Key.Key_F4)
        settle()
        assert ("Choose one" in filled.bag._labelled["part"].problem) is problem
    assert filled.banner.verdict.headline == "NEW-1 is R-100 from now on"


def test_a_date_code_written_by_hand_is_kept(
    filled: ReceivingPage, station: PageStation, settle: Settle
) -> None:
    _scan(filled, settle, "Dock", BAG)
    filled.bag._edits["date_code"].setText("1145")
    QTest.keyClick(filled, Qt.Key.Key_F4)
    settle()

    def read(store: Store) -> list[str | None]:
        with store.reading() as reader:
            return [row.date_code for row in inventory.matching(reader, InventoryFilter(part_number="R-100"))]

    assert station.core.submit(read).result() == ["1145"]


def test_open_lines_are_listed_with_what_is_late_in_words(filled: ReceivingPage) -> None:
    late, other = _cells(filled, 0), _cells(filled, 1)
    assert late[:2] == ["PO-7", "R-100"]
    assert "1 Feb 2026, overdue" in late
    assert "3 ea" in other
    assert filled.header.remark == "2 to come · 1 overdue"


def test_a_bag_is_received_by_scanner_alone(
    filled: ReceivingPage, station: PageStation, sounds: list[Sound], settle: Settle
) -> None:
    _scan(filled, settle, "Dock", BAG)
    assert filled.bag.text("quantity") == "500"
    assert filled.bag.text("lot_number") == "L77"
    assert filled.table.selected_ids() == ("PO-7",)
    _scan(filled, settle, "KS.CONFIRM")
    assert filled.banner.verdict.headline == "Received 500 ea of R-100"
    assert sounds[-1] is Sound.ACCEPTED
    assert _stock(station, "R-100") == Decimal(500)
    assert station.window.changes == 1
    assert filled.receipts.entries[0].sentence == "500 ea R-100"
    assert "Back-ordered" in _cells(filled, 0)


def test_what_is_written_by_hand_is_received(
    filled: ReceivingPage, station: PageStation, settle: Settle
) -> None:
    _scan(filled, settle, "Dock", "R-100")
    quantity, lot = filled.bag.control("quantity"), filled.bag.control("lot_number")
    quantity.setFocus()
    QTest.keyClicks(quantity, "25")
    QTest.keyClicks(lot, "LX")
    filled.bag.receive.click()
    settle()
    assert _stock(station, "R-100") == Decimal(25)


def test_a_number_that_is_none_is_told_beside_its_field(
    filled: ReceivingPage, station: PageStation, settle: Settle
) -> None:
    _scan(filled, settle, "Dock", BAG)
    QTest.keyClicks(filled.bag.control("quantity"), "x")
    filled.confirm()
    settle()
    assert "Write a number" in filled.bag.problem("quantity")
    assert _stock(station, "R-100") == 0


def test_codes_that_do_not_agree_are_asked_about(filled: ReceivingPage, settle: Settle) -> None:
    _scan(filled, settle, "Dock", BAG, "Q400")
    assert filled.question.isVisible()
    filled.question.answered.emit("yes")
    settle()
    assert not filled.question.isVisible()
    assert filled.bag.text("quantity") == "400"


def test_choosing_a_line_fills_the_form(filled: ReceivingPage, settle: Settle) -> None:
    filled.table.select_ids(("PO-8",))
    filled.table.row_activated.emit("PO-8")
    settle()
    assert filled.bag.title.text() == "RADIO"
    assert filled.banner.verdict.headline == "Order PO-8 · RADIO"
    _scan(filled, settle, "SN-1", "SN-2")
    assert filled.banner.verdict.headline == "Received SN-2"


def test_a_receipt_is_undone_from_the_list(
    filled: ReceivingPage, station: PageStation, settle: Settle
) -> None:
    _scan(filled, settle, "Dock", BAG, "KS.CONFIRM")
    filled.receipts.undo_requested.emit(filled.receipts.entries[0].id)
    settle()
    assert _stock(station, "R-100") == 0
    assert filled.receipts.entries[0].undone


def test_a_part_that_nobody_knows_is_made_from_its_label(
    filled: ReceivingPage, station: PageStation, settle: Settle
) -> None:
    _scan(filled, settle, "Dock", label("1PNEW-7", "Q20"))
    assert filled.bag.make_part.isVisible()
    filled.bag.make_part.click()
    form = filled.form
    assert form is not None
    form.submit()
    settle()
    assert filled.form is None
    filled.confirm()
    settle()
    assert _stock(station, "NEW-7") == Decimal(20)


def test_a_part_that_exists_already_is_refused_in_the_form(filled: ReceivingPage, settle: Settle) -> None:
    _scan(filled, settle, "Dock", label("1PNEW-7"))
    filled.start_part()
    form = filled.form
    assert isinstance(form, FormPane)
    QTest.keyClick(form.control("part_number"), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(form.control("part_number"), "RADIO")
    form.submit()
    settle()
    assert "exists already" in form.refusal


def test_something_is_ordered_in_the_unit_that_it_is_bought_in(filled: ReceivingPage, settle: Settle) -> None:
    filled.start_order()
    form = filled.form
    assert form is not None
    settle()
    for key, text in {
        "order_number": "PO-9",
        "part": "R-100 A",
        "quantity": "2",
        "unit": "reel",
    }.items():
        QTest.keyClicks(form.control(key), text)
    settle()
    form.submit()
    settle()
    assert "counted in ea" in form.refusal
    QTest.keyClicks(form.control("factor"), "3000")
    form.submit()
    settle()
    assert filled.form is None
    assert any("6000 ea" in _cells(filled, row) for row in range(3))


def test_a_request_that_cannot_be_read_offers_to_try_again(
    page: ReceivingPage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_store: Store, _desk: object) -> None:
        raise KitstationError("The database is locked", detail="", hint="Close the other program.")

    monkeypatch.setattr(page.driver, "_make", broken)
    page.activate()
    settle()
    state = page.contents.notice
    assert isinstance(state, ErrorState)
    monkeypatch.undo()
    state.retried.emit()
    settle()
    assert is_empty(page.contents)


def test_search_is_reached_by_its_key_and_narrows(filled: ReceivingPage) -> None:
    filled.focus_search()
    QTest.keyClicks(filled.search, "radio")
    assert filled.table.rows_model().rowCount() == 1
