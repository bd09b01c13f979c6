"""The demo as it is started: it plays the day, takes its pictures, and says whether all was as it should be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from typer.testing import CliRunner

from kitstation.cli.app import app
from kitstation.station.demo_day import DAY
from kitstation.ui.demo import running
from kitstation.ui.theme.tokens import DARK, LIGHT

SIZES = ((1280, 800), (1920, 1080))
SHOWN = {
    "virtual-scanner",
    "kits",
    "inventory",
    "receiving",
    "counting",
    "positions",
    "genealogy",
    "history",
    "import-preview",
    "scanner-setup-choice",
    "scanner-setup-test",
    "scanner-setup-end",
    "codes",
    "code-pattern",
    "labels-sheet",
    "label-template",
}
GRID = 40
"""Pixels between those that are looked at."""


@pytest.fixture
def report(tmp_path: Path) -> dict[str, Any]:
    """What the demo reports, played by a process of its own into `tmp_path`."""
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    command = [sys.executable, "-m", "kitstation", "demo", "--headless", str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=150, check=False)
    assert done.returncode == 0, done.stderr
    assert f"{len(DAY)} of {len(DAY)} steps" in done.stdout
    assert str(tmp_path / "report.json") in done.stdout
    read: dict[str, Any] = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    return read


def colours_of(picture: QImage) -> set[int]:
    return {
        picture.pixel(x, y)
        for x in range(0, picture.width(), GRID)
        for y in range(0, picture.height(), GRID // 8)
    }


def assert_shows_something(picture: QImage, name: str) -> None:
    width, height = name.removesuffix(".png").rpartition("-")[2].split("x")
    assert (picture.width(), picture.height()) == (int(width), int(height)), name
    assert (picture.width(), picture.height()) in SIZES
    tokens = LIGHT if "-light-" in name else DARK
    assert QColor(tokens.background).rgb() in colours_of(picture), name
    assert len(colours_of(picture)) > 20, name


@pytest.mark.slow
def test_the_demo_plays_its_day_and_has_pictures_of_it(report: dict[str, Any], tmp_path: Path) -> None:
    assert report["ok"]
    assert [step["found"] for step in report["steps"]] == [step.code for step in DAY]
    assert all(step["ok"] for step in report["steps"])
    assert all(step["painted_ms"] > 0 for step in report["steps"] if step["gesture"] == "scan")
    assert all(step["elapsed_ms"] > 0 for step in report["steps"] if step["found"] == "ISSUED")
    assert report["audit"] == {"ok": True, "differences": []}
    assert report["kit"]["status"] == "In Progress"
    steps = {f"{number:02}-{step.picture}" for number, step in enumerate(DAY, 1) if step.picture}
    variants = {name.rsplit("-", 2)[0] for name in report["pictures"]}
    assert steps < variants
    assert {name[3:] for name in variants} >= SHOWN
    for name in report["pictures"]:
        picture = QImage(str(tmp_path / name))
        assert_shows_something(picture, name)
        if "-light-" in name:
            assert picture != QImage(str(tmp_path / name.replace("-light-", "-dark-"))), name


@pytest.mark.slow
def test_a_step_that_does_not_what_it_should_fails_the_demo(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = replace(DAY[1], code="WRONG_PART", picture="")
    monkeypatch.setattr(running, "DAY", (replace(DAY[0], picture=""), wrong))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    done = CliRunner().invoke(app, ["demo", "--headless", str(tmp_path)])
    assert done.exit_code == 1, done.output
    assert "WRONG_PART was expected, ISSUED came" in done.stderr
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [step["ok"] for step in report["steps"]] == [True, False]
    assert not report["ok"]


def test_a_demo_in_the_folder_of_a_real_station_is_a_fault(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "kitstation.db").write_bytes(b"")
    done = CliRunner().invoke(app, ["demo", "--headless", str(tmp_path / "out"), "--profile", str(tmp_path)])
    assert done.exit_code == 3
    assert "real station" in done.stderr
    assert "real station" in caplog.text
    assert (tmp_path / "kitstation.db").read_bytes() == b""
