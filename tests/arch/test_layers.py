"""The house rules that a machine can check."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "kitstation"
SOURCES = sorted(PACKAGE.rglob("*.py"))

FORBIDDEN_NAMES = frozenset({"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers"})
FORBIDDEN_CODE = {
    "print": re.compile(r"(?<![\w.])print\("),
    "a nested event loop": re.compile(r"processEvents"),
    "a lambda as a slot": re.compile(r"\.connect\(\s*lambda"),
    "a second clock": re.compile(r"\bdatetime\.(now|utcnow|today)\("),
    "a second source of ids": re.compile(r"\buuid[14]\("),
}
OWNERS = {"a second clock": {Path("domain/clock.py")}}
"""Where such code belongs."""


def test_every_room_imports_only_what_it_may() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    names = {part for path in SOURCES for part in path.relative_to(PACKAGE).with_suffix("").parts}
    assert not {name for name in names if FORBIDDEN_NAMES & set(name.lower().split("_"))}


@pytest.mark.parametrize("what", FORBIDDEN_CODE)
def test_nothing_in_the_product_uses(what: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in SOURCES
        if path.relative_to(PACKAGE) not in OWNERS.get(what, set())
        for match in FORBIDDEN_CODE[what].finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
