"""Starts a window in a process of its own and tells how long that took and how much memory it needed.

Run as `python -m tests.benchmarks.starting FOLDER` for the station of a profile, without FOLDER for a bare window.
It prints `{"usable_ns": ..., "peak_kib": ...}`: the wall clock when the window could be used, and the largest
resident size in KiB after each page had been shown.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path


def start_station(folder: Path) -> int:
    """Start a station as the program does, and return when its kit was on the bench and painted."""
    # What the program imports belongs to its start.
    import kitstation.__main__
    from kitstation.station.loading import loading

    with loading():
        import kitstation.bootstrap  # noqa: F401
        from kitstation.ui.application import make_application
    from tests.benchmarks.stations import open_station, wait_until_answered
    from tests.benchmarks.stock_generator import LARGE_KIT

    with open_station(make_application(), folder, kit=LARGE_KIT) as station:
        station.window.repaint()
        usable = time.time_ns()
        station.window.show_page("kits")
        station.window.show_page("inventory")
        page = station.window.current_page
        wait_until_answered(page.model)  # type: ignore[attr-defined]  # the inventory page's
        station.window.repaint()
    return usable


def start_bare_window() -> int:
    """Start a window with nothing in it but a label, and return when it was painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Ready"))
    window.resize(1280, 800)
    window.show()
    QTimer.singleShot(0, app.quit)
    app.exec()
    window.repaint()
    return time.time_ns()


def main() -> None:
    """Start what the command line asks for, and tell."""
    usable = start_station(Path(sys.argv[1])) if len(sys.argv) > 1 else start_bare_window()
    sys.stdout.write(json.dumps({"usable_ns": usable, "peak_kib": peak_kib()}))


def peak_kib() -> int:
    """Return the largest resident size of this process so far, in KiB.

    Not from `getrusage`: there a new process begins with the size of the one that started it.
    """
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found, "This measures memory on Linux alone."
    return int(found[1])


if __name__ == "__main__":
    main()
