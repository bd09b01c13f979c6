"""Print systems to test with: a real CUPS of the test's own, and programs that answer as its commands do."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.devices.cups_server import CUPSD, CupsServer, cups_server

needs_cups = pytest.mark.skipif(
    CUPSD is None, reason="cupsd is not installed (on Debian: cups-daemon, cups-client)"
)
_KEEPS = """printf '%s\\n' "$@" > {folder}/arguments
cat > {folder}/job
echo request id is Labels-1"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[CupsServer]:
    with cups_server() as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        running.add_printer("Labels")
        yield running


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in front of all others; `lp` keeps what it gets, `lpstat` says what the files there say."""
    folder = tmp_path / "commands"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    write_command(
        folder,
        "lp",
        _KEEPS.format(folder=folder),
    )
    say(folder, "Labels accepting requests since Monday\nprinter Labels is idle.  enabled since Monday")
    return folder


def write_command(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(stat.S_IRWXU)


def say(folder: Path, words: str, *, runs: bool = True, code: int = 0) -> None:
    """Let `lpstat` answer so."""
    state = "scheduler is running" if runs else "scheduler is not running"
    (folder / "words").write_text(words)
    write_command(
        folder, "lpstat", f'[ "$1" = -r ] && echo {state} && exit 0\ncat {folder}/words\nexit {code}'
    )
