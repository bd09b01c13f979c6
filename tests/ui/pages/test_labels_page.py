"""The labels page: what gets a label is chosen, seen, printed or saved, and print jobs are seen to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kitstation.domain.records import LabelKind, PrintJob, PrintState
from kitstation.scanning.controls import ControlCode
from kitstation.scanning.scan import Scan
from kitstation.station.printing.book import Wanted
from kitstation.station.printing.printer_settings import PrinterKind, PrinterSettings
from kitstation.ui.pages.labels.job_columns import row_state
from kitstation.ui.pages.labels.page import LabelsPage
from kitstation.ui.pages.labels.preview import Picture, true_size
from kitstation.ui.printing.print_desk import PrintDesk
from kitstation.ui.printing.printing import Printing
from kitstation.ui.printing.words import state_pill
from kitstation.ui.services import Services
from kitstation.ui.tables.column import RowState
from kitstation.ui.theme.painting import pill_size
from tests.devices.fake_printer import FakePrinter, fake_printer
from tests.station.printing.shop import OUT_OF_LABELS, READY
from tests.support.bench import lay_out
from tests.support.page_station import PageStation

Settle = Callable[[], None]
TOO_SMALL = """
title = "Too small"
kind = "item"
width = 20.0
height = 10.0
[[elements]]
type = "linear"
symbology = "code128"
data = "{part_number}{serial_number}{location}"
x = 0.0
y = 0.0
width = 20.0
height = 10.0
"""
NATIVE = """
title = "Native"
kind = "item"
width = 50.0
height = 25.0
zpl = "^XA^CI28^FO20,20^A0N,30^FH^FD{part_number}^FS^XZ"
"""


@pytest.fixture
def printer() -> Iterator[FakePrinter]:
    with fake_printer(READY, for_ever=True) as made:
        yield made


@pytest.fixture
def page(
    services: Services, station: PageStation, printing: Printing, printer: FakePrinter, qtbot: QtBot
) -> Iterator[LabelsPage]:
    services.profile.labels.mkdir()
    (services.profile.labels / "too_small.toml").write_text(TOO_SMALL)
    (services.profile.labels / "native.toml").write_text(NATIVE)
    services.settings.change(printers=(_zebra(printer),))
    printing.start()
    station.lay_out(lay_out)
    made = LabelsPage(services, printing)
    qtbot.addWidget(made)
    made.resize(1216, 700)
    made.show()
    made.activate()
    qtbot.waitUntil(lambda: made.choice.template is not None)
    yield made
    made.close_down()


def _zebra(printer: FakePrinter) -> PrinterSettings:
    return PrinterSettings(name="Zebra", kind=PrinterKind.TCP, address=f"127.0.0.1:{printer.port}")


def _press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _type(page: LabelsPage, text: str, qtbot: QtBot) -> None:
    """Type what gets a label, and wait until it is added or refused."""
    before = page.choice.list.count()
    page.choice.search.setText(text)
    QTest.keyClick(page.choice.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.choice.list.count() > before or bool(page.choice.message))


def _scan(page: LabelsPage, text: str) -> bool:
    return page.take_scan(Scan(text, text.encode(), "wedge", datetime(2026, 3, 2, tzinfo=UTC), 0))


def _pick(page: LabelsPage, template: str) -> None:
    page.choice.templates.setCurrentIndex(page.choice.templates.findData(template))


def _states(page: LabelsPage) -> list[PrintState]:
    return [row.job.state for row in page.jobs.model.shown_rows()]


def _are(page: LabelsPage, states: list[PrintState]) -> bool:
    return _states(page) == states


def _drawn(page: LabelsPage, qtbot: QtBot, *, sample: bool = False) -> Picture:
    def there() -> bool:
        picture = page.order.preview.picture
        return picture is not None and picture.is_sample is sample

    qtbot.waitUntil(there)
    picture = page.order.preview.picture
    assert picture is not None
    return picture


def test_a_template_is_seen_before_anything_is_chosen(page: LabelsPage, qtbot: QtBot) -> None:
    picture = _drawn(page, qtbot, sample=True)
    assert not QImage.fromData(picture.png).isNull()
    assert page.order.about.startswith("A sample · 50 × 25 mm")  # noqa: RUF001 - the sign for "times"
    assert not page.order.print_button.isEnabled()


def test_the_preview_is_as_large_as_the_label() -> None:
    size = true_size(Picture(png=b"", width=50.8, height=25.4, is_sample=True), 96.0)
    assert (round(size.width()), round(size.height())) == (192, 96)


def test_what_is_typed_and_scanned_is_added_once(page: LabelsPage, qtbot: QtBot) -> None:
    _type(page, "SN-1", qtbot)
    assert _scan(page, "LOT-1")
    qtbot.waitUntil(lambda: page.choice.list.count() == 2)
    assert _scan(page, "SN-1")
    qtbot.waitUntil(lambda: "already" in page.choice.message)
    assert page.choice.list.count() == 2
    assert "SN-1" in page.choice.list.item(0).text()
    assert not _scan(page, "KS.UNDO")


@pytest.mark.parametrize(("text", "kind"), [("KIT-1", LabelKind.KIT), ("Stores/A1-03", LabelKind.LOCATION)])
def test_the_first_scan_says_what_the_labels_are_about(
    page: LabelsPage, qtbot: QtBot, text: str, kind: LabelKind
) -> None:
    page.choice.choose_kind(LabelKind.OPERATOR)
    _scan(page, text)
    qtbot.waitUntil(lambda: page.choice.list.count() > 0)
    assert page.choice.kind is kind


def test_what_is_not_there_says_what_to_do(page: LabelsPage, qtbot: QtBot) -> None:
    _type(page, "nothing", qtbot)
    assert page.choice.message.startswith("nothing is not known here.")
    page.choice.add("serial=")
    qtbot.waitUntil(lambda: "serial=SN-1" in page.choice.message)


def test_labels_are_printed(page: LabelsPage, printer: FakePrinter, qtbot: QtBot) -> None:
    _type(page, "SN-1", qtbot)
    _drawn(page, qtbot)
    page.order.copies.setValue(3)
    page.print_action.trigger()
    qtbot.waitUntil(lambda: _states(page) == [PrintState.SENT])
    row = page.jobs.model.shown_rows()[0]
    assert (row.labels, row.job.printer, row.job.created_by) == (3, "Zebra", "Operator")
    assert page.order.message.startswith("3 labels asked for at Zebra")
    assert any(b"^XA" in got for got in printer.connections)


def test_once_print_is_pressed_the_focus_goes_on_where_things_are_scanned(
    page: LabelsPage, qtbot: QtBot
) -> None:
    _type(page, "SN-1", qtbot)
    _drawn(page, qtbot)
    page.activateWindow()
    page.order.print_button.setFocus()
    qtbot.waitUntil(page.order.print_button.hasFocus)
    _press(page.order.print_button)
    assert page.choice.search.hasFocus()
    qtbot.waitUntil(page.order.print_button.isEnabled)
    assert page.choice.search.hasFocus()


def test_what_cannot_be_read_is_said_and_not_printed(
    page: LabelsPage, printer: FakePrinter, qtbot: QtBot, settle: Settle
) -> None:
    _type(page, "SN-1", qtbot)
    _pick(page, "too_small")
    _press(page.order.print_button)
    qtbot.waitUntil(lambda: bool(page.order.message))
    assert page.order.message
    qtbot.waitUntil(page.order.print_button.isEnabled)
    page.jobs.read()
    settle()
    assert _states(page) == []
    assert not any(b"^XA" in got for got in printer.connections)
    assert page.order.about == page.order.message


def test_a_template_in_zpl_is_printed_without_a_preview(page: LabelsPage, qtbot: QtBot) -> None:
    _type(page, "SN-1", qtbot)
    _pick(page, "native")
    assert page.order.about.startswith("The printer itself draws this label")
    _press(page.order.print_button)
    qtbot.waitUntil(lambda: _states(page) == [PrintState.SENT])


@pytest.mark.parametrize(("name", "begins"), [("a.png", b"\x89PNG"), ("a.pdf", b"%PDF"), ("a.zpl", b"^XA")])
def test_labels_are_saved(page: LabelsPage, qtbot: QtBot, tmp_path: Path, name: str, begins: bytes) -> None:
    _type(page, "SN-1", qtbot)
    path = tmp_path / name
    page.save_to(path)
    qtbot.waitUntil(lambda: page.order.message.startswith("Saved as"))
    assert path.read_bytes().lstrip().startswith(begins)


def test_a_file_of_another_kind_is_not_written(page: LabelsPage, qtbot: QtBot, tmp_path: Path) -> None:
    _type(page, "SN-1", qtbot)
    page.save_to(tmp_path / "a.docx")
    assert ".pdf, .png and .zpl" in page.order.message


def test_a_sheet_asks_for_its_first_free_label(page: LabelsPage, qtbot: QtBot, tmp_path: Path) -> None:
    _type(page, "SN-1", qtbot)
    assert not page.order.sheet.position.isVisible()
    _pick(page, "item_sheet")
    assert page.order.sheet.position.isVisible()
    page.order.sheet.position.setValue(page.order.sheet.position.maximum())
    page.order.copies.setValue(2)
    path = tmp_path / "sheet.pdf"
    page.save_to(path)
    qtbot.waitUntil(lambda: page.order.message.startswith("Saved as"))
    assert path.read_bytes().count(b"/Type /Page\n") == 2


def test_labels_that_were_sent_are_printed_again(page: LabelsPage, qtbot: QtBot) -> None:
    _type(page, "SN-1", qtbot)
    page.print_labels()
    qtbot.waitUntil(lambda: _states(page) == [PrintState.SENT])
    page.jobs.table.selectRow(0)
    assert [one.isEnabled() for one in (page.jobs.retry, page.jobs.came_out, page.jobs.cancel)] == [False] * 3
    _press(page.jobs.again)
    qtbot.waitUntil(lambda: _states(page) == [PrintState.SENT, PrintState.SENT])
    assert page.jobs.model.shown_rows()[0].job.repeats_uid == page.jobs.model.shown_rows()[1].job.uid


def test_an_uncertain_job_is_decided_by_a_person(page: LabelsPage, printing: Printing, qtbot: QtBot) -> None:
    _type(page, "SN-1", qtbot)
    uids = page.choice.list.uids

    def break_off(desk: PrintDesk) -> PrintJob | None:
        asked = desk.book.ask(Wanted(template="item", kind=LabelKind.ITEM, record_uids=uids), "Gone")
        assert isinstance(asked, PrintJob)
        sending = desk.book.notice(asked, PrintState.SENDING)
        assert sending is not None
        return desk.book.notice(sending, PrintState.UNCERTAIN, "The cable was pulled")

    printing.submit(break_off, lambda _job: page.jobs.read(), page.order.say_fault)
    qtbot.waitUntil(lambda: _states(page) == [PrintState.UNCERTAIN])
    # It looks chosen only once it is.
    assert row_state(page.jobs.model.shown_rows()[0]) is RowState.NORMAL
    page.jobs.table.selectRow(0)
    assert page.jobs.retry.isEnabled()
    assert page.jobs.cancel.isEnabled()
    _press(page.jobs.came_out)
    qtbot.waitUntil(lambda: _states(page) == [PrintState.SENT])


def test_the_state_of_a_job_has_room_for_its_longest_word(page: LabelsPage, qtbot: QtBot) -> None:
    _type(page, "SN-1", qtbot)
    page.print_labels()
    qtbot.waitUntil(lambda: _states(page) == [PrintState.SENT])
    longest = max(pill_size(state_pill(state), page.services.appearance).width() for state in PrintState)
    assert page.jobs.table.columnWidth(0) > longest


def test_a_job_that_was_just_asked_for_is_in_sight_whatever_is_selected(
    page: LabelsPage, qtbot: QtBot
) -> None:
    _type(page, "SN-1", qtbot)
    table = page.jobs.table
    _print_times(page, qtbot, 1)
    table.selectRow(0)
    first = table.selected_ids()
    _print_times(page, qtbot, 8)
    table.select_ids(first)
    _print_times(page, qtbot, 9)
    assert table.rowAt(0) == 0
    assert table.selected_ids() == first


def _print_times(page: LabelsPage, qtbot: QtBot, times: int) -> None:
    """Print until there are so many jobs."""
    while len(_states(page)) < times:
        wanted = [PrintState.SENT] * (len(_states(page)) + 1)
        page.print_labels()
        qtbot.waitUntil(partial(_are, page, wanted))


def test_a_job_that_waits_says_why_and_is_cancelled(
    page: LabelsPage, services: Services, qtbot: QtBot
) -> None:
    with fake_printer(OUT_OF_LABELS, for_ever=True) as empty:
        services.settings.change(printers=(_zebra(empty),))
        _type(page, "SN-1", qtbot)
        page.print_labels()
        qtbot.waitUntil(lambda: any("out of labels" in row.job.note for row in page.jobs.model.shown_rows()))
        page.jobs.table.selectRow(0)
        assert page.jobs.retry.isEnabled()
        _press(page.jobs.cancel)
        qtbot.waitUntil(lambda: _states(page) == [PrintState.CANCELLED])
        assert not page.jobs.cancel.isEnabled()
        services.settings.change(printers=())


def test_without_a_printer_one_can_be_set_up(
    page: LabelsPage, services: Services, station: PageStation
) -> None:
    services.settings.change(printers=())
    assert not page.order.print_button.isEnabled()
    _press(page.order.set_up_button)
    assert station.window.pages == ["settings"]


def test_records_are_taken_out_by_key(page: LabelsPage, qtbot: QtBot) -> None:
    _type(page, "SN-1", qtbot)
    _type(page, "LOT-1", qtbot)
    QTest.keyClick(page.choice.list, Qt.Key.Key_Delete)
    assert page.choice.list.count() == 1
    _press(page.choice.clear_button)
    assert page.choice.list.uids == ()


def test_the_control_code_prints_what_is_chosen(page: LabelsPage, qtbot: QtBot) -> None:
    assert _scan(page, ControlCode.PRINT.text)
    assert _states(page) == []
    _type(page, "SN-1", qtbot)
    _drawn(page, qtbot)
    assert _scan(page, ControlCode.PRINT.text)
    qtbot.waitUntil(lambda: len(_states(page)) == 1)
    assert not _scan(page, ControlCode.CONFIRM.text)
