"""Printers as they are set up, and a folder as one of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from kitstation.devices.device_printer import DevicePrinter
from kitstation.devices.label_printer import NotSent, Sent
from kitstation.devices.tcp_printer import TcpPrinter
from kitstation.domain.errors import KitstationError
from kitstation.domain.records import LabelKind
from kitstation.station.printing.folder_printer import FolderPrinter
from kitstation.station.printing.printer_settings import Paper, PrinterKind, PrinterSettings, host_and_port
from kitstation.station.printing.printers import (
    LabelFormat,
    format_of,
    open_printer,
    printer_named,
    usual_template,
)
from kitstation.station.printing.routes import RawRoute, Routes
from kitstation.station.printing.sender import senders_for
from kitstation.station.settings import Settings, load_settings, save_settings
from tests.station.printing.shop import Shop, as_text
from tests.support.clock import FakeClock

ZEBRA = PrinterSettings(name="Zebra", kind=PrinterKind.TCP, address="zebra.local", dpi=300)
CABLE = PrinterSettings(name="Cable", kind=PrinterKind.DEVICE, address="/dev/usb/lp0")
OFFICE = PrinterSettings(
    name="Office", kind=PrinterKind.PDF_FOLDER, address="labels", templates={LabelKind.ITEM: "item_sheet"}
)


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("zebra", "zebra", None),
        ("zebra:6101", "zebra", 6101),
        ("192.168.1.20:9100", "192.168.1.20", 9100),
        ("fe80::1", "fe80::1", None),
        ("[fe80::1]", "fe80::1", None),
        ("[fe80::1]:9101", "fe80::1", 9101),
    ],
)
def test_an_address_has_a_host_and_perhaps_a_port(address: str, host: str, port: int | None) -> None:
    assert host_and_port(address) == (host, port)


@pytest.mark.parametrize(
    "address", ["", ":9100", "a b", "zebra:", "zebra:0", "zebra:65536", "zebra:x", "[fe80::1", "[::1]x"]
)
def test_what_is_no_address_is_refused_when_it_is_set(address: str) -> None:
    with pytest.raises(ValidationError):
        PrinterSettings(name="Zebra", kind=PrinterKind.TCP, address=address)


def test_printers_are_kept_in_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save_settings(Settings(printers=(ZEBRA, CABLE, OFFICE), site="Northside"), path)
    loaded = load_settings(path)
    assert loaded.printers == (ZEBRA, CABLE, OFFICE)
    assert json.loads(path.read_text())["printers"][2]["templates"] == {"item": "item_sheet"}


def test_two_printers_of_one_name_are_refused() -> None:
    with pytest.raises(ValidationError, match="Several printers are called Zebra"):
        Settings(printers=(ZEBRA, ZEBRA))
    with pytest.raises(ValidationError, match="blank"):
        PrinterSettings(name=" Zebra", kind=PrinterKind.DEVICE, address="/dev/usb/lp0")


def test_each_kind_of_printer_is_opened_as_what_it_is() -> None:
    opened = [open_printer(one, FakeClock()) for one in (ZEBRA, CABLE, OFFICE)]
    assert [type(one) for one in opened] == [TcpPrinter, DevicePrinter, FolderPrinter]
    assert [str(one) for one in opened] == ["zebra.local:9100", "/dev/usb/lp0", "labels"]
    assert [format_of(one) for one in (ZEBRA, CABLE, OFFICE)] == [
        LabelFormat.ZPL,
        LabelFormat.ZPL,
        LabelFormat.PDF,
    ]


def test_a_printer_is_found_by_its_name() -> None:
    assert printer_named("Cable", (ZEBRA, CABLE)) is CABLE
    with pytest.raises(KitstationError) as raised:
        printer_named("Laser", (ZEBRA, CABLE))
    assert raised.value.hint == "Choose one of: Zebra, Cable."
    with pytest.raises(KitstationError, match="Set one up"):
        printer_named("Laser", ())


def test_a_printer_has_usual_templates_of_its_own() -> None:
    assert usual_template(LabelKind.ITEM, OFFICE) == "item_sheet"
    assert usual_template(LabelKind.KIT, OFFICE) == usual_template(LabelKind.KIT) == "kit"


def test_every_printer_that_is_set_up_has_a_sender(shop: Shop) -> None:
    senders = senders_for((ZEBRA, OFFICE), shop.book, shop.routes)
    assert [sender.name for sender in senders] == ["Zebra", "Office"]


def test_jobs_become_files_of_their_own(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path / "out", FakeClock())
    assert [printer.send(job) for job in (b"one", b"three")] == [Sent(3), Sent(5)]
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == {
        "labels-20260302-120000.pdf": b"one",
        "labels-20260302-120000-2.pdf": b"three",
    }


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = FolderPrinter(tmp_path / "file" / "out", FakeClock()).send(b"job")
    assert isinstance(result, NotSent)
    assert "cannot be written to" in result.fault.title
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_printer_of_the_computer_takes_pages_by_a_way_that_is_handed_in(shop: Shop) -> None:
    laser = PrinterSettings(
        name="Laser",
        kind=PrinterKind.SYSTEM,
        address="HP_Laser",
        paper=Paper(name="A4", width=210, height=297),
    )
    assert PrinterSettings.model_validate_json(laser.model_dump_json()) == laser
    assert format_of(laser) is LabelFormat.PDF
    with pytest.raises(ValueError, match="takes pages"):
        open_printer(laser, FakeClock())
    way = RawRoute(FolderPrinter(shop.folder / "out", FakeClock()), as_text)
    routes = Routes(as_text, FakeClock(), lambda _printer: way)
    assert routes.to(laser) is way
    assert isinstance(routes.to(OFFICE), RawRoute)
