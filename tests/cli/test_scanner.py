"""`kitstation scanner`: what is plugged in, and a real port whose scanner is set right and wrong."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kitstation.cli.app import app
from kitstation.devices.identity import PortIdentity
from kitstation.devices.ports import Port
from kitstation.devices.virtual_scanner import VirtualScanner
from kitstation.scanning.trial_codes import LETTERS, SEPARATORS
from tests.cli.processes import Program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[VirtualScanner]:
    with VirtualScanner(tmp_path) as scanner:
        yield scanner


@pytest.fixture
def started(scanner: VirtualScanner) -> list[str]:
    return ["-m", "kitstation", "scanner", "test", str(scanner.port)]


@pytest.fixture
def running() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def start(running: ExitStack, *arguments: str) -> Program:
    program = Program(*arguments)
    running.callback(program.end)
    return program


def wait_until_connected(program: Program) -> None:
    while "connected" not in program.told():
        pass


def test_a_scanner_that_is_set_right_ends_well(
    scanner: VirtualScanner, started: list[str], running: ExitStack
) -> None:
    program = start(running, *started, "--json", "--count", "1")
    wait_until_connected(program)
    scanner.send(SEPARATORS.aim + SEPARATORS.text)
    answer = program.answer()
    assert answer["scan"].endswith("‹RS›‹EOT›‹CR›")  # noqa: RUF001 - as it is shown
    assert (answer["test_code"], answer["suffix"], answer["prefix"]) == ("separators", "\r", "")
    assert {finding["severity"] for finding in answer["findings"]} == {"fine"}
    assert program.wait() == 0


def test_what_is_set_wrong_is_told_with_its_mend_and_ends_with_1(
    scanner: VirtualScanner, started: list[str], running: ExitStack
) -> None:
    program = start(running, *started, "--json")
    wait_until_connected(program)
    scanner.send(LETTERS.text.swapcase())
    (problem,) = (one for one in program.answer()["findings"] if one["severity"] == "problem")
    assert problem["code"] == "caps lock"
    assert problem["mend"].startswith("Switch Caps Lock off")
    program.signal(signal.SIGINT)
    assert program.wait() == 1


def test_a_mended_scanner_ends_well_after_all(
    scanner: VirtualScanner, started: list[str], running: ExitStack
) -> None:
    program = start(running, *started, "--json", "--count", "2")
    wait_until_connected(program)
    for text in (LETTERS.text.swapcase(), LETTERS.text):
        scanner.send(text)
        program.answer()
    assert program.wait() == 0


def port(vendor: int, device: str) -> Port:
    return Port(device, PortIdentity(vendor, 0x1701, "SN7", "1-1"), "", "Zebra", "DS2208")


def test_ports_are_listed_for_people_and_for_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    there = [port(0x05E0, "/dev/ttyACM0"), port(0x2341, "/dev/ttyACM1")]
    monkeypatch.setattr("kitstation.devices.ports.list_ports", lambda: there)
    shown = CliRunner().invoke(app, ["scanner", "list"])
    assert shown.exit_code == 0
    assert "/dev/ttyACM0  Zebra  DS2208   SN7            yes" in shown.output
    told = CliRunner().invoke(app, ["scanner", "list", "--json"])
    first, second = map(json.loads, told.output.splitlines())
    assert (first["vendor_id"], first["likely_scanner"], second["likely_scanner"]) == ("05e0", True, False)
    assert first["identity"] == "usb:05e0:1701:SN7:1-1"


def test_no_port_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kitstation.devices.ports.list_ports", list)
    assert "Plug in a scanner" in CliRunner().invoke(app, ["scanner", "list"]).output
    assert CliRunner().invoke(app, ["scanner", "list", "--json"]).output == ""
