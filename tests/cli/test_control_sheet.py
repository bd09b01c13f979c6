"""The sheet of control codes, from the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def command(*arguments: str, name: str = "control-sheet") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kitstation", name, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_sheet_is_a_pdf(tmp_path: Path) -> None:
    done = command(str(tmp_path / "sheet.pdf"), "--profile", str(tmp_path / "profile"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_the_test_codes_are_a_pdf_of_their_own(tmp_path: Path) -> None:
    done = command(
        str(tmp_path / "codes.pdf"), "--letter", "--profile", str(tmp_path / "profile"), name="test-codes"
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "codes.pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_not_there_is_a_fault_that_says_so(tmp_path: Path) -> None:
    done = command(str(tmp_path / "nowhere" / "sheet.pdf"), "--profile", str(tmp_path / "profile"))
    assert done.returncode == 3
    assert "Choose another folder" in done.stderr
