"""Printing in the running station: what waits is sent, trouble is told, and everything ends in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from kitstation.domain.records import LabelKind, PrintJob, PrintState
from kitstation.station.desk import Desk
from kitstation.station.printing.book import PrintBook, Wanted, on_this_thread
from kitstation.station.printing.events import JobProgress, PrintEvent
from kitstation.station.printing.printer_settings import PrinterKind, PrinterSettings
from kitstation.station.profile import Profile
from kitstation.station.settings import Settings
from kitstation.store.queries.label_subjects import SelectedBy, Selection, selected
from kitstation.store.store import Store
from kitstation.ui.printing.print_desk import PrintDesk
from kitstation.ui.station_app import StationApp
from tests.devices.fake_printer import FakePrinter, fake_printer
from tests.station.printing.shop import OUT_OF_LABELS, READY
from tests.support.clock import FakeClock, SeqIds

OpenStation = Callable[..., StationApp]

FAR_OFF = "127.0.0.1:1"
"""Nothing listens there."""


@pytest.fixture
def printer() -> Iterator[FakePrinter]:
    with fake_printer(READY, for_ever=True) as made:
        yield made


def _zebra(port: int, name: str = "Zebra") -> PrinterSettings:
    return PrinterSettings(name=name, kind=PrinterKind.TCP, address=f"127.0.0.1:{port}")


def _settings(*printers: PrinterSettings) -> Settings:
    return Settings(mute=True, printers=printers)


def _in_store(profile: Profile, work: Callable[[Store, PrintBook, str], PrintJob | None]) -> PrintJob:
    """Do something about a label of SN-1 while no window is open."""
    store = Store(profile.database)
    try:
        desk = Desk(FakeClock(), SeqIds(500_000), "Ada", "B1")
        with store.reading() as reader:
            uids = selected(reader, LabelKind.ITEM, Selection(SelectedBy.SERIAL, "SN-1"))
        job = work(store, PrintBook(on_this_thread(store), lambda: desk), uids[0])
    finally:
        store.close()
    assert isinstance(job, PrintJob)
    return job


def _asked(_store: Store, book: PrintBook, item_uid: str) -> PrintJob | None:
    job = book.ask(Wanted(template="item", kind=LabelKind.ITEM, record_uids=(item_uid,)), "Zebra")
    assert isinstance(job, PrintJob)
    return job


def _was_sending(store: Store, book: PrintBook, item_uid: str) -> PrintJob | None:
    job = _asked(store, book, item_uid)
    assert job is not None
    return book.notice(job, PrintState.SENDING)


def _wait_for(state: PrintState, job: PrintJob, station: StationApp, qtbot: QtBot) -> None:
    """Wait until a job has come to a state."""
    read: list[PrintJob | None] = []

    def reached() -> bool:
        if read and read[-1] is not None and read[-1].state is state:
            return True
        station.printing.submit(lambda desk: desk.book.job(job.uid), read.append, station.window.show_fault)
        return False

    qtbot.waitUntil(reached, timeout=20_000)


def test_what_was_kept_is_sent_when_the_window_starts(
    profile: Profile, open_station: OpenStation, printer: FakePrinter, qtbot: QtBot
) -> None:
    job = _in_store(profile, _asked)
    station = open_station(_settings(_zebra(printer.port)))
    _wait_for(PrintState.SENT, job, station, qtbot)
    assert any(b"^XA" in received for received in printer.connections)
    assert not station.window.notices.isVisible()


def test_what_was_being_sent_at_a_crash_needs_a_person(
    profile: Profile, open_station: OpenStation, printer: FakePrinter, qtbot: QtBot
) -> None:
    job = _in_store(profile, _was_sending)
    station = open_station(_settings(_zebra(printer.port)))
    qtbot.waitUntil(station.window.notices.isVisible)
    assert station.window.notices.text.startswith("Labels may have come out in part at Zebra")
    station.printing.submit(lambda desk: desk.came_out(job.uid), _forget, station.window.show_fault)
    _wait_for(PrintState.SENT, job, station, qtbot)
    qtbot.waitUntil(station.window.notices.isHidden)
    assert not any(b"^XA" in received for received in printer.connections)


def test_a_printer_without_labels_is_told_once_and_goes_on_when_it_has_some(
    profile: Profile, open_station: OpenStation, qtbot: QtBot
) -> None:
    job = _in_store(profile, _asked)
    with fake_printer(OUT_OF_LABELS, OUT_OF_LABELS, READY, READY, for_ever=True) as printer:
        station = open_station(_settings(_zebra(printer.port)))
        qtbot.waitUntil(station.window.notices.isVisible)
        assert "out of labels" in station.window.notices.text
        station.window.notices.dismiss()
        heard: list[PrintEvent] = []
        station.printing.told.connect(heard.append)
        station.printing.submit(lambda desk: desk.retry(job.uid), _forget, station.window.show_fault)
        qtbot.waitUntil(lambda: any(isinstance(one, JobProgress) and bool(one.title) for one in heard))
        assert not station.window.notices.isVisible()
        station.printing.submit(lambda desk: desk.retry(job.uid), _forget, station.window.show_fault)
        _wait_for(PrintState.SENT, job, station, qtbot)
        station.close()


def test_a_printer_that_is_set_up_later_gets_what_waits_for_it(
    profile: Profile, open_station: OpenStation, printer: FakePrinter, qtbot: QtBot
) -> None:
    job = _in_store(profile, _asked)
    station = open_station(_settings())
    qtbot.waitUntil(station.window.notices.isVisible)
    assert station.window.notices.text.startswith("There is no printer “Zebra” any more")
    station.settings.change(printers=(_zebra(printer.port),))
    _wait_for(PrintState.SENT, job, station, qtbot)
    qtbot.waitUntil(station.window.notices.isHidden)


def test_what_is_asked_for_as_the_window_closes_is_kept(
    profile: Profile, open_station: OpenStation, qtbot: QtBot
) -> None:
    unplugged = PrinterSettings(name="Zebra", kind=PrinterKind.TCP, address=FAR_OFF)
    station = open_station(_settings(unplugged))

    def ask(desk: PrintDesk) -> object:
        wanted = Wanted(template="item", kind=LabelKind.ITEM, record_uids=(uid,))
        return desk.print_labels(wanted, unplugged)

    uid = _uid_of(station, qtbot)
    station.printing.submit(ask, _forget, station.window.show_fault)
    station.close()
    job = _in_store(profile, lambda _store, book, _uid: book.newest(1)[0])
    assert (job.state, job.record_uids) == (PrintState.QUEUED, (uid,))


def _uid_of(station: StationApp, qtbot: QtBot) -> str:
    found: list[tuple[str, ...]] = []

    def read(store: Store) -> tuple[str, ...]:
        with store.reading() as reader:
            return selected(reader, LabelKind.ITEM, Selection(SelectedBy.SERIAL, "SN-1"))

    station.services.tasks.submit(read, found.append, station.window.show_fault)
    qtbot.waitUntil(lambda: bool(found))
    return found[0][0]


def _forget(_result: object) -> None:
    """Leave it at that."""
