from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from kitstation.devices.identity import PortIdentity
from kitstation.devices.ports import Port, find, find_connected, list_ports

ZEBRA, CDC = 0x05E0, 0x1701


@dataclass
class FoundPort:
    """What an operating system says about a port."""

    device: str
    description: str = "n/a"
    vid: int | None = None
    pid: int | None = None
    serial_number: str | None = None
    location: str | None = None
    manufacturer: str | None = None
    product: str | None = None


def zebra(device: str, serial_number: str = "", location: str = "", by_id: str = "") -> Port:
    return Port(device, PortIdentity(ZEBRA, CDC, serial_number, location, by_id))


def test_a_listed_port_carries_everything_that_identifies_it(tmp_path: Path) -> None:
    device = tmp_path / "ttyACM0"
    device.touch()
    folder = tmp_path / "by-id"
    folder.mkdir()
    (folder / "usb-Symbol_Scanner_SN1-if00").symlink_to(device)
    found = FoundPort(str(device), "Scanner", ZEBRA, CDC, "SN1", "1-1.2", "Symbol", "Bar Code Scanner")

    [port] = list_ports(lambda: [found], by_id_folder=folder)

    assert port.identity == PortIdentity(ZEBRA, CDC, "SN1", "1-1.2", "usb-Symbol_Scanner_SN1-if00")
    assert (port.device, port.description) == (str(device), "Scanner")
    assert (port.manufacturer, port.product) == ("Symbol", "Bar Code Scanner")


@pytest.mark.parametrize(
    "found",
    [FoundPort("/dev/ttyS0"), FoundPort("COM3", "Bluetooth link"), FoundPort("COM4", vid=ZEBRA, pid=CDC)],
)
def test_a_port_without_anything_lasting_is_known_by_its_path(found: FoundPort, tmp_path: Path) -> None:
    ports = list_ports(lambda: [found], by_id_folder=tmp_path / "absent")
    assert ports[0].identity == PortIdentity.of_path(found.device)
    assert find(ports[0].identity, ports) == ports[0]


def test_likely_scanners_are_listed_first(tmp_path: Path) -> None:
    found = [FoundPort("/dev/ttyS0"), FoundPort("/dev/ttyACM1", vid=ZEBRA, pid=1, location="1-1")]
    ports = list_ports(lambda: found, by_id_folder=tmp_path)
    assert [(port.device, port.looks_like_scanner) for port in ports] == [
        ("/dev/ttyACM1", True),
        ("/dev/ttyS0", False),
    ]


def test_the_ports_of_this_computer_can_be_listed() -> None:
    devices = [port.device for port in list_ports()]
    assert len(devices) == len(set(devices))


@pytest.mark.parametrize(
    ("port", "title"),
    [
        (
            Port("/dev/ttyACM0", PortIdentity(ZEBRA, CDC, "SN1"), manufacturer="Symbol", product="Scanner"),
            "Symbol Scanner, SN1 (ttyACM0)",
        ),
        (Port("/dev/ttyACM0", PortIdentity(ZEBRA, CDC), product="DS2208"), "Zebra DS2208 (ttyACM0)"),
        (
            Port("COM3", PortIdentity(0x0C2E, 0x0720), manufacturer="Honeywell", product="Honeywell 1900"),
            "Honeywell 1900 (COM3)",
        ),
        (Port("/dev/ttyACM0", PortIdentity(ZEBRA, CDC)), "Zebra (ttyACM0)"),
        (Port("/dev/ttyUSB0", PortIdentity(0x1A86, 0x7523), "USB Serial"), "USB Serial (ttyUSB0)"),
        (Port("/dev/ttyUSB0", PortIdentity(0x1A86, 0x7523), product="Serial"), "Serial (ttyUSB0)"),
        (Port("/dev/ttyUSB0", PortIdentity(0x1A86, 0x7523, "X9")), "X9 (ttyUSB0)"),
        (Port("/dev/ttyS0", PortIdentity.of_path("/dev/ttyS0"), "ttyS0"), "/dev/ttyS0"),
        (Port("/dev/pts/3", PortIdentity.of_path("/dev/pts/3")), "/dev/pts/3"),
    ],
)
def test_a_title_lets_a_person_choose(port: Port, title: str) -> None:
    assert port.title == title


