"""The play believes neither the bench's word nor the screen: it compares both with the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kitstation.domain.clock import SystemClock
from kitstation.domain.ids import Uuid7Source
from kitstation.station.demo_day import BOM_FILE, DAY, STOCK_FILE, DemoStep, Gesture
from kitstation.station.demo_profile import DemoFiles, prepare_demo
from kitstation.station.profile import Profile
from kitstation.station.settings import load_settings
from kitstation.ui.demo.furnishing import ChosenReaders, Furniture, VirtualScannerPlace
from kitstation.ui.demo.photographer import Photographer
from kitstation.ui.demo.play import DemoPlay, Stage
from kitstation.ui.demo.record import StepRecord
from kitstation.ui.demo.waiting import Waiter
from kitstation.ui.page_entries import PAGES
from kitstation.ui.resources import resource
from kitstation.ui.station_app import StationApp

SCANS = tuple(replace(step, picture="") for step in DAY if step.gesture is Gesture.SCAN)
PULL = DemoStep("Pulled", Gesture.UNPLUG)
PUSH = DemoStep("Pushed", Gesture.PLUG)


@dataclass(frozen=True)
class Theatre:
    """A station with a virtual scanner for a day of its own."""

    station: StationApp
    place: VirtualScannerPlace
    furniture: Furniture
    play: DemoPlay


OpenTheatre = Callable[..., Theatre]


@pytest.fixture
def theatre(qapp: QApplication, tmp_path: Path) -> Iterator[OpenTheatre]:
    """Opens the theatre for the steps that are given."""
    with ExitStack() as at_the_end:

        def opened(*day: DemoStep, longest_ms: int = 10_000) -> Theatre:
            made = _open(qapp, tmp_path, day, longest_ms)
            at_the_end.callback(made.place.close)
            at_the_end.callback(made.station.close)
            assert made.play.begin()
            return made

        yield opened


def _open(qapp: QApplication, folder: Path, day: tuple[DemoStep, ...], longest_ms: int) -> Theatre:
    clock = SystemClock()
    profile = Profile(folder / "profile")
    files = DemoFiles(resource(BOM_FILE), resource(STOCK_FILE))
    kit = prepare_demo(profile, files, clock=clock, ids=Uuid7Source(clock))
    settings = load_settings(profile.settings).model_copy(update={"mute": True})
    station = StationApp(qapp, profile, settings, PAGES)
    readers = ChosenReaders(station.settings)
    place = VirtualScannerPlace(station, folder=profile.folder, readers=readers, day=day)
    furniture = place.open()
    waiter = Waiter(longest_ms)
    photographer = Photographer(station.window, station.appearance, folder, waiter)
    stage = Stage(
        window=station.window,
        bench=station.bench,
        driver=station.driver,
        panel=furniture.dock.panel,
        scanner=furniture.scanner,
        services=station.services,
        kit=kit,
    )
    station.start()
    return Theatre(station, place, furniture, DemoPlay(stage, photographer, waiter))


def wrongs(records: tuple[StepRecord, ...]) -> list[str]:
    return [record.wrong for record in records]


def test_scans_that_do_what_they_should_are_all_right(theatre: OpenTheatre) -> None:
    records = theatre(*SCANS[:4]).play.play()
    assert wrongs(records) == [""] * 4
    assert [record.found for record in records] == [step.code for step in SCANS[:4]]


def test_times_are_told_of_what_was_written_and_what_was_painted(theatre: OpenTheatre) -> None:
    issued, _, refused = theatre(*SCANS[:3]).play.play()
    assert issued.elapsed_ms is not None
    assert issued.painted_ms is not None
    assert 0 < issued.elapsed_ms < issued.painted_ms
    assert refused.elapsed_ms is None


def test_another_verdict_than_the_expected_one_is_wrong(theatre: OpenTheatre) -> None:
    records = theatre(replace(SCANS[0], code="WRONG_PART"), SCANS[1]).play.play()
    assert wrongs(records) == ["WRONG_PART was expected, ISSUED came", ""]


def test_a_pulled_cable_is_noticed_and_the_day_goes_on(theatre: OpenTheatre) -> None:
    records = theatre(SCANS[0], PULL, PUSH, SCANS[1]).play.play()
    assert wrongs(records) == [""] * 4


def test_a_scan_without_a_scanner_is_wrong(theatre: OpenTheatre) -> None:
    records = theatre(PULL, SCANS[0], longest_ms=1_500).play.play()
    assert wrongs(records) == ["", "no verdict was painted in time"]


def test_the_station_names_its_virtual_scanner(theatre: OpenTheatre) -> None:
    opened = theatre(SCANS[0])
    assert [link.title for link in opened.station.links.links] == ["Virtual scanner"]


def test_the_panel_takes_its_room_beside_the_pages_and_gives_it_back(theatre: OpenTheatre) -> None:
    opened = theatre(SCANS[0])
    dock, window = opened.furniture.dock, opened.station.window
    seen = []
    for change in (dock.unfold, dock.toggle, dock.toggle, dock.fold):
        change()
        seen.append((dock.is_open, window.minimumWidth()))
    beside = (True, 1024 + dock.panel.width())
    assert seen == [beside, (False, 1024), beside, (False, 1024)]
