"""Starting, failing, ending: what holds whatever happens to the program."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pysqlite3.dbapi2
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kitstation.devices.virtual_scanner import VirtualScanner
from kitstation.domain.errors import StoreFault
from kitstation.station.profile import Profile
from kitstation.station.settings import Settings, load_settings
from kitstation.station.verdicts import Done
from kitstation.ui.application import EXIT_DONE, EXIT_FAULT, run_gui
from kitstation.ui.bench_driver import BenchFailure
from kitstation.ui.single_instance import SingleInstance
from kitstation.ui.start_fault import StartFaultWindow
from kitstation.ui.station_app import Outside, StationApp
from kitstation.ui.theme.tokens import Tone
from tests.support.desk import Desk, sit_down

Open = Callable[..., StationApp]

KILLED_WHILE_SCANNING = """
import os, signal, sys
from pathlib import Path
from kitstation.station.profile import Profile
from kitstation.station.settings import Settings
from kitstation.ui.application import make_application
from kitstation.ui.page_entries import BENCH_ENTRY
from kitstation.ui.station_app import Outside, StationApp

armed = []

def reach(step):
    if armed and step == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

app = make_application()
settings = Settings(last_kit="KIT-1", mute=True)
station = StationApp(app, Profile(Path(sys.argv[1])), settings, (BENCH_ENTRY,), Outside(reach=reach))

def scan_once(update):
    if update.view.kit and not armed:
        armed.append(True)
        station.router.take_typed("SN-1")

