"""The reader on real pseudo-terminals."""

from __future__ import annotations

import queue
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kitstation.devices.identity import PortIdentity
from kitstation.devices.link import DropReason, FrameDropped, LinkState
from kitstation.devices.ports import Port, find
from kitstation.devices.virtual_scanner import VirtualScanner

from .conftest import Bench
from .fakes import NOON, QUICK, TIMEOUT_S, WatchedPort

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")

ALL_BYTES = bytes(byte for byte in range(256) if byte not in b"\r\n")


def connected(bench: Bench, scanner: VirtualScanner) -> None:
    bench.read(scanner.identity)
    bench.listener.wait_for(LinkState.CONNECTED)


def test_a_scan_says_what_was_read_where_and_when(bench: Bench, scanner: VirtualScanner) -> None:
    connected(bench, scanner)
    before_ns = time.perf_counter_ns()
    scanner.send("SN-1000")
    scan = bench.listener.scans.get(timeout=TIMEOUT_S)
    assert (scan.text, scan.raw, scan.at) == ("SN-1000", b"SN-1000", NOON)
    assert scan.source == str(scanner.identity) == f"path:{scanner.port}"
    assert before_ns < scan.framed_ns < time.perf_counter_ns()


@pytest.mark.parametrize("terminator", [b"\r", b"\n", b"\r\n"])
def test_each_usual_terminator_ends_a_scan(bench: Bench, scanner: VirtualScanner, terminator: bytes) -> None:
    connected(bench, scanner)
    for text in ("A", "B", "C"):
        scanner.send(text, terminator)
    scanner.send("end")
    assert bench.listener.texts(4) == ["A", "B", "C", "end"]


def test_a_frame_in_pieces_is_one_scan(bench: Bench, scanner: VirtualScanner) -> None:
    port = WatchedPort()
    bench.read(scanner.identity, open_port=port.open)
    bench.listener.wait_for(LinkState.CONNECTED)
    scanner.send_raw(b"SN-10")
    port.wait_until_read(b"SN-10")
    port.wait_for_silence()
    scanner.send_raw(b"23\r")
    assert bench.listener.texts(1) == ["SN-1023"]


def test_all_byte_values_arrive_unchanged(bench: Bench, scanner: VirtualScanner) -> None:
    connected(bench, scanner)
    scanner.send(ALL_BYTES)
    assert bench.listener.scans.get(timeout=TIMEOUT_S).raw == ALL_BYTES


def test_garbage_does_not_harm_what_follows(bench: Bench, scanner: VirtualScanner) -> None:
    connected(bench, scanner)
    scanner.send_raw(bytes(range(0x80, 0x100)) * 4 + b"\r\r\n\n\r")
    scanner.send("SN-1")
    assert bench.listener.scans.get(timeout=TIMEOUT_S).raw == bytes(range(0x80, 0x100)) * 4
    assert bench.listener.texts(1) == ["SN-1"]


def test_silence_ends_no_scan(bench: Bench, scanner: VirtualScanner) -> None:
    port = WatchedPort()
    bench.read(scanner.identity, settings=replace(QUICK, idle_s=0.0), open_port=port.open)
    bench.listener.wait_for(LinkState.CONNECTED)
    scanner.send("SN-10", terminator=b"")
    port.wait_until_read(b"SN-10")
    for _ in range(3):
        port.wait_for_silence()
    assert bench.listener.heard() == []
    scanner.send("23")
    assert bench.listener.texts(1) == ["SN-1023"]


def test_silence_ends_a_scan_of_a_scanner_without_terminator(bench: Bench, scanner: VirtualScanner) -> None:
    bench.read(scanner.identity, settings=replace(QUICK, no_terminator=True, idle_s=0.05))
    bench.listener.wait_for(LinkState.CONNECTED)
    scanner.send("SN-1", terminator=b"")
    assert bench.listener.texts(1) == ["SN-1"]
    scanner.send("SN-2", terminator=b"")
    assert bench.listener.texts(1) == ["SN-2"]


def test_too_long_a_frame_is_dropped_and_the_next_one_read(bench: Bench, scanner: VirtualScanner) -> None:
    connected(bench, scanner)
    scanner.send(b"x" * 65_536)
    scanner.send("SN-1")
    assert bench.listener.texts(1) == ["SN-1"]
    dropped = bench.listener.drops.get(timeout=TIMEOUT_S)
    assert (dropped.source, dropped.why) == (str(scanner.identity), DropReason.TOO_LONG)
    assert dropped.raw == b"x" * QUICK.frame_length_max
    assert bench.listener.drops.empty()


def test_a_burst_of_a_thousand_scans_arrives_in_order(bench: Bench, scanner: VirtualScanner) -> None:
    connected(bench, scanner)
    texts = [f"[)>\x1e06\x1dS{number:06}\x1d1P-CAP-100N\x1e\x04" for number in range(1_000)]
    for text in texts:
        scanner.send(text)
    assert bench.listener.texts(1_000) == texts


