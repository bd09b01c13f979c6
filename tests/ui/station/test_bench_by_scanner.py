"""Everything at the bench, by scanner alone: bytes into a pseudo-terminal, and what the window shows."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kitstation.devices.virtual_scanner import VirtualScanner
from kitstation.domain.refusals import RefusalCode
from kitstation.station.profile import Profile
from kitstation.station.questions import Mode
from kitstation.station.settings import Settings
from kitstation.station.verdicts import Done
from kitstation.ui.page_entries import BENCH_ENTRY, PageEntry
from kitstation.ui.pages.bench.page import VerdictPainted
from kitstation.ui.station_app import StationApp
from kitstation.ui.theme.tokens import Tone
from tests.support.desk import Desk, FindingPage, sit_down


class Heartbeat(QTimer):
    """Beats in the window's thread, and knows how long that worked at most from one beat to the next.

    In time on the processor: what else the machine has to do does not count.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = time.thread_time()
        self.longest_s = 0.0
        self.timeout.connect(self._beat)
        self.start(10)

    def _beat(self) -> None:
        now = time.thread_time()
        self.longest_s = max(self.longest_s, now - self._last)
        self._last = now


def test_a_scan_is_painted_and_its_way_is_measured(desk: Desk) -> None:
    painted: list[VerdictPainted] = []
    desk.station.bench.verdict_painted.connect(painted.append)
    desk.scan("SN-1")
    assert desk.headline == "Issued SN-1"
    assert desk.station.bench.board.banner.verdict.tone is Tone.ACCEPTED
    (one,) = painted
    assert one.update.verdict is not None
    assert one.update.verdict.command_id is not None
    assert one.painted_ns > one.update.framed_ns


def test_after_an_issue_everything_says_so(desk: Desk) -> None:
    desk.scan("SN-1")
    board, top = desk.station.bench.board, desk.station.window.top_bar
    row = board.lines.model.row(desk.verdicts[-1].line.uid if desk.verdicts[-1].line else None)
    assert row is not None
    assert row.line.issued == 1
    assert top.pieces.text() == "1 of 15 pieces"
    assert top.status.text() == "In progress"
    assert (board.scans.entries[0].sentence, board.scans.entries[0].detail) == ("SN-1", "issued · RADIO")


@pytest.mark.parametrize(
    ("codes", "expected", "tone"),
    [
        (("ZZ-1",), RefusalCode.WRONG_PART, Tone.REFUSED),
        (("SN-1", "SN-1"), RefusalCode.ALREADY_ISSUED, Tone.REFUSED),
        (("NOBODY",), RefusalCode.UNKNOWN_CODE, Tone.REFUSED),
        (("PASTE",), RefusalCode.NUMBER_NEEDED, Tone.ATTENTION),
        (("KS.CONFIRM",), RefusalCode.NOTHING_ASKED, Tone.ATTENTION),
    ],
)
def test_each_refusal_is_shown_in_its_tone_and_listed(
    desk: Desk, codes: tuple[str, ...], expected: RefusalCode, tone: Tone
) -> None:
    verdict = desk.scan(*codes)
    assert verdict.code == expected
    assert desk.station.bench.board.banner.verdict.tone is tone
    assert desk.station.bench.board.scans.entries[0].sentence == verdict.headline


def test_the_same_code_twice_in_a_moment_counts_once(desk: Desk) -> None:
    desk.station.settings.change(debounce_ms=10_000)
    verdict = desk.scan("SCREW", "SCREW")
    assert verdict.code == RefusalCode.SCANNED_TWICE
    assert desk.station.bench.board.banner.verdict.tone is Tone.ATTENTION
    assert desk.station.window.top_bar.pieces.text() == "8 of 15 pieces"


def test_a_lot_comes_back_with_its_quantity_by_control_digits(desk: Desk) -> None:
    desk.scan("LOT-1", "KS.RETURN")
    asked = desk.scan("LOT-1")
    board = desk.station.bench.board
    assert asked.code == RefusalCode.QUANTITY_NEEDED
    assert board.question.isVisible()
    assert not board.next_step.isVisible()
    desk.scan("KS.2", "KS.POINT", "KS.5")
    assert board.question.typed == "2.5"
    verdict = desk.scan("KS.CONFIRM")
    assert verdict.code == Done.RETURNED
    assert verdict.quantity == pytest.approx(2.5)
    assert not board.question.isVisible()
    assert board.next_step.isVisible()


