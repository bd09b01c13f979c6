"""`kitstation bench --scanner`: a real port, unplugged and plugged in again in the middle."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kitstation.devices.virtual_scanner import VirtualScanner
from tests.cli.conftest import Start
from tests.cli.processes import Program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[VirtualScanner]:
    with VirtualScanner(tmp_path) as scanner:
        yield scanner


def wait_for(program: Program, state: str) -> None:
    """Wait until the program tells that the scanner's link is in a state."""
    while json.loads(program.told())["state"] != state:
        pass


def test_a_scanner_is_read_until_so_many_scans(start: Start, scanner: VirtualScanner) -> None:
    program = start("bench", "--kit", "KIT-1", "--scanner", str(scanner.port), "--json", "--count", "2")
    wait_for(program, "connected")
    scanner.send("SN-1")
    assert program.answer()["serial_number"] == "SN-1"
    scanner.send("LOT-1", b"\n")
    assert program.answer()["lot_number"] == "LOT-1"
    assert program.wait() == 0


def test_a_scanner_may_be_unplugged_in_the_middle(start: Start, scanner: VirtualScanner) -> None:
    program = start("bench", "--kit", "KIT-1", "--scanner", f"path:{scanner.port}", "--json")
    wait_for(program, "connected")
    scanner.send("SN-1")
    assert program.answer()["outcome"] == "accepted"
    scanner.unplug()
    wait_for(program, "lost")
    scanner.plug()
    wait_for(program, "connected")
    scanner.send("SN-1")
    assert program.answer()["code"] == "ALREADY_ISSUED"
    scanner.send("LOT-1")
    assert program.answer()["outcome"] == "accepted"
    program.signal(signal.SIGTERM)
    assert program.wait() == 0


def test_half_a_frame_before_unplugging_is_refused(start: Start, scanner: VirtualScanner) -> None:
    program = start("bench", "--kit", "KIT-1", "--scanner", str(scanner.port), "--json")
    wait_for(program, "connected")
    # In one piece: when the first is answered, the other has been read.
    scanner.send_raw(b"NOTHING\rSN-")
    program.answer()
    scanner.unplug()
    answer = program.answer()
    assert (answer["outcome"], answer["code"], answer["scan"]) == ("refused", "UNREADABLE_SCAN", "SN-")
    program.signal(signal.SIGINT)
    assert program.wait() == 0


def test_a_scanner_that_is_not_there_is_waited_for(start: Start, tmp_path: Path) -> None:
    with VirtualScanner(tmp_path, plugged=False) as scanner:
        program = start("bench", "--kit", "KIT-1", "--scanner", str(scanner.port), "--json", "--count", "1")
        wait_for(program, "searching")
        scanner.plug()
        wait_for(program, "connected")
        scanner.send("SN-1")
        assert program.answer()["outcome"] == "accepted"
        assert program.wait() == 0


def test_a_text_that_is_no_identity_is_a_fault(start: Start) -> None:
    program = start("bench", "--kit", "KIT-1", "--scanner", "usb:nonsense")
    assert program.wait() == 3
    assert "Choose the scanner again" in program.rest_of_stderr()


def test_people_read_how_the_scanner_stands(start: Start, scanner: VirtualScanner) -> None:
    program = start("bench", "--kit", "KIT-1", "--scanner", str(scanner.port))
    while "connected" not in program.told():
        pass
    program.signal(signal.SIGINT)
    assert program.wait() == 0
    assert "Scanner stopped." in program.rest_of_stderr()
