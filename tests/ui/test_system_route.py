"""Labels on their way to a printer of the computer: painted page by page, and taken by the print system or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtGui import QGuiApplication
from zxingcpp import BarcodeFormat

from kitstation.devices.label_printer import NotSent, Sent
from kitstation.domain.errors import DeviceFault, KitstationError
from kitstation.domain.records import LabelKind, PrintJob, PrintState
from kitstation.labels.faults import LabelFault
from kitstation.labels.system_printing import system_printers
from kitstation.station.printing.book import Wanted
from kitstation.station.printing.making import LabelOrder
from kitstation.station.printing.printer_settings import Paper, PrinterKind, PrinterSettings
from kitstation.station.printing.printers import LabelFormat
from kitstation.station.printing.sender import Sender
from kitstation.ui.label_making import LabelMaker
from kitstation.ui.system_route import SystemRoute
from tests.devices.cups_server import CupsServer
from tests.devices.print_systems import commands, needs_cups, say, server, write_command
from tests.labels.samples import pages, texts_read
from tests.station.printing.shop import Shop

__all__ = ["commands", "server"]

Result = TypeVar("Result")
LASER = PrinterSettings(name="Laser", kind=PrinterKind.SYSTEM, address="Labels")
VALUES = tuple({"part_number": "RADIO", "serial_number": f"SN-{number}"} for number in range(1, 4))
SHEETS = LabelOrder(
    template="item_sheet", kind=LabelKind.ITEM, values=VALUES, first_label=20, format=LabelFormat.PDF
)
SINGLE = LabelOrder(template="item", kind=LabelKind.ITEM, values=VALUES, copies=2, format=LabelFormat.PDF)


@pytest.fixture
def maker(tmp_path: Path) -> LabelMaker:
    return LabelMaker.of_shop(tmp_path / "own")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with ExitStack() as ending:
        yield Shop(tmp_path, ending)


def codes(content: bytes, folder: Path, dpi: int = 203) -> list[set[str]]:
    """Return what a scanner reads from each page."""
    return [texts_read(page, BarcodeFormat.Code128) for page in pages(content, folder, dpi)]


def on_a_new_thread(work: Callable[[], Result]) -> Result:
    """Do what asks the print system: its library keeps for each thread where the scheduler was at first."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()


def test_labels_go_to_the_print_system_one_a_page(
    qapp: QGuiApplication, maker: LabelMaker, commands: Path, tmp_path: Path
) -> None:
    hand_over = SystemRoute(LASER, lambda: maker).prepare(SINGLE)
    content = (commands / "job").exists()
    assert not content
    assert isinstance(hand_over(), Sent)
    read = codes((commands / "job").read_bytes(), tmp_path)
    assert read == [{"SN-1"}, {"SN-1"}, {"SN-2"}, {"SN-2"}, {"SN-3"}, {"SN-3"}]
    assert "-omedia=Custom.50x25mm" in (commands / "arguments").read_text().splitlines()


def test_sheets_begin_with_the_first_free_label(
    qapp: QGuiApplication, maker: LabelMaker, commands: Path, tmp_path: Path
) -> None:
    assert isinstance(SystemRoute(LASER, lambda: maker).prepare(SHEETS)(), Sent)
    assert codes((commands / "job").read_bytes(), tmp_path, 300) == [{"SN-1", "SN-2"}, {"SN-3"}]
    assert "-omedia=A4" in (commands / "arguments").read_text().splitlines()


def test_the_paper_of_the_settings_is_named_to_the_print_system(
    qapp: QGuiApplication, maker: LabelMaker, commands: Path
) -> None:
    rolls = LASER.model_copy(update={"paper": Paper(name="w288h432", width=101.6, height=152.4)})
    assert isinstance(SystemRoute(rolls, lambda: maker).prepare(SINGLE)(), Sent)
    assert "-omedia=w288h432" in (commands / "arguments").read_text().splitlines()
    small = LASER.model_copy(update={"paper": Paper(name="w72h72", width=25.4, height=25.4)})
    with pytest.raises(LabelFault, match="does not fit the paper"):
        SystemRoute(small, lambda: maker).prepare(SINGLE)


