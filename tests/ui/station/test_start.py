"""Starting the station: what is loaded before its window is shown."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kitstation.station.profile import Profile
from kitstation.ui.page_entries import PAGES

ROOT = Path(__file__).parents[3]

STARTED = """
import sys
from pathlib import Path
import kitstation.__main__, kitstation.bootstrap
from kitstation.station.profile import Profile
from kitstation.station.settings import Settings
from kitstation.ui.application import make_application
from kitstation.ui.demo.furnishing import VirtualScannerPlace
from kitstation.ui.page_entries import PAGES
from kitstation.ui.station_app import StationApp

app = make_application()
station = StationApp(app, Profile(Path(sys.argv[1])), Settings(last_kit="KIT-1", mute=True), PAGES)
place = VirtualScannerPlace(station)
station.start()
loaded = sorted(sys.modules)
station.close()
place.close()
print(*loaded, sep="\\n")
"""

NEEDLESS = (
    *(f"kitstation.ui.pages.{entry.key}" for entry in PAGES if entry.key != "bench"),
    "kitstation.ui.importing",
    "kitstation.ui.forms",
    "kitstation.station.importing",
    "kitstation.station.demo_day",
    "kitstation.store.migrations",
    "kitstation.labels",
    "PySide6.QtMultimedia",
    "PySide6.QtPrintSupport",
    "alembic",
    "argon2",
    "biip",
    "openpyxl",
    "pygments",
    "re2",
    "rich",
    "structlog",
    "tomlkit",
    "zxingcpp",
)
"""What takes long to load and is not wanted before somebody asks for it, or something goes wrong."""


def test_the_window_is_shown_before_what_few_benches_need_is_loaded(profile: Profile) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STARTED, str(profile.folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert "kitstation.ui.pages.bench.page" in loaded
    assert loaded.intersection(NEEDLESS) == set()
