"""A profile with the least that a bench needs, and ways to run the program on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kitstation.cli.app import app
from kitstation.store.store import Store
from tests.cli.processes import Program
from tests.support.bench import BenchUids, lay_out
from tests.support.databases import new_database
from tests.support.world import World

Run = Callable[..., Result]
Start = Callable[..., Program]


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile with kit KIT-1: 2 radios, 5 g of paste, 8 screws."""
    folder = tmp_path / "profile"
    folder.mkdir()
    lay_out_in(folder)
    return folder


def lay_out_in(folder: Path) -> BenchUids:
    """Make the least that a bench needs in a profile."""
    store = Store(new_database(folder / "kitstation.db"))
    try:
        return lay_out(World(store))
    finally:
        store.close()


@pytest.fixture
def run(profile: Path) -> Run:
    """Run a command on the profile, in this process."""

    def run_command(*arguments: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(app, [*arguments, "--profile", str(profile)], input=stdin)

    return run_command


@pytest.fixture
def start(profile: Path) -> Iterator[Start]:
    """Start the real program on the profile; it is ended with the test."""
    with ExitStack() as running:

        def start_program(*arguments: str) -> Program:
            program = Program("-m", "kitstation", *arguments, "--profile", str(profile))
            running.callback(program.end)
            return program

        yield start_program