def test_half_a_scan_is_told_but_not_delivered_when_the_scanner_is_unplugged(
    bench: Bench, scanner: VirtualScanner
) -> None:
    port = WatchedPort()
    bench.read(scanner.identity, open_port=port.open)
    bench.listener.wait_for(LinkState.CONNECTED)
    scanner.send_raw(b"SN-1\rSN-10")
    port.wait_until_read(b"SN-10")
    scanner.unplug()

    lost = bench.listener.wait_for(LinkState.LOST)

    assert lost.fault is not None
    assert "cable" in lost.fault.hint
    assert bench.listener.heard() == ["SN-1"]
    assert bench.listener.drops.get(timeout=TIMEOUT_S) == FrameDropped(
        str(scanner.identity), b"SN-10", DropReason.UNPLUGGED
    )
    scanner.plug()
    bench.listener.wait_for(LinkState.CONNECTED)
    scanner.send("23")
    assert bench.listener.texts(1) == ["23"]


def test_the_scanner_is_read_again_after_each_of_twenty_replugs(
    bench: Bench, scanner: VirtualScanner
) -> None:
    connected(bench, scanner)
    for number in range(20):
        scanner.unplug()
        bench.listener.wait_for(LinkState.LOST)
        scanner.plug()
        bench.listener.wait_for(LinkState.CONNECTED)
        scanner.send(f"SN-{number}")
        assert bench.listener.texts(1) == [f"SN-{number}"]


def test_twenty_replugs_in_one_go_end_connected(bench: Bench, scanner: VirtualScanner) -> None:
    connected(bench, scanner)
    for _ in range(20):
        scanner.unplug()
        scanner.plug()
    assert heard_at_last(bench, scanner) == "SN-1"


def heard_at_last(bench: Bench, scanner: VirtualScanner) -> str:
    """Scan until a scan is heard: nobody can tell which of the connections was the last."""
    for _ in range(100):
        scanner.send("SN-1")
        try:
            return bench.listener.scans.get(timeout=0.1).text
        except queue.Empty:
            continue
    return "nothing"


def test_a_scanner_that_is_plugged_in_later_is_found(bench: Bench, tmp_path: Path) -> None:
    with VirtualScanner(tmp_path, plugged=False) as scanner:
        reader = bench.read(scanner.identity)
        assert bench.listener.wait_for(LinkState.SEARCHING).fault is None
        assert reader.link.state is LinkState.SEARCHING
        scanner.plug()
        assert bench.listener.wait_for(LinkState.CONNECTED).detail == str(scanner.port)
        scanner.send("SN-1")
        assert bench.listener.texts(1) == ["SN-1"]


def test_a_scanner_is_found_again_under_another_device_name(bench: Bench, tmp_path: Path) -> None:
    identity = PortIdentity(0x05E0, 0x1701, "SN123", "1-1.2")
    with VirtualScanner(tmp_path, name="ttyACM0") as old, VirtualScanner(tmp_path, name="ttyACM1") as new:
        ports = [Port(str(old.port), identity)]
        bench.read(identity, find_port=lambda wanted: find(wanted, ports))
        bench.listener.wait_for(LinkState.CONNECTED)
        ports[:] = [Port(str(new.port), replace(identity, location="2-3"))]
        old.unplug()
        assert bench.listener.wait_for(LinkState.CONNECTED).detail == str(new.port)
        new.send("SN-1")
        assert bench.listener.scans.get(timeout=TIMEOUT_S).source == "usb:05e0:1701:SN123:1-1.2"


def test_a_port_in_use_is_told_and_taken_when_it_is_free(bench: Bench, scanner: VirtualScanner) -> None:
    first = bench.read(scanner.identity)
    bench.listener.wait_for(LinkState.CONNECTED)
    bench.read(scanner.identity)
    busy = bench.listener.wait_for(LinkState.BUSY)
    assert busy.fault is not None
    assert "Close the other program" in busy.fault.hint
    assert str(scanner.port) in busy.fault.title
    first.stop()
    bench.listener.wait_for(LinkState.CONNECTED)
    scanner.send("SN-1")
    assert bench.listener.texts(1) == ["SN-1"]


def test_two_scanners_are_read_at_once(bench: Bench, tmp_path: Path) -> None:
    with VirtualScanner(tmp_path, name="left") as left, VirtualScanner(tmp_path, name="right") as right:
        connected(bench, left)
        connected(bench, right)
        for number in range(50):
            left.send(f"L{number}")
            right.send(f"R{number}")
        scans = [bench.listener.scans.get(timeout=TIMEOUT_S) for _ in range(100)]
    for scanner, letter in ((left, "L"), (right, "R")):
        texts = [scan.text for scan in scans if scan.source == str(scanner.identity)]
        assert texts == [f"{letter}{number}" for number in range(50)]


def test_a_stop_is_quick_and_leaves_neither_thread_nor_port(bench: Bench, scanner: VirtualScanner) -> None:
    reader = bench.read(scanner.identity)
    bench.listener.wait_for(LinkState.CONNECTED)
    began_s = time.monotonic()
    assert reader.stop()
    assert time.monotonic() - began_s < 1.0
    assert f"scanner {scanner.identity}" not in {thread.name for thread in threading.enumerate()}
    assert bench.listener.states() == [LinkState.STOPPED]
    assert reader.link.state is LinkState.STOPPED
    connected(bench, scanner)


def test_a_stop_while_searching_does_not_wait_for_the_pause(bench: Bench, tmp_path: Path) -> None:
    reader = bench.read(
        PortIdentity.of_path(tmp_path / "absent"),
        settings=replace(QUICK, retry_first_s=60, retry_longest_s=60),
    )
    bench.listener.wait_for(LinkState.SEARCHING)
    assert reader.stop(timeout_s=TIMEOUT_S)
    assert bench.listener.states() == [LinkState.STOPPED]
