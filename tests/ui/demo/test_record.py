"""The record of a play is right only where everything was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kitstation.domain.errors import KitstationError
from kitstation.ui.demo.record import DemoRecord, KitRecord, StepRecord

STEP = StepRecord(
    number=1,
    says="A serial number issues itself",
    gesture="scan",
    text="FPGA-0001",
    expected="ISSUED",
    found="ISSUED",
    message="Issued FPGA-0001",
    elapsed_ms=3.5,
    painted_ms=6.25,
)
KIT = KitRecord(number="K-1", status="In Progress", lines=2, lines_complete=1, required="4", issued="2")
RECORD = DemoRecord(
    steps=(STEP,), kit=KIT, differences=(), pictures=("01-issued.png",), troubles=(), versions={"qt": "6"}
)


def test_a_day_without_faults_is_right() -> None:
    assert RECORD.ok


@pytest.mark.parametrize(
    "record",
    [
        replace(RECORD, steps=(STEP, replace(STEP, wrong="ISSUED was expected, UNDONE came"))),
        replace(RECORD, differences=("a balance differs",)),
        replace(RECORD, troubles=("The program made an error",)),
    ],
)
def test_one_fault_makes_the_day_wrong(record: DemoRecord) -> None:
    assert not record.ok


def test_the_report_says_all_of_it(tmp_path: Path) -> None:
    RECORD.write(tmp_path / "report.json")
    read = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert read["ok"] is True
    assert read["steps"][0]["ok"] is True
    assert read["steps"][0]["painted_ms"] == 6.25
    assert read["kit"]["lines_complete"] == 1
    assert read["audit"] == {"ok": True, "differences": []}
    assert read["pictures"] == ["01-issued.png"]


def test_a_report_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(KitstationError, match="cannot be written"):
        RECORD.write(tmp_path / "no such folder" / "report.json")
