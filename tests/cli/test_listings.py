"""Listings that are cut, and names that nobody knows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kitstation.cli.app import app
from kitstation.cli.near_matches import MOST_COMPARED, near
from tests.cli.conftest import Run
from tests.cli.processes import ROOT
from tests.cli.test_inventory_commands import out


@pytest.mark.parametrize("group", ["inventory", "part", "location"])
def test_a_long_listing_ends_where_it_is_told_to(run: Run, group: str) -> None:
    every = out(run(group, "list", "--json"))
    assert len(every) > 1
    assert out(run(group, "list", "--limit", "1", "--json")) == every[:1]
    assert len(run(group, "list", "--limit", "1").stdout.splitlines()) == 2
    assert run(group, "list", "--limit", "0").exit_code == 2


def test_further_listings_end_where_they_are_told_to(run: Run) -> None:
    for part in ("RADIO", "PASTE"):
        run("position", "create", "--part", part, "--location", "Stores/A1-03")
        run("order", "create", "PO-7", "--part", part, "--quantity", "5")
        run("run", "create", "--title", f"Run of {part}", "--part", "BOARD", "--quantity", "1")
        run("run", "kit", f"Run of {part}")
    for group in ("position", "order", "run", "kit"):
        every = out(run(group, "list", "--json"))
        assert len(every) > 1
        assert out(run(group, "list", "--limit", "1", "--json")) == every[:1]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("kit", "show", "KIT1"), "KIT-1"),
        (("bench", "--stdin", "--kit", "kit-2"), "KIT-1"),
        (("location", "update", "Stores/A1-30", "--archive"), "Stores/A1-03"),
        (("supplier", "show", "acne"), "Acme"),
        (("run", "show", "Octobre batch"), "October batch"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_those_like_it(
    run: Run, words: tuple[str, ...], meant: str
) -> None:
    run("supplier", "create", "Acme")
    run("run", "create", "--title", "October batch", "--part", "BOARD", "--quantity", "1")
    result = run(*words, "--json")
    assert result.exit_code == 1
    assert f"Is it {meant}" in json.loads(result.stderr)["detail"]


@pytest.mark.parametrize(
    ("name", "known", "said"),
    [
        ("adda", ["Ada", "Bob"], "Is it Ada?"),
        ("Eve", ["Ada", "Bob"], ""),
        ("A-3", ["A-1", "A-2", "B1"], "Is it A-2 or A-1?"),
        ("x", [], ""),
    ],
)
def test_near_matches(name: str, known: list[str], said: str) -> None:
    assert near(name, known) == said


def test_no_more_names_are_compared_than_is_quick() -> None:
    assert near("target", [*("other" for _ in range(MOST_COMPARED)), "target"]) == ""


@pytest.mark.usefixtures("caplog")
def test_a_file_is_no_profile(tmp_path: Path) -> None:
    file = tmp_path / "profile"
    file.write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(app, ["kit", "list", "--profile", str(file)])
    assert result.exit_code == 3
    assert f"{file}: This is a file." in result.stderr
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="there the command line is text already")
def test_bytes_that_are_no_text_are_refused(profile: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kitstation", "supplier", "create", b"\xff", "--profile", profile],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"use UTF-8" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="it is about locales")
def test_names_are_kept_and_told_whole_without_a_language(profile: Path) -> None:
    name = "Jänner → Ω"
    for words in (("create", name), ("list",)):
        done = subprocess.run(
            [sys.executable, "-m", "kitstation", "supplier", *words, "--profile", str(profile)],
            cwd=ROOT,
            env={**os.environ, "LANG": "C", "LC_ALL": ""},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert name in done.stdout.decode("utf-8")
