"""Starting: what is loaded, and what the bare command does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kitstation.cli.app import app
from kitstation.domain.errors import KitstationError
from kitstation.station.profile import Profile
from tests.cli.conftest import Run
from tests.cli.processes import ROOT

HEAVY = ("sqlalchemy", "PySide6", "pydantic", "structlog", "serial", "openpyxl", "biip", "alembic")


def test_the_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; import kitstation.__main__; "
        f"sys.stdout.write(' '.join(name for name in {HEAVY!r} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == ""


@pytest.mark.parametrize("command", [(), ("gui",)])
def test_without_a_command_the_window_is_opened(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]
) -> None:
    opened = []

    def open_window(profile: Profile) -> int:
        opened.append(profile.folder)
        return 0

    monkeypatch.setattr("kitstation.bootstrap.open_window", open_window)
    result = CliRunner().invoke(app, ["--profile", str(tmp_path / "p"), *command])
    assert result.exit_code == 0, result.output
    assert opened == [tmp_path / "p"]


@pytest.mark.usefixtures("caplog")
def test_a_window_that_cannot_be_opened_is_a_fault(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    def open_window(_profile: Profile) -> int:
        raise KitstationError("The window cannot be opened", hint="Start it with packaging/run.")

    monkeypatch.setattr("kitstation.bootstrap.open_window", open_window)
    result = run("gui")
    assert result.exit_code == 3
    assert result.stderr == "The window cannot be opened\nStart it with packaging/run.\n"


@pytest.mark.usefixtures("caplog")
@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="these have a screen of their own")
@pytest.mark.parametrize("command", ["gui", "demo"])
def test_without_a_screen_the_window_is_a_fault_and_no_crash(
    monkeypatch: pytest.MonkeyPatch, run: Run, command: str
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    result = run(command)
    assert result.exit_code == 3
    assert result.stderr.startswith("There is no screen\n")


@pytest.mark.usefixtures("caplog")
def test_missing_libraries_of_the_window_are_named(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setitem(sys.modules, "kitstation.ui.application", None)
    result = run("gui")
    assert result.exit_code == 3
    assert "kitstation.ui.application" in result.stderr
    assert "packaging/run" in result.stderr
