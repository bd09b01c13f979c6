"""Patterns of codes in the real window: what a start says of them, and what a change does to work under way."""

from __future__ import annotations

from decimal import Decimal

from pytestqt.qtbot import QtBot

from kitstation.devices.virtual_scanner import VirtualScanner
from kitstation.station.code_patterns import PatternSettings
from kitstation.station.settings import Settings
from tests.support.desk import Desk, sit_down
from tests.ui.station.conftest import OpenStation

BAG = PatternSettings(name="Bag", expression=r"(?P<part_number>[A-Z]+)~(?P<quantity>\d+)")
SERIAL = PatternSettings(name="Serial", expression=r"#(?P<serial_number>.+)#")
BROKEN = PatternSettings(name="Broken", expression=r"(?P<part_number>\d+")


def test_a_change_of_the_patterns_holds_for_the_next_scan_on_the_bench_and_on_other_pages(desk: Desk) -> None:
    settings, window = desk.station.settings, desk.station.window
    assert desk.scan("SCREW~3").code == "UNKNOWN_CODE"
    settings.change(patterns=(BAG, SERIAL))
    assert (desk.scan("SCREW~3").code, desk.verdicts[-1].quantity) == ("ISSUED", Decimal(3))
    window.show_page("inventory")
    desk.scanner.send("#ZZ-1#")
    desk.qtbot.waitUntil(lambda: getattr(window.current_page, "looked_for", "") == "ZZ-1")
    settings.change(patterns=())
    window.show_page("bench")
    assert desk.scan("SCREW~2").code == "UNKNOWN_CODE"


def test_a_pattern_that_cannot_be_used_is_said_at_the_start_and_the_others_are_used(
    open_station: OpenStation, settings: Settings, scanner: VirtualScanner, qtbot: QtBot
) -> None:
    station = open_station(settings.model_copy(update={"patterns": (BROKEN, BAG)}))
    desk = sit_down(station, scanner, qtbot)
    assert "The pattern “Broken” cannot be used" in station.window.notices.text
    assert "A “(” is never closed. (Character 1 of the expression.)" in station.window.notices.text
    assert desk.scan("SCREW~3").code == "ISSUED"