@pytest.mark.parametrize(
    ("wanted", "ports", "device"),
    [
        pytest.param(zebra("", "A", "1-1"), [zebra("x", "A", "1-1")], "x", id="the same in the same socket"),
        pytest.param(zebra("", "A", "1-1"), [zebra("x", "A", "2-4")], "x", id="moved to another socket"),
        pytest.param(
            zebra("", "A", "1-1"), [zebra("x", "B", "1-1"), zebra("y", "A", "1-2")], "y", id="sockets swapped"
        ),
        pytest.param(zebra("", "A", "1-1"), [zebra("x", "B", "1-1")], None, id="another unit in its socket"),
        pytest.param(zebra("", "", "1-1"), [zebra("x", "", "1-2"), zebra("y", "", "1-1")], "y", id="twins"),
        pytest.param(zebra("", "", "1-1"), [zebra("x", "", "1-2")], None, id="only its twin is there"),
        pytest.param(
            zebra("", "0", "1-1"),
            [zebra("x", "0", "1-2"), zebra("y", "0", "1-1")],
            "y",
            id="one number for all",
        ),
        pytest.param(
            zebra("", "0", "1-3"),
            [zebra("x", "0", "1-2"), zebra("y", "0", "1-1")],
            None,
            id="which, is unclear",
        ),
        pytest.param(
            zebra("", "", "1-1", "if0"), [zebra("x", "", "1-2", "if0")], "x", id="moved, by its link"
        ),
        pytest.param(
            zebra("", "A", "", "if0"), [zebra("x", "", "", "if0")], "x", id="number not readable now"
        ),
        pytest.param(
            zebra("", "A", "1-1:1.0", "if2"),
            [zebra("x", "A", "2-1:1.0", "if0"), zebra("y", "A", "2-1:1.2", "if2")],
            "y",
            id="two interfaces, moved",
        ),
        pytest.param(zebra("", "", "", "if0"), [zebra("x", "", "", "")], None, id="nothing in common"),
        pytest.param(
            zebra("", "A", "1-1"),
            [Port("x", PortIdentity(ZEBRA, 0x1200, "A", "1-1"))],
            None,
            id="another mode of it",
        ),
        pytest.param(
            zebra("/dev/ttyACM0", "A", "1-1"),
            [zebra("/dev/ttyACM0", "B", "1-2")],
            None,
            id="never by device name",
        ),
        pytest.param(
            Port("", PortIdentity.of_path("COM3")), [zebra("COM3", "A")], "COM3", id="a listed path"
        ),
        pytest.param(
            Port("", PortIdentity.of_path("/absent/x")), [zebra("COM3", "A")], None, id="absent path"
        ),
    ],
)
def test_a_scanner_is_found_by_what_lasts(wanted: Port, ports: list[Port], device: str | None) -> None:
    found = find(wanted.identity, ports)
    assert (found.device if found else None) == device


def test_the_link_of_the_model_is_not_followed_to_a_twin_in_use() -> None:
    absent, present = zebra("", "", "1-1", "if0"), zebra("x", "", "1-2", "if0")
    assert find(absent.identity, [present]) == present
    assert find(absent.identity, [present], others=[present.identity]) is None


def test_a_path_that_exists_is_a_port_though_nobody_lists_it(tmp_path: Path) -> None:
    target, link = tmp_path / "terminal", tmp_path / "link"
    link.symlink_to(target)
    identity = PortIdentity.of_path(link)
    assert find_connected(identity) is None
    target.touch()
    assert find_connected(identity) == Port(str(link), identity)
