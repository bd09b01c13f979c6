"""The page of positions on a real store."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from kitstation.domain.commands import CreateCatalogue, CreatePosition, ReserveItem
from kitstation.scanning.scan import Scan
from kitstation.ui.forms import FormPane
from kitstation.ui.pages.positions.columns import stock_bar
from kitstation.ui.pages.positions.page import PositionsPage
from kitstation.ui.services import Services
from kitstation.ui.tables.column import ProgressCell
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Tone
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.error_state import ErrorState
from tests.support.bench import lay_out
from tests.support.clock import NOON
from tests.support.page_station import PageStation
from tests.support.world import World

Settle = Callable[[], None]


def _stocked(world: World) -> None:
    bench = lay_out(world)
    world.part("NUT")
    catalogue = world.ids.new()
    world.do(CreateCatalogue(uid=catalogue, ref="MAIN", name="Main"))
    world.item(bench.screw, bench.shelf, 60)
    world.item(bench.screw, bench.bin, 5)
    world.do(ReserveItem(item_uid=bench.radio_item, line_uid=bench.radio_line, quantity=Decimal(1)))
    limits = {bench.screw: (150, 200), bench.paste: (1, 20), bench.radio: (0, 0)}
    for at, (part, (least, most)) in enumerate(limits.items()):
        world.do(
            CreatePosition(
                uid=world.ids.new(),
                catalogue_uid=catalogue,
                ref=f"P-{at}",
                part_uid=part,
                location_uid=bench.bin,
                minimum=Decimal(least),
                maximum=Decimal(most),
                bin=f"b{at}",
            )
        )


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> Iterator[PositionsPage]:
    made = PositionsPage(services)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    yield made
    made.close_down()


@pytest.fixture
def filled(page: PositionsPage, station: PageStation, settle: Settle) -> PositionsPage:
    station.lay_out(_stocked)
    page.activate()
    settle()
    return page


def parts(page: PositionsPage) -> list[str]:
    return [row.part_number for row in page.model.shown_rows()]


def select(page: PositionsPage, part: str, settle: Settle) -> None:
    (uid,) = (row.uid for row in page.model.shown_rows() if row.part_number == part)
    page.table.select_ids((uid,))
    settle()
    assert page.detail.known is not None


def start(page: PositionsPage, key: str) -> FormPane:
    page.detail.actions_of_position.action(key).trigger()
    assert page.side.form is not None
    return page.side.form


def fill(form: FormPane, **texts: str) -> None:
    for key, text in texts.items():
        control = form.control(key)
        assert isinstance(control, QLineEdit)
        control.setText(text)


def on_hand(page: PositionsPage, part: str) -> int:
    (row,) = (row for row in page.model.shown_rows() if row.part_number == part)
    return int(row.on_hand)


def test_an_empty_page_begins_with_a_position(page: PositionsPage, settle: Settle) -> None:
    page.activate()
    settle()
    notice = page.frame.notice
    assert isinstance(notice, EmptyState)
    notice.acted.emit()
    assert page.side.form is not None
    assert not page.low_button.isEnabled()


def test_positions_are_listed_with_their_stock(filled: PositionsPage) -> None:
    assert parts(filled) == ["PASTE", "RADIO", "SCREW"]
    assert filled.header.remark == "3 positions"
    bars = {row.part_number: stock_bar(row, str) for row in filled.model.shown_rows()}
    screw = bars["SCREW"]
    assert isinstance(screw, ProgressCell)
    assert (screw.fraction, screw.mark, screw.tone) == (0.525, 0.75, Tone.ATTENTION)
    assert bars["RADIO"] is None
    assert isinstance(bars["PASTE"], ProgressCell)
    assert bars["PASTE"].tone is Tone.ACCEPTED
    assert "105 of 200, at least 150" in _texts(filled, 2)


def test_a_position_of_which_nothing_is_left_says_so_in_place_of_an_empty_bar(filled: PositionsPage) -> None:
    screw = next(row for row in filled.model.shown_rows() if row.part_number == "SCREW")
    gone = replace(screw, on_hand=Decimal(0), reserved=Decimal(0), available=Decimal(0))
    assert stock_bar(gone, str) == PillContent("None", Tone.ATTENTION)
    not_missed = replace(gone, minimum=Decimal(0))
    assert stock_bar(not_missed, str) == PillContent("None", Tone.IDLE)


def _texts(page: PositionsPage, row: int) -> list[str]:
    return [str(page.model.index(row, at).data() or "") for at in range(page.model.columnCount())]


def test_a_search_and_the_filters_narrow_the_list(filled: PositionsPage, settle: Settle) -> None:
    filled.search.setText("scre")
    settle()
    assert (parts(filled), filled.header.remark) == (["SCREW"], "1 of 3 positions")
    filled.search.clear()
    filled.filters.low.click()
    settle()
    assert parts(filled) == ["SCREW"]
    filled.filters.location.setText("Nowhere")
    settle()
    notice = filled.frame.notice
    assert isinstance(notice, EmptyState)
    notice.acted.emit()
    settle()
    assert parts(filled) == ["PASTE", "RADIO", "SCREW"]


def test_the_list_is_sorted_by_what_the_database_can_sort_by(filled: PositionsPage, settle: Settle) -> None:
    keys = [column.key for column in filled.model.columns]
    filled.table.sortByColumn(keys.index("bin"), Qt.SortOrder.DescendingOrder)
    settle()
    assert parts(filled) == ["RADIO", "PASTE", "SCREW"]
    filled.table.sortByColumn(keys.index("available"), Qt.SortOrder.AscendingOrder)
    settle()
    assert parts(filled) == ["RADIO", "PASTE", "SCREW"]
    header = filled.table.horizontalHeader()
    assert header.sortIndicatorSection() == keys.index("bin")
    assert "not by stock" in filled.header.remark


def test_a_position_shows_what_lies_there_and_why(filled: PositionsPage, settle: Settle) -> None:
    select(filled, "SCREW", settle)
    assert "On hand: 105 ea" in filled.detail.facts.text
    assert [int(item.units.on_hand) for item in filled.detail.items.shown_rows()] == [100, 5]
    assert [int(one.quantity) for one in filled.detail.quantities.shown_rows()] == [5, 100]
    select(filled, "RADIO", settle)
    assert [one.type.value for one in filled.detail.quantities.shown_rows()] == ["RESERVED", "DELTA"]
    assert not filled.detail.actions_of_position.action("remove").isEnabled()


def test_the_oldest_item_is_suggested_for_removal(filled: PositionsPage, settle: Settle) -> None:
    """Seed 004: "We recommend reducing the quantity from the oldest item"."""
    select(filled, "SCREW", settle)
    form = start(filled, "remove")
    combo = form.control("item")
    assert isinstance(combo, QComboBox)
    assert "100 ea" in combo.currentText()
    fill(form, quantity="40", reason="")
    form.submit()
    assert form.problem("reason")
    fill(form, reason="rusty")
    form.submit()
    settle()
    assert filled.side.form is None
    assert on_hand(filled, "SCREW") == 65
    assert [int(item.units.on_hand) for item in filled.detail.items.shown_rows()] == [60, 5]


def test_stock_is_added_counted_and_moved(
    filled: PositionsPage, station: PageStation, settle: Settle, qtbot: QtBot
) -> None:
    select(filled, "SCREW", settle)
    form = start(filled, "add")
    fill(form, quantity="10", reason="found")
    form.submit()
    settle()
    assert on_hand(filled, "SCREW") == 115
    form = start(filled, "recount")
    fill(form, counted="110", reason="count")
    form.submit()
    settle()
    assert on_hand(filled, "SCREW") == 110
    form = start(filled, "transfer")
    filled.take_scan(Scan("Stores", b"Stores", "test", NOON, 0))
    settle()
    place = form.control("to")
    assert isinstance(place, QLineEdit)
    assert place.text() == "Stores"
    fill(form, quantity="50")
    form.submit()
    settle()
    assert on_hand(filled, "SCREW") == 60
    assert station.window.changes == 3


def test_serials_and_lots_are_added_by_their_numbers(filled: PositionsPage, settle: Settle) -> None:
    """Seed 004: "Only one serial number can exist per row"."""
    select(filled, "RADIO", settle)
    form = start(filled, "add")
    fill(form, serial_number="SN-2", reason="found")
    form.submit()
    settle()
    assert on_hand(filled, "RADIO") == 1
    form = start(filled, "recount")
    fill(form, counted="2", reason="count")
    form.submit()
    settle()
    assert "one by one" in form.refusal
    filled.side.close_form()
    select(filled, "PASTE", settle)
    form = start(filled, "add")
    fill(form, lot_number="LOT-2", quantity="3", reason="found")
    form.submit()
    settle()
    assert on_hand(filled, "PASTE") == 13


def test_limits_that_say_nothing_are_refused_in_words(filled: PositionsPage, settle: Settle) -> None:
    """Seed 004: the maximum "must be greater than quantityMin"."""
    select(filled, "SCREW", settle)
    form = start(filled, "edit")
    fill(form, minimum="5", maximum="5")
    form.submit()
    settle()
    assert form.refusal
    fill(form, minimum="0", maximum="0", bin="z9", attributes="colour=red, size=M3")
    form.submit()
    settle()
    (row,) = (row for row in filled.model.shown_rows() if row.part_number == "SCREW")
    assert (row.bin, row.attributes) == ("z9", ("colour=red", "size=M3"))
    assert row.maximum == 0


def test_a_position_of_which_some_is_reserved_cannot_be_deleted(
    filled: PositionsPage, settle: Settle
) -> None:
    """Seed 004: it "cannot be deleted if the reservedUnits or pickedUnits values are greater than 0"."""
    select(filled, "RADIO", settle)
    form = start(filled, "delete")
    fill(form, reason="moved house")
    form.submit()
    settle()
    assert form.refusal
    filled.side.close_form()
    select(filled, "PASTE", settle)
    form = start(filled, "delete")
    fill(form, reason="moved house")
    form.submit()
    settle()
    assert parts(filled) == ["RADIO", "SCREW"]


def test_a_new_position_is_made_and_selected(filled: PositionsPage, settle: Settle) -> None:
    filled.start_new()
    settle()
    form = filled.side.form
    assert form is not None
    fill(form, minimum="1", maximum="2")
    for key, text in (("part", "NUT"), ("location", "Stores")):
        QTest.keyClicks(form.control(key), text)
        settle()
    fill(form, part="NUT A", location="Stores")
    form.submit()
    settle()
    assert filled.side.form is None, form.refusal or form.problem("part") or form.problem("location")
    assert "NUT" in parts(filled)
    assert filled.detail.known is not None
    assert filled.detail.known.row.part_number == "NUT"


def test_a_scan_finds_the_position_of_what_is_scanned(filled: PositionsPage, settle: Settle) -> None:
    assert filled.take_scan(Scan("SN-1", b"SN-1", "test", NOON, 0))
    settle()
    assert parts(filled) == ["RADIO"]
    assert filled.detail.known is not None


def test_what_runs_low_is_listed_and_exported(
    filled: PositionsPage, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    filled.low_button.click()
    settle()
    (need,) = filled.low.model.shown_rows()
    assert (need.position.part_number, int(need.to_move), int(need.to_order)) == ("SCREW", 60, 35)
    assert filled.low.header.remark == "1 position runs low"
    target = tmp_path / "low.csv"
    filled.low.listing.export_to(target)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: bool(target.read_text(encoding="utf-8-sig").count("SCREW")))
    (row,) = csv.DictReader(target.read_text(encoding="utf-8-sig").splitlines())
    assert (row["Part"], row["Order"], row["Bring"]) == ("SCREW", "35", "60")
    filled.low.listing.table.row_activated.emit(need.position.uid)
    settle()
    assert filled.detail.known is not None
    assert filled.detail.known.row.part_number == "SCREW"


def test_a_fault_is_told_and_tried_again(filled: PositionsPage, station: PageStation, settle: Settle) -> None:
    station.core.submit(partial(_break, "position", "position_gone")).result()
    filled.activate()
    settle()
    notice = filled.frame.notice
    assert isinstance(notice, ErrorState)
    station.core.submit(partial(_break, "position_gone", "position")).result()
    notice.retried.emit()
    settle()
    assert parts(filled) == ["PASTE", "RADIO", "SCREW"]


def _break(name: str, other: str, store: object) -> None:
    with store._database.writing() as connection:  # type: ignore[attr-defined]  # the test breaks it on purpose
        connection.exec_driver_sql(f"ALTER TABLE {name} RENAME TO {other}")
