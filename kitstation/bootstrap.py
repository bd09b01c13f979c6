"""The composition root: puts a station together from its profile, for the command line and for the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kitstation.domain.clock import Clock, SystemClock
from kitstation.domain.errors import KitstationError
from kitstation.domain.ids import Uuid7Source
from kitstation.station.bench import BenchPolicy, BenchSession
from kitstation.station.code_patterns import KnownCodes, known_codes
from kitstation.station.desk import Desk
from kitstation.station.loading import loading
from kitstation.station.logbook import logbook
from kitstation.station.operators import Staff, load_staff
from kitstation.station.profile import Profile
from kitstation.station.settings import Settings, load_settings
from kitstation.store.store import Reach, Store, no_step

if TYPE_CHECKING:
    from kitstation.station.pick_list import PickList
    from kitstation.ui.demo.record import DemoRecord
    from kitstation.ui.label_making import LabelMaker


_SCREENS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@dataclass(frozen=True, slots=True)
class Station:
    """One open station. Belongs to the thread that opened it."""

    profile: Profile
    settings: Settings
    store: Store
    desk: Desk
    reach: Reach = no_step
    staff: Staff = field(default_factory=Staff)
    codes: KnownCodes = field(default_factory=KnownCodes)

    @property
    def clock(self) -> Clock:
        """What tells the time here."""
        return self.desk.clock

    def bench(self, policy: BenchPolicy) -> BenchSession:
        """Return a bench session with no kit on it."""
        return BenchSession(self.store, self.desk, policy=policy, reach=self.reach)


@contextmanager
def open_profile(folder: Path | None) -> Iterator[Profile]:
    """Make the profile in a folder, or else the user's own, ready and write its logbook until the end of the block."""
    profile = Profile(folder.absolute()) if folder else Profile.usual()
    profile.prepare()
    with logbook(profile.log):
        yield profile


@contextmanager
def open_station(profile: Profile, *, reach: Reach = no_step) -> Iterator[Station]:
    """Open the station of a profile; `reach` is told each step of each command as it is reached."""
    settings = load_settings(profile.settings)
    clock = SystemClock()
    codes = known_codes(settings.patterns)
    desk = Desk(clock, Uuid7Source(clock), settings.operator, settings.station_name, grammar=codes.grammar)
    store = Store(profile.database, reach=reach)
    try:
        staff = load_staff(store)
        at_work = replace(desk, role=staff.role_of(desk.operator))
        yield Station(profile, settings, store, at_work, reach, staff, codes)
    finally:
        store.close()


def open_window(profile: Profile) -> int:
    """Open the station's window, and return the exit code when it is closed."""
    _require_screen()
    settings = load_settings(profile.settings)
    try:
        with loading():
            from kitstation.ui.application import run_gui
    except ImportError as error:
        raise _no_window(error) from error
    return run_gui(profile, settings)


def demo_folder(profile: Path | None, headless: Path | None) -> Path:
    """Return where the demo keeps its station: never where the user's own station is."""
    if profile is not None:
        return profile
    return headless / "profile" if headless else Profile.usual().folder / "demo"


def show_demo(profile: Profile, *, fresh: bool) -> int:
    """Open the demo's window, and return the exit code when it is closed."""
    _require_screen()
    try:
        with loading():
            from kitstation.ui.demo import running
    except ImportError as error:
        raise _no_window(error) from error
    return running.show_demo(profile, fresh=fresh)


def play_demo(profile: Profile, folder: Path) -> DemoRecord:
    """Play the demo without a screen, with pictures and a report in `folder`."""
    try:
        with loading():
            from kitstation.ui.demo import running
    except ImportError as error:
        raise _no_window(error) from error
    return running.play_demo(profile, folder)


def write_control_sheet(path: Path, *, letter: bool, test_codes_only: bool = False) -> None:
    """Write the control codes, and on a page behind them the test codes, as a PDF; no screen is needed."""
    try:
        from kitstation.labels import control_sheet
        from kitstation.labels.template_files import load_template
        from kitstation.ui.control_entries import control_entries, trial_entries
        from kitstation.ui.resources import resource
    except ImportError as error:
        raise _no_window(error) from error
    paper = control_sheet.Paper.LETTER if letter else control_sheet.Paper.A4
    template = load_template(resource("labels/control_sheet.toml"))
    entries = trial_entries() if test_codes_only else (*control_entries(), *trial_entries())
    title = "Test codes" if test_codes_only else "Control codes"
    with drawing():
        control_sheet.write_control_sheet(path, entries, template, paper=paper, title=title)


def write_pick_list(path: Path, picks: PickList, *, letter: bool) -> None:
    """Write a kit's pick list as a PDF; no screen is needed."""
    try:
        from kitstation.labels.control_sheet import Paper
        from kitstation.labels.table_sheet import write_table_sheet
        from kitstation.station.sentences import Speech
        from kitstation.ui.pages.kits.pick_sheet import pick_sheet
    except ImportError as error:
        raise _no_window(error) from error
    with drawing():
        write_table_sheet(path, pick_sheet(picks, Speech()), paper=Paper.LETTER if letter else Paper.A4)


@contextmanager
def label_maker(profile: Profile) -> Iterator[LabelMaker]:
    """Give what makes labels, from the program's templates and the profile's own; no screen is needed."""
    try:
        from kitstation.ui.label_making import LabelMaker
    except ImportError as error:
        raise _no_window(error) from error
    with drawing():
        yield LabelMaker.of_shop(profile.labels)


@contextmanager
def drawing() -> Iterator[None]:
    """Let Qt draw on paper and pictures, without a screen, as long as the block lasts."""
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication(["kitstation", "-platform", "offscreen"])
    yield
    application.quit()


def _require_screen() -> None:
    """Raise KitstationError where Qt would end the program because it finds no screen."""
    needs_server = sys.platform not in {"win32", "darwin"}
    if needs_server and not any(os.environ.get(name) for name in _SCREENS):
        raise KitstationError(
            "There is no screen",
            detail="Neither DISPLAY nor WAYLAND_DISPLAY is set.",
            hint="Start it in a desktop session. In a terminal, “kitstation bench” takes scans as well.",
        )


def _no_window(error: ImportError) -> KitstationError:
    return KitstationError(
        "The window cannot be opened",
        detail=str(error),
        hint="Libraries that Qt needs are missing: start it with packaging/run, which installs them. "
        "The other commands work without (kitstation --help).",
    )