def test_return_mode_is_seen_in_three_places(desk: Desk) -> None:
    desk.scan("KS.RETURN")
    board = desk.station.bench.board
    assert board.mode.current() == Mode.RETURN
    assert board.banner.verdict.tone is Tone.RETURNED
    assert "goes back" in board.next_step.accessibleName()
    margin = desk.station.bench.grab().toImage().pixelColor(2, 200).name().upper()
    assert margin == desk.station.appearance.tokens.returned.fill
    desk.scan("KS.ISSUE")
    assert board.mode.current() == Mode.ISSUE


def test_the_last_scan_is_taken_back_and_stays_in_the_list(desk: Desk) -> None:
    desk.scan("SN-1", "KS.UNDO")
    assert desk.verdicts[-1].code == Done.UNDONE
    newest = desk.station.bench.board.scans.entries[0]
    assert (newest.sentence, newest.detail, newest.undone) == ("SN-1", "taken back · RADIO", True)


def test_a_complete_line_sinks_and_the_walk_goes_on(desk: Desk) -> None:
    desk.scan("SN-1", "SN-2")
    rows = desk.station.bench.board.lines.model
    parts = [rows.index(at, 2).data() for at in range(rows.rowCount())]
    assert parts == ["PASTE", "SCREW", "RADIO"]


def test_a_complete_kit_says_what_is_next(desk: Desk) -> None:
    desk.scan("SN-1", "SN-2", "LOT-1", "SCREW")
    assert "complete" in desk.station.bench.board.next_step.accessibleName()
    assert desk.station.window.top_bar.lines.text() == "3 of 3 lines"


def test_next_line_puts_a_stop_off(desk: Desk) -> None:
    before = desk.station.bench.board.next_step.accessibleName()
    desk.scan("KS.NEXT")
    assert desk.station.bench.board.next_step.accessibleName() != before


def test_a_kit_number_opens_the_kit_from_nothing(desk: Desk) -> None:
    assert desk.scan("KIT-1").code == Done.KIT_OPENED
    assert desk.station.settings.now.last_kit == "KIT-1"


def test_a_thousand_scans_in_a_burst_are_answered_in_order(desk: Desk) -> None:
    desk.said.clear()
    codes = [f"NOBODY-{number}" for number in range(1000)]
    heartbeat = Heartbeat(desk.station)
    for start in range(0, len(codes), 50):
        desk.scanner.send_raw("".join(f"{code}\r" for code in codes[start : start + 50]).encode())
    desk.qtbot.waitUntil(lambda: len(desk.said) == len(codes), timeout=60_000)
    assert [verdict.scan for verdict in desk.verdicts] == codes
    assert desk.headline == "NOBODY-999 is not known here"
    assert heartbeat.longest_s < 1.0


def test_on_another_page_a_scan_finds_the_thing_and_issues_nothing(desk: Desk) -> None:
    window = desk.station.window
    window.show_page("inventory")
    desk.scanner.send("SN-1")
    desk.qtbot.waitUntil(lambda: bool(window.notices.text))
    assert "SN-1" in window.notices.text
    assert getattr(window.current_page, "looked_for", "") == "SN-1"
    assert all(verdict.code != Done.ISSUED for verdict in desk.verdicts)


def test_on_another_page_an_unknown_code_is_said_to_be_unknown(desk: Desk) -> None:
    desk.station.window.show_page("inventory")
    desk.scanner.send("NOBODY")
    desk.qtbot.waitUntil(lambda: "not known" in desk.station.window.notices.text)
    assert desk.station.window.current_page.key == "inventory"


@pytest.mark.parametrize("code", ["KIT-1", "KS.RETURN"])
def test_a_kit_or_a_control_code_leads_back_to_the_bench(desk: Desk, code: str) -> None:
    desk.station.window.show_page("inventory")
    desk.settle()
    desk.scan(code)
    assert desk.station.window.current_page is desk.station.bench


class FindingLabels(FindingPage):
    """Stands for the page that prints labels."""

    key = "labels"


def test_the_code_for_printing_shows_the_label_of_what_was_scanned_last(
    qapp: QApplication, qtbot: QtBot, profile: Profile, settings: Settings, scanner: VirtualScanner
) -> None:
    labels = PageEntry("labels", "Labels", "labels", "", lambda parts: FindingLabels(parts.services))
    station = StationApp(qapp, profile, settings, (BENCH_ENTRY, labels))
    try:
        station.start()
        desk = sit_down(station, scanner, qtbot)
        scanner.send("KS.PRINT")
        qtbot.waitUntil(lambda: "no label to print yet" in station.window.notices.text)
        desk.scan("SN-1")
        scanner.send("KS.PRINT")
        qtbot.waitUntil(lambda: station.window.current_page.key == "labels")
        page = station.window.current_page
        assert isinstance(page, FindingLabels)
        assert page.looked_for == "SN-1"
    finally:
        station.close()
