from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kitstation.devices.identity import PortIdentity
from kitstation.devices.link import LinkChanged, LinkState
from kitstation.devices.ports import Port, list_ports
from kitstation.devices.scanner_set import ScannerSet
from kitstation.devices.virtual_scanner import VirtualScanner

from .fakes import QUICK, TIMEOUT_S, Listener, NoonClock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def scanners(listener: Listener) -> Iterator[ScannerSet]:
    started = make_set(listener, list_ports)
    yield started
    assert started.stop_all()


def make_set(listener: Listener, present_ports: Callable[[], list[Port]]) -> ScannerSet:
    return ScannerSet(
        on_scan=listener.scans.put,
        on_link=listener.on_link,
        clock=NoonClock(),
        present_ports=present_ports,
    )


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[VirtualScanner, VirtualScanner]]:
    with VirtualScanner(tmp_path, name="left") as left, VirtualScanner(tmp_path, name="right") as right:
        yield left, right


def test_two_scanners_are_in_use_at_once(
    scanners: ScannerSet, listener: Listener, pair: tuple[VirtualScanner, VirtualScanner]
) -> None:
    for scanner in pair:
        scanners.connect(scanner.identity, QUICK)
        listener.wait_for(LinkState.CONNECTED)
    for scanner in pair:
        scanner.send(scanner.port.name)
    sources = {listener.scans.get(timeout=TIMEOUT_S).source for _ in pair}
    assert sources == {str(scanner.identity) for scanner in pair}
    assert [link.state for link in scanners.states().values()] == [LinkState.CONNECTED] * 2


def test_a_scanner_that_is_disconnected_is_free_for_others(
    scanners: ScannerSet, listener: Listener, scanner: VirtualScanner
) -> None:
    scanners.connect(scanner.identity, QUICK)
    listener.wait_for(LinkState.CONNECTED)
    scanners.disconnect(scanner.identity)
    assert scanners.states() == {}
    assert listener.wait_for(LinkState.STOPPED).source == str(scanner.identity)
    scanners.connect(scanner.identity, QUICK)
    listener.wait_for(LinkState.CONNECTED)


def test_a_scanner_in_use_is_not_connected_twice(
    scanners: ScannerSet, listener: Listener, scanner: VirtualScanner
) -> None:
    scanners.connect(scanner.identity, QUICK)
    listener.wait_for(LinkState.CONNECTED)
    scanners.connect(scanner.identity, QUICK)
    assert listener.states() == []
    assert len(scanners.states()) == 1


def test_a_scanner_that_is_not_in_use_can_be_disconnected(scanners: ScannerSet) -> None:
    scanners.disconnect(PortIdentity.of_path("/absent"))
    assert scanners.states() == {}


def test_stopping_all_leaves_none(listener: Listener, pair: tuple[VirtualScanner, VirtualScanner]) -> None:
    scanners = make_set(listener, list_ports)
    for scanner in pair:
        scanners.connect(scanner.identity, QUICK)
        listener.wait_for(LinkState.CONNECTED)
    assert scanners.stop_all()
    assert scanners.states() == {}
    assert listener.states() == [LinkState.STOPPED] * 2


def test_an_absent_scanner_does_not_take_the_port_of_its_twin(
    listener: Listener, pair: tuple[VirtualScanner, VirtualScanner]
) -> None:
    left, right = (PortIdentity(0x05E0, 0x1701, "", socket, "usb-Zebra-if00") for socket in ("1-1", "1-2"))
    ports = [Port(str(pair[1].port), right)]
    scanners = make_set(listener, lambda: ports)
    scanners.connect(right, QUICK)
    listener.wait_for(LinkState.CONNECTED)
    scanners.connect(left, QUICK)
    assert listener.wait_for(LinkState.SEARCHING).source == str(left)
    ports.append(Port(str(pair[0].port), left))
    assert listener.wait_for(LinkState.CONNECTED).source == str(left)
    assert listener.states() == []
    assert scanners.stop_all()


def test_the_ports_that_are_there_can_be_listed(listener: Listener) -> None:
    there = [Port("/dev/ttyACM0", PortIdentity(0x05E0, 0x1701, "SN123"))]
    assert make_set(listener, lambda: there).ports() == there


def link_of_trial(scanners: ScannerSet) -> LinkChanged | None:
    return scanners.trial


def test_a_scanner_that_is_tried_shows_all_that_it_sends(
    scanners: ScannerSet, listener: Listener, pair: tuple[VirtualScanner, VirtualScanner]
) -> None:
    left, _ = pair
    scanners.try_out(left.identity, QUICK)
    listener.wait_for(LinkState.CONNECTED)
    assert scanners.trial == LinkChanged(str(left.identity), LinkState.CONNECTED, str(left.port))
    left.send_raw(b"\x02A\x1dB\t\r\n")
    assert listener.scans.get(timeout=TIMEOUT_S).raw == b"\x02A\x1dB\t\r\n"
    scanners.end_trial()
    assert link_of_trial(scanners) is None
    assert scanners.states() == {}


def test_the_use_of_a_scanner_pauses_for_its_trial(
    scanners: ScannerSet, listener: Listener, pair: tuple[VirtualScanner, VirtualScanner]
) -> None:
    left, _ = pair
    scanners.connect(left.identity, QUICK)
    listener.wait_for(LinkState.CONNECTED)
    scanners.try_out(left.identity, QUICK)
    listener.wait_for(LinkState.CONNECTED)
    left.send("A")
    assert listener.scans.get(timeout=TIMEOUT_S).raw == b"A\r"
    scanners.end_trial()
    listener.wait_for(LinkState.CONNECTED)
    left.send("B")
    assert listener.scans.get(timeout=TIMEOUT_S).raw == b"B"


def test_another_trial_ends_the_one_before(
    scanners: ScannerSet, listener: Listener, pair: tuple[VirtualScanner, VirtualScanner]
) -> None:
    for scanner in pair:
        scanners.try_out(scanner.identity, QUICK)
        listener.wait_for(LinkState.CONNECTED)
    pair[1].send("A")
    assert listener.scans.get(timeout=TIMEOUT_S).source == str(pair[1].identity)
