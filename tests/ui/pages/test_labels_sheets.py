"""The labels page: used labels of a sheet are pointed at and remembered, and a large job can be watched and ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from kitstation.domain.commands import CreateItem
from kitstation.domain.records import LabelKind, PrintState
from kitstation.station.printing.book import Wanted
from kitstation.station.printing.events import JobProgress
from kitstation.station.printing.printer_settings import PrinterKind, PrinterSettings
from kitstation.ui.pages.labels.page import LabelsPage
from kitstation.ui.pages.labels.sheet_picture import SheetPicture
from kitstation.ui.printing.printing import Printing
from kitstation.ui.services import Services
from tests.support.bench import lay_out
from tests.support.page_station import PageStation
from tests.support.world import World

MANY = 120
SHEET = 21


def _many_radios(world: World) -> None:
    uids = lay_out(world)
    for number in range(MANY):
        world.do(
            CreateItem(
                uid=world.ids.new(),
                part_uid=uids.radio,
                location_uid=uids.bin,
                serial_number=f"R-{number:04}",
                quantity=Decimal(1),
            )
        )


@pytest.fixture
def page(
    services: Services,
    station: PageStation,
    printing: Printing,
    qtbot: QtBot,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Iterator[LabelsPage]:
    office = PrinterSettings(name="Office", kind=PrinterKind.PDF_FOLDER, address=str(tmp_path / "pdfs"))
    services.settings.change(printers=(office,))
    printing.start()
    station.lay_out(getattr(request, "param", lay_out))
    made = LabelsPage(services, printing)
    qtbot.addWidget(made)
    made.resize(1216, 760)
    made.show()
    made.activate()
    qtbot.waitUntil(lambda: made.choice.template is not None)
    yield made
    made.close_down()


def _press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _choose(page: LabelsPage, text: str, qtbot: QtBot, template: str = "item_sheet") -> None:
    page.choice.add(text)
    qtbot.waitUntil(lambda: page.choice.list.count() > 0)
    page.choice.templates.setCurrentIndex(page.choice.templates.findData(template))


def _print(page: LabelsPage, qtbot: QtBot, jobs: int) -> None:
    _press(page.order.print_button)
    qtbot.waitUntil(
        lambda: [row.job.state for row in page.jobs.model.shown_rows()] == [PrintState.SENT] * jobs
    )


def _picture(page: LabelsPage, qtbot: QtBot) -> SheetPicture:
    with qtbot.waitSignal(page.order.sheet.popped_up) as opened:
        _press(page.order.sheet.pick_button)
    assert opened.args is not None
    picture = opened.args[0].picture
    assert isinstance(picture, SheetPicture)
    return picture


def test_the_first_free_label_is_pointed_at(page: LabelsPage, qtbot: QtBot) -> None:
    _choose(page, "SN-1", qtbot)
    picture = _picture(page, qtbot)
    place = picture.place(15)
    assert min(place.width(), place.height()) >= 44
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=place.center())
    assert page.order.sheet.position.value() == 15
    _print(page, qtbot, 1)
    assert page.jobs.model.shown_rows()[0].job.first_label == 15


def test_the_first_free_label_is_chosen_by_keys(page: LabelsPage, qtbot: QtBot) -> None:
    _choose(page, "SN-1", qtbot)
    picture = _picture(page, qtbot)
    assert picture.hasFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(picture, key)
    assert picture.first == 8
    assert "Label 8 is the first free one; 14 are left" in picture.accessibleDescription()
    QTest.keyClick(picture, Qt.Key.Key_Up)
    QTest.keyClick(picture, Qt.Key.Key_End)
    QTest.keyClick(picture, Qt.Key.Key_Down)
    assert picture.first == SHEET
    QTest.keyClick(picture, Qt.Key.Key_Home)
    QTest.keyClick(picture, Qt.Key.Key_Up)
    assert picture.first == 1
    QTest.keyClick(picture, Qt.Key.Key_Right)
    QTest.keyClick(picture, Qt.Key.Key_Return)
    assert page.order.sheet.position.value() == 2


def test_a_press_between_labels_chooses_nothing(page: LabelsPage, qtbot: QtBot) -> None:
    _choose(page, "SN-1", qtbot)
    picture = _picture(page, qtbot)
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert picture.first == 1
    QTest.keyClick(picture, Qt.Key.Key_Escape)
    assert page.order.sheet.position.value() == 1


def test_the_last_sheet_is_offered_to_go_on_with(page: LabelsPage, qtbot: QtBot) -> None:
    _choose(page, "SN-1", qtbot)
    sheet = page.order.sheet
    page.order.copies.setValue(14)
    assert not sheet.last_button.isVisible()
    _print(page, qtbot, 1)
    qtbot.waitUntil(sheet.last_button.isVisible)
    assert sheet.remark == "The last sheet has 7 labels left:"
    assert (sheet.last_button.text(), sheet.position.value()) == ("begin with label 15", 1)
    _press(sheet.last_button)
    assert sheet.position.value() == 15
    assert not sheet.last_button.isVisible()
    page.order.copies.setValue(6)
    _print(page, qtbot, 2)
    qtbot.waitUntil(lambda: sheet.remark == "The last sheet has one label left:")
    page.choice.templates.setCurrentIndex(page.choice.templates.findData("item"))
    assert not sheet.isVisible()


def test_labels_that_are_printed_again_are_taken_from_the_last_sheet_as_well(
    page: LabelsPage, qtbot: QtBot
) -> None:
    _choose(page, "SN-1", qtbot)
    sheet = page.order.sheet
    sheet.position.setValue(5)
    _print(page, qtbot, 1)
    qtbot.waitUntil(lambda: sheet.remark == "The last sheet has 16 labels left:")
    page.jobs.table.selectRow(0)
    # Again means on a new sheet.
    _press(page.jobs.again)
    qtbot.waitUntil(lambda: sheet.remark == "The last sheet has 20 labels left:")


@pytest.mark.parametrize("page", [_many_radios], indirect=True)
def test_how_far_a_large_job_is_checked_is_shown(page: LabelsPage, qtbot: QtBot) -> None:
    _choose(page, "part=RADIO", qtbot, "item")
    assert page.choice.list.count() > MANY
    seen: set[str] = set()
    _press(page.order.print_button)

    def done() -> bool:
        if page.order.progress.isVisible():
            seen.add(page.order.progress.words)
        return page.order.message != ""

    assert not page.order.print_button.isEnabled()
    assert not page.order.save_button.isEnabled()
    qtbot.waitUntil(done, timeout=20_000)
    assert f"100 of {page.choice.list.count()} checked" in seen or len(seen) > 3
    assert f"{page.choice.list.count()} labels asked for" in page.order.message
    assert not page.order.progress.isVisible()
    assert page.order.print_button.isEnabled()


@pytest.mark.parametrize("page", [_many_radios], indirect=True)
def test_after_ending_a_large_job_no_button_of_another_job_has_the_focus(
    page: LabelsPage, qtbot: QtBot
) -> None:
    _choose(page, "part=RADIO", qtbot, "item")
    with qtbot.waitActive(page):
        page.activateWindow()
    page.order.print_button.setFocus()
    _press(page.order.print_button)
    assert page.choice.search.hasFocus()
    qtbot.waitUntil(page.order.progress.isVisible)
    _press(next(one for one in page.order.progress.findChildren(QAbstractButton) if one.isVisible()))
    qtbot.waitUntil(lambda: page.order.message.startswith("Ended"))
    assert page.choice.search.hasFocus()


@pytest.mark.parametrize("page", [_many_radios], indirect=True)
def test_a_large_job_is_ended_while_it_is_checked(page: LabelsPage, qtbot: QtBot) -> None:
    _choose(page, "part=RADIO", qtbot, "item")
    _press(page.order.print_button)
    qtbot.waitUntil(page.order.progress.isVisible)
    page.order.progress.cancelled.emit()
    qtbot.waitUntil(lambda: page.order.message == "Ended. No label was asked for.")
    assert not page.order.progress.isVisible()
    page.jobs.read()
    assert page.jobs.model.shown_rows() == ()
    assert page.order.print_button.isEnabled()


def test_the_list_tells_how_many_labels_of_a_job_are_ready(
    page: LabelsPage, printing: Printing, qtbot: QtBot
) -> None:
    _choose(page, "SN-1", qtbot, "item")
    _print(page, qtbot, 1)
    (row,) = page.jobs.model.shown_rows()
    # A job that is sent is not being made any more, whatever comes late.
    printing.told.emit(JobProgress(job=row.job, made=25))
    assert page.jobs.model.shown_rows() == (row,)
    uids = page.choice.list.uids
    wanted = Wanted(template="item", kind=LabelKind.ITEM, record_uids=uids * 80)
    printing.submit(
        lambda desk: desk.book.ask(wanted, "Gone"), lambda _job: page.jobs.read(), page.order.say_fault
    )
    qtbot.waitUntil(lambda: len(page.jobs.model.shown_rows()) == 2)
    waits = next(row for row in page.jobs.model.shown_rows() if row.job.state is PrintState.QUEUED)
    printing.told.emit(JobProgress(job=waits.job, made=25))
    why = next(column for column in page.jobs.model.columns if column.key == "why")
    assert "25 of 80 labels are ready" in [why.value(row) for row in page.jobs.model.shown_rows()]
    printing.told.emit(JobProgress(job=replace(waits.job, state=PrintState.SENDING), sent_percent=45))
    sending = page.jobs.model.row(waits.job.uid)
    assert sending is not None
    assert (sending.job.state, why.value(sending)) == (PrintState.SENDING, "45 % is handed over")