station.driver.updated.connect(scan_once)
station.start()
app.exec()
"""

STEPS = ["scan.read", "scan.resolved", "store.begin", "store.decided", "store.written", "store.committed"]


class DiskFull:
    """Lets every step pass until it is told that the disk is full."""

    def __init__(self) -> None:
        self.full = False

    def __call__(self, step: str) -> None:
        """Fail where a command is about to be durable."""
        if self.full and step == "store.written":
            raise StoreFault("The disk is full", detail="no room", hint="Make room, then scan again.")


@pytest.mark.parametrize("step", STEPS)
def test_whatever_was_recorded_before_the_program_was_killed_is_listed_after_it(
    step: str, profile: Profile, open_station: Open, qtbot: QtBot
) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_SCANNING, str(profile.folder), step],
        check=False,
        timeout=60,
        capture_output=True,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    station = open_station(Settings(last_kit="KIT-1", mute=True))
    qtbot.waitUntil(lambda: station.window.top_bar.number.text() == "KIT-1")
    listed = [entry.sentence for entry in station.bench.board.scans.entries]
    assert listed == (["SN-1"] if step == "store.committed" else [])


def test_a_full_disk_is_an_alarm_never_green_and_the_bench_goes_on(
    open_station: Open, settings: Settings, scanner: VirtualScanner, qtbot: QtBot
) -> None:
    disk = DiskFull()
    desk = sit_down(open_station(settings, Outside(reach=disk)), scanner, qtbot)
    disk.full = True
    scanner.send("SN-1")
    desk.settle(lambda: isinstance(desk.said[-1], BenchFailure))
    banner = desk.station.bench.board.banner.verdict
    assert (banner.tone, banner.headline) == (Tone.REFUSED, "Not recorded: SN-1")
    assert "Make room" in desk.station.window.notices.text
    assert desk.station.window.top_bar.pieces.text() == "0 of 15 pieces"
    disk.full = False
    assert desk.scan("SN-1").code == Done.ISSUED
    desk.station.window.notices.dismiss()
    assert not desk.station.window.notices.isVisible()


def test_a_fault_can_be_copied_for_a_colleague(desk: Desk) -> None:
    desk.station.window.show_fault(StoreFault("The disk failed", detail="sector 7", hint="Look at it."))
    copy = next(
        button
        for button in desk.station.window.notices.findChildren(QPushButton)
        if button.text() == "Copy details"
    )
    copy.click()
    assert QApplication.clipboard().text() == "The disk failed\nsector 7\nLook at it."


def test_a_bug_in_a_request_is_logged_told_once_and_acknowledges_nothing(
    open_station: Open,
    settings: Settings,
    scanner: VirtualScanner,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def stumble(step: str) -> None:
        if step == "scan.resolved":
            raise LookupError("a bug")

    desk = sit_down(open_station(settings, Outside(reach=stumble)), scanner, qtbot)
    scanner.send("SN-1")
    desk.settle(lambda: isinstance(desk.said[-1], BenchFailure))
    assert desk.station.bench.board.banner.verdict.tone is Tone.REFUSED
    assert "made an error" in desk.station.window.notices.text
    assert "LookupError" in caplog.text


def test_an_exception_that_nobody_caught_is_logged_and_told(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble() -> None:
        raise LookupError("in a thread")

    thread = threading.Thread(target=stumble, name="some thread")
    thread.start()
    thread.join()
    desk.qtbot.waitUntil(lambda: "made an error" in desk.station.window.notices.text)
    assert "in some thread" in caplog.text
    assert "LookupError" in caplog.text


def test_closing_ends_every_thread_and_keeps_the_place(desk: Desk, profile: Profile) -> None:
    desk.scan("SN-1")
    before = sys.excepthook
    desk.station.window.close()
    kept = load_settings(profile.settings)
    assert kept.window
    assert sys.excepthook is not before
    assert not [one.name for one in threading.enumerate() if one.name.startswith(("core", "scanner"))]


def test_what_was_handed_in_before_closing_is_done(
    desk: Desk, open_station: Open, settings: Settings, qtbot: QtBot
) -> None:
    desk.station.router.take_typed("SN-1")
    desk.station.close()
    again = open_station(settings)
    qtbot.waitUntil(lambda: again.window.top_bar.number.text() == "KIT-1")
    assert [entry.sentence for entry in again.bench.board.scans.entries] == ["SN-1"]


def test_a_kit_that_is_gone_is_not_an_alarm_at_the_start(open_station: Open, qtbot: QtBot) -> None:
    station = open_station(Settings(last_kit="KIT-GONE", mute=True))
    qtbot.waitUntil(lambda: not station.driver.pending and station.bench.board.no_kit.isVisible())
    assert station.bench.board.banner.verdict.tone is Tone.IDLE
    assert station.window.top_bar.number.text() == "No kit open"


def test_a_place_that_cannot_be_read_is_passed_over(desk: Desk) -> None:
    before = desk.station.window.size()
    desk.station.window.restore_place("no place at all")
    assert desk.station.window.size() == before


def test_a_second_start_brings_the_first_to_the_front(profile: Profile, qtbot: QtBot) -> None:
    first = SingleInstance(profile.folder)
    assert first.take()
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from kitstation.station.profile import Profile\nfrom kitstation.station.settings import Settings\n"
        "from kitstation.ui.application import run_gui\n"
        "sys.exit(run_gui(Profile(Path(sys.argv[1])), Settings()))"
    )
    with (
        qtbot.waitSignal(first.called, timeout=20_000),
        subprocess.Popen(
            [sys.executable, "-c", code, str(profile.folder)], stderr=subprocess.PIPE, text=True
        ) as second,
    ):
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
        assert second.returncode == EXIT_DONE
        assert "open on this profile already" in (second.stderr.read() if second.stderr else "")
    first.release()


def test_a_profile_can_be_taken_again_when_it_was_given_back(profile: Profile, qapp: QApplication) -> None:
    assert qapp
    first, second = SingleInstance(profile.folder), SingleInstance(profile.folder)
    assert first.take()
    first.release()
    assert second.take()
    second.release()


def fault_window(app: QApplication) -> StartFaultWindow | None:
    """Return the window that says why the station cannot start, once it is there."""
    found = [one for one in app.topLevelWidgets() if isinstance(one, StartFaultWindow) and one.isVisible()]
    return found[0] if found else None


class Impatient(QTimer):
    """Does something with the window of a start fault as soon as it is there."""

    def __init__(self, app: QApplication, act: Callable[[StartFaultWindow], object]) -> None:
        super().__init__(app)
        self._app = app
        self._act = act
        self.said: list[str] = []
        self.timeout.connect(self._look)
        self.start(20)

    def _look(self) -> None:
        window = fault_window(self._app)
        if window is not None:
            self.said.append(window.state.accessibleName())
            self._act(window)


def make_corrupt(path: Path) -> None:
    """Make the database file no database."""
    path.write_bytes(b"nothing that SQLite wrote" * 100)


def make_newer(path: Path) -> None:
    """Give the database the version of a program to come."""
    connection = pysqlite3.dbapi2.connect(path, isolation_level=None)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()


def make_unusable(path: Path) -> None:
    """Put a folder in the database's place."""
    for file in path.parent.glob(path.name + "*"):
        file.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "title"),
    [
        (make_corrupt, "not a database"),
        (make_newer, "newer version"),
        (make_unusable, "cannot be opened"),
    ],
)
def test_what_cannot_start_says_why_and_ends_with_3(
    qapp: QApplication,
    profile: Profile,
    spoil: Callable[[Path], None],
    title: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    spoil(profile.database)
    impatient = Impatient(qapp, StartFaultWindow.close)
    assert run_gui(profile, Settings(mute=True)) == EXIT_FAULT
    impatient.stop()
    assert title in impatient.said[0]
    assert "cannot start" in caplog.text


def test_a_locked_database_can_be_tried_again(
    qapp: QApplication, profile: Profile, caplog: pytest.LogCaptureFixture
) -> None:
    other = pysqlite3.dbapi2.connect(profile.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    def free_and_retry(window: StartFaultWindow) -> None:
        if other.in_transaction:
            other.execute("ROLLBACK")
            window.retried.emit()

    impatient = Impatient(qapp, free_and_retry)
    closing = QTimer(qapp)
    closing.timeout.connect(close_the_station)
    closing.start(50)
    outside = Outside(busy_timeout_s=0.05)
    assert run_gui(profile, Settings(mute=True), outside=outside) == EXIT_DONE
    impatient.stop()
    closing.stop()
    other.close()
    assert "in use by another program" in impatient.said[0]
    assert caplog.text


def close_the_station() -> None:
    """Close the station's window, if it is there."""
    from kitstation.ui.window import MainWindow

    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible():
            window.close()
