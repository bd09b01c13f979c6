"""The logbook: JSON lines in a file, with tracebacks, and never in the way."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from kitstation.domain.errors import StoreFault
from kitstation.station.logbook import LARGEST_FILE, OLD_FILES, logbook, record_failure


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_what_is_logged_is_one_json_object_a_line(tmp_path: Path) -> None:
    with logbook(tmp_path / "log"):
        logging.getLogger("kitstation.tests").info("verdict", extra={"code": "ISSUED", "scan": "ü\n\x1d"})
    (line,) = lines(tmp_path / "log")
    assert {key: line[key] for key in ("event", "level", "logger", "code", "scan")} == {
        "event": "verdict",
        "level": "info",
        "logger": "kitstation.tests",
        "code": "ISSUED",
        "scan": "ü\n\x1d",
    }
    assert line["timestamp"].endswith("Z")


def test_faults_and_bugs_are_logged_with_their_tracebacks(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with logbook(tmp_path / "log"):
        for error in (StoreFault("The disk is full", detail="d", hint="h"), ZeroDivisionError("oops")):
            try:
                raise error
            except (StoreFault, ZeroDivisionError) as raised:
                record_failure(raised)
    fault, bug = lines(tmp_path / "log")
    assert (fault["event"], fault["title"], fault["hint"]) == ("fault", "The disk is full", "h")
    assert "Traceback" in fault["exception"]
    assert (bug["event"], bug["level"]) == ("bug", "critical")
    assert "ZeroDivisionError: oops" in bug["exception"]
    assert len(caplog.records) == 2


def test_a_log_that_cannot_be_written_is_in_nobodys_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with logbook(tmp_path / "no folder" / "log"):
        logging.getLogger("kitstation.tests").info("unheard")
    assert capsys.readouterr() == ("", "")


def test_the_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    logger = logging.getLogger("kitstation.tests")
    with logbook(tmp_path / "log"):
        for _ in range((OLD_FILES + 2) * 5):
            logger.info("much", extra={"text": "x" * (LARGEST_FILE // 4)})
    files = list(tmp_path.iterdir())
    assert len(files) == OLD_FILES + 1
    assert all(file.stat().st_size <= LARGEST_FILE for file in files)


def test_nothing_is_logged_after_the_end(tmp_path: Path) -> None:
    with logbook(tmp_path / "log"):
        pass
    logging.getLogger("kitstation.tests").info("late")
    assert not (tmp_path / "log").exists()
