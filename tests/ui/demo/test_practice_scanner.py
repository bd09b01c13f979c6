"""The practice scanner is read as any serial scanner, or types where there are no pseudo-terminals."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kitstation.domain.errors import DeviceFault
from kitstation.ui.demo.practice_scanner import SerialPracticeScanner, TypedPracticeScanner
from tests.support.practice import PracticeDesk


def test_what_it_scans_is_heard_through_its_port(desk: PracticeDesk, qtbot: QtBot) -> None:
    desk.scanner.scan("[)>\x1e06\x1dQ5\x1e\x04")
    qtbot.waitUntil(lambda: desk.heard == ["[)>\x1e06\x1dQ5\x1e\x04"])


def test_unplugged_it_is_missed(desk: PracticeDesk, qtbot: QtBot) -> None:
    desk.scanner.unplug()
    assert not desk.scanner.plugged
    assert not desk.scanner.ready
    qtbot.waitUntil(lambda: desk.scanner.missed)


def test_unplugged_it_cannot_scan(desk: PracticeDesk) -> None:
    desk.scanner.unplug()
    with pytest.raises(DeviceFault, match="unplugged"):
        desk.scanner.scan("FPGA-0001")


def test_plugged_in_again_it_is_heard_again(desk: PracticeDesk, qtbot: QtBot) -> None:
    desk.scanner.unplug()
    desk.scanner.plug()
    qtbot.waitUntil(lambda: desk.scanner.ready)
    desk.scanner.scan("FPGA-0002")
    qtbot.waitUntil(lambda: desk.heard == ["FPGA-0002"])


def test_pulled_and_pushed_at_once_it_is_not_ready_before_it_is_heard_anew(desk: PracticeDesk) -> None:
    desk.scanner.unplug()
    desk.scanner.plug()
    assert desk.scanner.plugged
    assert not desk.scanner.ready


def test_without_pseudo_terminals_it_types() -> None:
    typed: list[str] = []
    scanner = TypedPracticeScanner(typed.append)
    scanner.scan("FPGA-0001")
    scanner.unplug()
    assert typed == ["FPGA-0001"]
    assert (scanner.has_cable, scanner.plugged, scanner.ready) == (False, True, True)


def test_closed_it_leaves_no_port_behind(desk: PracticeDesk) -> None:
    assert isinstance(desk.scanner, SerialPracticeScanner)
    port: Path = desk.scanner._cable.port
    assert port.is_symlink()
    desk.scanner.close()
    assert not port.is_symlink()
