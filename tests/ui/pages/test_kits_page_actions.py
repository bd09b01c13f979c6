"""What can be done on the kits page: statuses, lines, reservations, runs, builds and shortages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from kitstation.domain.records import KitStatus, TrackingType
from kitstation.scanning.scan import Scan
from kitstation.ui.forms import FormPane
from kitstation.ui.pages.kits.page import KitsPage
from kitstation.ui.panes.side_pane import SidePane
from kitstation.ui.services import Services
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.widgets.empty_state import EmptyState
from tests.support.page_station import PageStation
from tests.support.world import World

Settle = Callable[[], None]


def _factory(world: World) -> None:
    board = world.part("BOARD", TrackingType.SERIAL)
    radio = world.part("RADIO", TrackingType.SERIAL)
    screw = world.part("SCREW")
    world.part("GLUE")
    shelf = world.location("Stores")
    world.location("Bench 3")
    world.mbom(board, {radio: 1, screw: 4})
    kit = world.kit(world.run(board, 2, title="Pilot"), number="K-1")
    first = world.item(radio, shelf, serial="SN-1")
    world.item(radio, shelf, serial="SN-2")
    screws = world.item(screw, shelf, 6)
    world.issue(first, world.line(kit, radio))
    world.issue(screws, world.line(kit, screw), 4)


@pytest.fixture
def page(services: Services, station: PageStation, settle: Settle, qtbot: QtBot) -> Iterator[KitsPage]:
    station.lay_out(_factory)
    made = KitsPage(services)
    qtbot.addWidget(made)
    made.resize(1190, 720)
    with qtbot.waitActive(made):
        made.show()
    made.activate()
    settle()
    yield made
    made.close_down()


def form_of(side: SidePane) -> FormPane:
    assert side.form is not None
    return side.form


def write(form: FormPane, key: str, text: str) -> None:
    control = form.control(key)
    assert isinstance(control, QLineEdit)
    control.setText(text)
    control.textEdited.emit(text)


def tick(form: FormPane, key: str, *, on: bool = True) -> None:
    control = form.control(key)
    assert isinstance(control, QCheckBox)
    control.setChecked(on)


def shown(model: RowTableModel[Any], column: int = 0) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def select_line(page: KitsPage, part: str) -> None:
    detail = page.kits.detail
    detail.lines_table.selectRow(shown(detail.lines).index(part))


def scan(text: str) -> Scan:
    return Scan(text, text.encode(), "test", datetime(2026, 3, 2, tzinfo=UTC), 0)


def test_the_effect_of_every_status_is_shown_before_it_is_set(
    page: KitsPage, station: PageStation, settle: Settle
) -> None:
    page.kits.desk.do("status")
    form = form_of(page.kits.side)
    effects = {status.value: text for status, text in _effects(form).items()}
    assert effects["Completed"].startswith("Completing frees 2 items, each where it is kept.")
    assert effects["In Progress"] == "So it is now."
    _choose(form, KitStatus.COMPLETED)
    form.submit()
    settle()
    assert page.kits.side.form is None
    assert page.kits.news.sentence.startswith("Kit K-1 is Completed. Completing frees 2 items")
    assert page.kits.detail.contents is not None
    assert page.kits.detail.contents.kit.status is KitStatus.COMPLETED
    assert page.kits.detail.contents.items == ()
    assert station.window.changes == 1


def _effects(form: FormPane) -> dict[KitStatus, str]:
    field = form._fields[0]
    return {status: text.text() for status, text in field.effects.items()}  # type: ignore[attr-defined]  # StatusField


def _choose(form: FormPane, status: KitStatus) -> None:
    form._fields[0].choose(status)  # type: ignore[attr-defined]  # StatusField


def test_what_was_done_last_is_taken_back(page: KitsPage, settle: Settle) -> None:
    page.kits.desk.do("status")
    _choose(form_of(page.kits.side), KitStatus.CANCELED)
    form_of(page.kits.side).submit()
    settle()
    page.kits.undo()
    settle()
    assert page.kits.detail.contents is not None
    assert page.kits.detail.contents.kit.status is KitStatus.IN_PROGRESS
    assert len(page.kits.detail.contents.items) == 2


def test_a_kit_is_assigned_and_placed(page: KitsPage, settle: Settle) -> None:
    page.kits.desk.do("places")
    settle()
    form = form_of(page.kits.side)
    write(form, "assigned", "Ada")
    write(form, "location", "Bench 3")
    settle()
    form.submit()
    settle()
    assert page.kits.detail.contents is not None
    kit = page.kits.detail.contents.kit
    assert (kit.assigned_to, kit.location, kit.delivery) == ("Ada", "Bench 3", None)


def test_lines_are_added_changed_and_removed(page: KitsPage, settle: Settle) -> None:
    page.kits.desk.do("add_line")
    settle()
    form = form_of(page.kits.side)
    write(form, "part", "GLUE A")
    write(form, "required", "2")
    settle()
    form.submit()
    settle()
    assert "GLUE" in shown(page.kits.detail.lines)
    select_line(page, "GLUE")
    page.kits.desk.do("change_line")
    settle()
    form = form_of(page.kits.side)
    write(form, "required", "3")
    write(form, "substitute", "SCREW A")
    settle()
    form.submit()
    settle()
    line = next(one for one in page.kits.detail.lines.shown_rows() if one.part_number == "GLUE")
    assert (f"{line.required:f}", [one.part_number for one in line.substitutes]) == ("3", ["SCREW"])
    select_line(page, "GLUE")
    page.kits.desk.do("remove_line")
    settle()
    form_of(page.kits.side).submit()
    settle()
    assert "GLUE" not in shown(page.kits.detail.lines)


def test_a_line_that_holds_something_stays_and_the_form_says_why(page: KitsPage, settle: Settle) -> None:
    select_line(page, "SCREW")
    page.kits.desk.do("remove_line")
    settle()
    form_of(page.kits.side).submit()
    settle()
    assert "in use" in form_of(page.kits.side).refusal
    page.kits.side.close_form()


def test_one_click_reserves_and_another_releases(page: KitsPage, settle: Settle) -> None:
    page.kits.desk.do("reserve")
    settle()
    assert page.kits.news.sentence.startswith("Reserved 3 for 2 lines, from 2 items.")
    assert "1 line needs more than is in stock." in page.kits.news.sentence
    select_line(page, "RADIO")
    page.kits.desk.do("release_line")
    settle()
    assert page.kits.news.sentence == "1 reservations released."
    page.kits.desk.do("release")
    settle()
    assert page.kits.detail.contents is not None
    assert page.kits.detail.contents.reserved == ()


def test_the_rest_is_split_off_and_selected(page: KitsPage, settle: Settle) -> None:
    page.kits.desk.do("split")
    form_of(page.kits.side).submit()
    settle()
    assert page.kits.detail.contents is not None
    assert page.kits.detail.contents.kit.number == "K-B1-0001"
    assert sorted(shown(page.kits.detail.lines)) == ["RADIO", "SCREW"]


def test_a_kit_is_filled_from_the_bill_of_materials(page: KitsPage, settle: Settle) -> None:
    page.kits.desk.do("fill")
    form_of(page.kits.side).submit()
    settle()
    assert page.kits.news.sentence == "Kit K-1 is filled from the bill of materials."


def test_the_pick_list_is_saved(page: KitsPage, settle: Settle, tmp_path: Path) -> None:
    assert page.kits.detail.contents is not None
    path = tmp_path / "K-1.pdf"
    page.kits.desk.save_pick_list(page.kits.detail.contents.kit, path)
    settle()
    assert path.read_bytes().startswith(b"%PDF")
    assert "K-1.pdf" in page.kits.news.sentence


def test_a_kit_leads_to_its_history(page: KitsPage, station: PageStation) -> None:
    page.kits.desk.do("history")
    assert station.window.looked_for == [("history", "K-1")]


def test_a_closed_kit_offers_no_changes(page: KitsPage, settle: Settle) -> None:
    page.kits.desk.do("status")
    _choose(form_of(page.kits.side), KitStatus.COMPLETED)
    form_of(page.kits.side).submit()
    settle()
    actions = page.kits.detail.kit_actions
    enabled = {key: actions.action(key).isEnabled() for key in ("status", "reserve", "add_line", "split")}
    assert enabled == {"status": True, "reserve": False, "add_line": False, "split": False}


def test_a_run_is_planned_and_changed(page: KitsPage, settle: Settle) -> None:
    page.show_room("runs")
    settle()
    page.runs.start_new()
    settle()
    form = form_of(page.runs.side)
    write(form, "title", "Spring")
    write(form, "part", "BOARD A")
    write(form, "quantity", "3")
    settle()
    form.submit()
    settle()
    assert sorted(shown(page.runs.listing.model)) == ["Pilot", "Spring"]
    assert page.runs.detail.contents is not None
    assert page.runs.detail.contents.run.title == "Spring"
    page.runs.detail.change_button.click()
    settle()
    form = form_of(page.runs.side)
    write(form, "quantity", "5")
    form.submit()
    settle()
    assert f"{page.runs.detail.contents.run.quantity:f}" == "5"


def test_a_kit_is_made_for_a_run_and_shown(page: KitsPage, settle: Settle) -> None:
    page.show_room("runs")
    settle()
    page.runs.detail.kit_button.click()
    settle()
    form_of(page.runs.side).submit()
    settle()
    assert page.runs.news.sentence == "Kit K-B1-0001 is made, with 2 lines."
    page.runs.detail.show_kits_wanted.emit()
    settle()
    assert page.room is page.kits
    assert page.kits.search.text() == "Pilot"


def start_assembly(page: KitsPage, settle: Settle) -> None:
    page.show_room("runs")
    settle()
    page.runs.detail.start_button.click()
    settle()
    form = form_of(page.runs.side)
    write(form, "place", "Bench 3")
    write(form, "serial", "B-1")
    settle()
    form.submit()
    settle()
    assert page.runs.is_building


def test_an_assembly_is_built_by_scanning(page: KitsPage, settle: Settle) -> None:
    start_assembly(page, settle)
    build = page.runs.build
    assert page.take_scan(scan("SN-1"))
    settle()
    assert build.news.sentence == "Installed SN-1. All of RADIO is installed."
    build.quantity.setText("3")
    assert page.take_scan(scan("SCREW"))
    settle()
    assert build.news.sentence.startswith("Installed 3 ea SCREW. 1 ea of SCREW are still missing.")
    assert build.quantity.text() == "", "the next scan installs the rest again"
    build.code.setText("SCREW")
    build.code.returnPressed.emit()
    settle()
    assert "can be finished" in build.news.sentence
    build.finish_button.click()
    settle()
    form = form_of(page.runs.build_side)
    write(form, "place", "Stores")
    settle()
    form.submit()
    settle()
    assert not page.runs.is_building
    assert page.runs.news.sentence.startswith("B-1 is finished and in stock.")
    assert page.runs.detail.contents is not None
    assert f"{page.runs.detail.contents.run.built:f}" == "1"


def test_what_does_not_belong_into_an_assembly_is_said(page: KitsPage, settle: Settle) -> None:
    start_assembly(page, settle)
    page.take_scan(scan("SN-2"))
    settle()
    assert page.runs.build.news.sentence.startswith("SN-2 is in no open kit of this run.")
    page.runs.build.from_stock.setChecked(True)
    page.take_scan(scan("SN-2"))
    settle()
    assert page.runs.build.news.sentence.startswith("Installed SN-2")


def test_something_is_taken_out_again(page: KitsPage, settle: Settle) -> None:
    start_assembly(page, settle)
    page.take_scan(scan("SN-1"))
    settle()
    page.runs.build.installed_table.selectRow(0)
    page.runs.build.take_out_button.click()
    settle()
    form_of(page.runs.build_side).submit()
    settle()
    assert page.runs.build.news.sentence.startswith("Taken out SN-1.")
    assert page.runs.build.installed.rowCount() == 0


@pytest.mark.parametrize("typed", ["many", "0", "-1", "1e99"])
def test_an_impossible_quantity_installs_nothing(page: KitsPage, settle: Settle, typed: str) -> None:
    start_assembly(page, settle)
    page.runs.build.quantity.setText(typed)
    page.take_scan(scan("SCREW"))
    settle()
    assert page.runs.build.quantity_field.problem == "Write how many, as a number above 0."
    assert page.runs.build.installed.rowCount() == 0


def test_an_assembly_that_lacks_something_is_finished_only_on_purpose(page: KitsPage, settle: Settle) -> None:
    start_assembly(page, settle)
    page.runs.build.finish_button.click()
    settle()
    form = form_of(page.runs.build_side)
    write(form, "place", "Stores")
    settle()
    form.submit()
    settle()
    assert "missing" in form.refusal
    tick(form, "incomplete")
    form.submit()
    settle()
    assert not page.runs.is_building


def test_scans_find_things_where_nothing_is_built(page: KitsPage, settle: Settle) -> None:
    assert not page.take_scan(scan("SN-1"))
    start_assembly(page, settle)
    assert not page.take_scan(scan("KS.CONFIRM")), "a control code works at the bench"
    page.runs.build.left.emit()
    assert not page.take_scan(scan("SN-1"))


def test_shortages_lead_from_the_part_to_the_kit(
    page: KitsPage, station: PageStation, settle: Settle
) -> None:
    page.show_room("shortages")
    settle()
    room = page.shortages
    assert shown(room.listing.model) == ["SCREW"]
    assert room.header.remark == "1 of 2 parts short"
    assert shown(room.detail.kits) == ["K-1"]
    assert shown(room.detail.places) == ["Stores"]
    assert "Needed: 4 ea" in room.detail.facts.text
    room.every.setChecked(True)
    assert shown(room.listing.model) == ["SCREW", "RADIO"]
    room.detail.stock_button.click()
    settle()
    assert station.window.looked_for == [("inventory", "SCREW")]
    room.detail.kits_table.selectRow(0)
    room.detail.kits_table.row_activated.emit(room.detail.kits.shown_rows()[0].kit_uid)
    settle()
    assert page.room is page.kits


def test_where_nothing_is_needed_the_shortages_say_so(
    services: Services, settle: Settle, qtbot: QtBot
) -> None:
    page = KitsPage(services)
    qtbot.addWidget(page)
    page.show_room("shortages")
    settle()
    assert isinstance(page.shortages.frame.notice, EmptyState)
    page.show_room("runs")
    settle()
    notice = page.runs.frame.notice
    assert isinstance(notice, EmptyState)
    notice.acted.emit()
    settle()
    assert page.runs.side.form is not None
    page.close_down()