def test_labels_that_cannot_be_printed_reach_no_print_system(
    qapp: QGuiApplication, maker: LabelMaker, commands: Path
) -> None:
    too_long = replace(SINGLE, values=({"part_number": "P" * 3000, "serial_number": "S"},))
    with pytest.raises(KitstationError, match=r"too much text|cannot be written"):
        SystemRoute(LASER, lambda: maker).prepare(too_long)
    assert not (commands / "job").exists()


def test_without_cups_a_printer_that_is_gone_is_told(qapp: QGuiApplication, maker: LabelMaker) -> None:
    gone = LASER.model_copy(update={"address": "Nowhere-at-all"})
    route = SystemRoute(gone, lambda: maker, by_cups=False)
    with pytest.raises(DeviceFault, match="no printer Nowhere-at-all"):
        route.status()
    result = route.prepare(SINGLE)()
    assert isinstance(result, NotSent)
    assert "Set it up" in result.fault.hint


def test_a_job_goes_through_the_queue_and_waits_with_its_reason(
    qapp: QGuiApplication, maker: LabelMaker, commands: Path, shop: Shop
) -> None:
    sender = Sender(LASER, SystemRoute(LASER, lambda: maker), shop.book)
    job = shop.ask(printer="Laser")
    say(commands, "", runs=False)
    waits = sender.attempt(job).waits
    assert waits is not None
    assert waits.title == "The print system of this computer does not run"
    assert shop.state(job) is PrintState.QUEUED
    say(commands, "Labels accepting requests\nprinter Labels disabled since Monday -")
    assert "paused" in sender.attempt(shop.now(job)).waits.detail  # type: ignore[union-attr]
    say(commands, "Labels accepting requests\nprinter Labels is idle.")
    write_command(commands, "lp", "cat > /dev/null; echo lp: no >&2; exit 1")
    sender.attempt(shop.now(job))
    assert shop.state(job) is PrintState.QUEUED
    assert "refused labels" in shop.now(job).note
    write_command(commands, "lp", f"cat > {commands}/job")
    sender.attempt(shop.now(job))
    assert shop.state(job) is PrintState.SENT


@pytest.mark.optional
@needs_cups
def test_labels_arrive_at_a_real_print_system_and_are_read(
    qapp: QGuiApplication, maker: LabelMaker, server: CupsServer, shop: Shop, tmp_path: Path
) -> None:
    assert "Labels" in {printer.name for printer in on_a_new_thread(system_printers)}
    sender = Sender(LASER, SystemRoute(LASER, lambda: maker), shop.book)
    for template, first_label in (("item", 1), ("item_sheet", 21)):
        wanted = Wanted(
            template=template,
            kind=LabelKind.ITEM,
            record_uids=(shop.uids.radio_item, shop.uids.paste_item),
            first_label=first_label,
        )
        job = shop.book.ask(wanted, "Laser")
        assert isinstance(job, PrintJob)
        sender.attempt(job)
        assert shop.state(job) is PrintState.SENT
    (single, options), (sheets, sheet_options) = server.arrived(2)
    assert codes(single, tmp_path) == [{"SN-1"}, {"LOT-1"}]
    assert codes(sheets, tmp_path, 300) == [{"SN-1"}, {"LOT-1"}]
    assert "media=Custom.50x25mm" in options.split()
    assert "media=A4" in sheet_options.split()


@pytest.mark.optional
@needs_cups
def test_qt_itself_prints_where_it_is_asked_to(
    qapp: QGuiApplication, maker: LabelMaker, server: CupsServer, tmp_path: Path
) -> None:
    """The way that is taken where there is no CUPS: the same pages arrive."""
    route = SystemRoute(LASER, lambda: maker, by_cups=False)
    assert on_a_new_thread(route.status).can_print
    assert on_a_new_thread(route.prepare(SHEETS)) == Sent(2)
    ((content, options),) = server.arrived()
    assert codes(content, tmp_path, 300) == [{"SN-1", "SN-2"}, {"SN-3"}]
    assert "fit-to-page" not in options.split()
