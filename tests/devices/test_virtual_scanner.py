from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from kitstation.devices import virtual_scanner
from kitstation.devices.ports import find_connected
from kitstation.devices.virtual_scanner import VirtualScanner
from kitstation.domain.errors import DeviceFault

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")

_ON_WINDOWS = """
import contextlib, os, pathlib, select, sys, tempfile
sys.platform = "win32"
sys.modules["termios"] = sys.modules["tty"] = None
from kitstation.devices.virtual_scanner import VirtualScanner
from kitstation.domain.errors import DeviceFault
try:
    VirtualScanner()
except DeviceFault as fault:
    sys.exit(0 if "Windows" in fault.title else 2)
sys.exit(3)
"""


def read_exactly(terminal: int, count: int) -> bytes:
    """Read until `count` bytes are there, which may come in pieces."""
    data = b""
    while len(data) < count:
        assert select.select([terminal], [], [], 10)[0] == [terminal]
        data += os.read(terminal, count - len(data))
    return data


@posix_only
def test_what_is_sent_arrives_byte_for_byte(scanner: VirtualScanner) -> None:
    reading = os.open(scanner.port, os.O_RDWR | os.O_NOCTTY)
    try:
        scanner.send("Größe\x1d1", terminator=b"\r\n")
        scanner.send(b"\x00\xff")
        expected = "Größe\x1d1\r\n".encode() + b"\x00\xff\r"
        assert read_exactly(reading, len(expected)) == expected
    finally:
        os.close(reading)


@posix_only
def test_the_port_stays_while_the_terminal_behind_it_changes(scanner: VirtualScanner) -> None:
    held = os.open(scanner.port, os.O_RDWR | os.O_NOCTTY)
    try:
        before = scanner.port.resolve()
        scanner.unplug()
        scanner.plug()
        assert scanner.port.is_symlink()
        assert scanner.port.resolve() != before
    finally:
        os.close(held)


@posix_only
def test_an_unplugged_scanner_is_not_found_and_cannot_send(scanner: VirtualScanner) -> None:
    assert find_connected(scanner.identity) is not None
    scanner.unplug()
    assert find_connected(scanner.identity) is None
    with pytest.raises(DeviceFault, match="Plug it in"):
        scanner.send("SN-1")


@posix_only
def test_a_reader_sees_the_hang_up(scanner: VirtualScanner) -> None:
    reading = os.open(scanner.port, os.O_RDWR | os.O_NOCTTY)
    try:
        scanner.unplug()
        assert select.select([reading], [], [], 10)[0] == [reading]
        assert read_or_nothing(reading) == b""
    finally:
        os.close(reading)


def read_or_nothing(terminal: int) -> bytes:
    """Read one byte; a terminal that was hung up has none, or raises."""
    try:
        return os.read(terminal, 1)
    except OSError:
        return b""


@posix_only
def test_plugging_and_unplugging_twice_does_no_harm(scanner: VirtualScanner) -> None:
    before = scanner.port.resolve()
    scanner.plug()
    assert scanner.port.resolve() == before
    scanner.unplug()
    scanner.unplug()
    assert not scanner.port.is_symlink()


@posix_only
def test_sending_to_nobody_ends_with_a_fault(
    scanner: VirtualScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(virtual_scanner, "_WRITE_TIMEOUT_S", 0.01)
    with pytest.raises(DeviceFault, match="Nobody takes"):
        scanner.send_raw(bytes(1_000_000))


@posix_only
def test_a_link_that_was_left_behind_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "scanner").symlink_to("/absent")
    with VirtualScanner(tmp_path) as scanner:
        assert scanner.port.exists()


@posix_only
def test_a_file_in_its_place_is_kept_and_told(tmp_path: Path) -> None:
    (tmp_path / "scanner").write_text("precious")
    with pytest.raises(DeviceFault, match="cannot be plugged in"):
        VirtualScanner(tmp_path)
    assert (tmp_path / "scanner").read_text() == "precious"


@posix_only
def test_its_own_folder_goes_with_it() -> None:
    scanner = VirtualScanner(plugged=False)
    folder = scanner.port.parent
    assert folder.is_dir()
    assert not scanner.port.is_symlink()
    scanner.plug()
    assert scanner.port.exists()
    scanner.close()
    assert not folder.exists()


def test_on_windows_it_can_be_imported_and_says_that_it_is_not_to_be_had() -> None:
    ended = subprocess.run([sys.executable, "-c", _ON_WINDOWS], check=False, timeout=60)
    assert ended.returncode == 0
