"""The README is true: its commands are run as they stand there, and what it names is there."""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner, Result

from kitstation.cli.app import app
from kitstation.domain.clock import SystemClock
from kitstation.domain.ids import Uuid7Source
from kitstation.station.demo_profile import DemoFiles, prepare_demo
from kitstation.station.profile import Profile
from tests.packaging.documents import (
    README,
    ROOT,
    arguments,
    command_at,
    every_command,
    inline,
    options_of,
    typed,
)

# The application that a command would make for itself would be in the way of the tests of the window.
pytestmark = pytest.mark.usefixtures("qapp")

DEMO = ROOT / "resources" / "demo"
COLUMNS = re.search(r"\n(part_number,.*)\n", README)
TO_TYPE = [line for line in typed(README) if arguments(line)]
WINDOWS = ("gui", "demo")
SHOWS = [line for line in TO_TYPE if arguments(line)[0] in WINDOWS or "/dev/" in line]
"""These open a window, or wait at a port for a scanner; other tests do so."""
DOES = [line for line in TO_TYPE if line not in SHOWS]
HOUSE = ("kitstation", "tests")
"""Where a path of the developer's guide may begin without saying so, or in a room of the first one."""


def as_typed(line: str) -> str:
    return shlex.join(arguments(line)).replace("/", "|")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a profile that has what the README names, and the files beside it."""
    folder = tmp_path_factory.mktemp("shop")
    clock = SystemClock()
    profile = Profile(folder / "profile")
    files = DemoFiles(DEMO / "glasgow-revC3-bom.csv", DEMO / "stock.csv")
    prepare_demo(profile, files, clock=clock, ids=Uuid7Source(clock))
    for words in (
        ("part", "create", "RADIO", "--tracking", "serial"),
        ("inventory", "create", "--part", "RADIO", "--serial", "SN-0001", "--location", "Stores"),
    ):
        assert kitstation(*words, profile=profile.folder).exit_code == 0
    settings = json.loads(profile.settings.read_text(encoding="utf-8"))
    printer = {"name": "Zebra", "kind": "pdf-folder", "address": str(folder)}
    profile.settings.write_text(json.dumps({**settings, "printers": [printer]}), encoding="utf-8")
    write_files(folder)
    return folder


def write_files(folder: Path) -> None:
    shutil.copy(DEMO / "glasgow-revC3-bom.csv", folder / "board.csv")
    supplier = {"kind": "CreateSupplier", "name": "Acme"}
    (folder / "commands.jsonl").write_text(json.dumps(supplier) + "\n", encoding="utf-8")
    (folder / "payloads.jsonl").write_text(
        '"[)>\\u001e06\\u001dPABC\\u001dQ5\\u001e\\u0004"\n', encoding="utf-8"
    )
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    assert COLUMNS is not None
    columns = COLUMNS.group(1).split(",")
    with (DEMO / "stock.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    row |= {"lot_number": "ANOTHER", "date_code": "2319"}
    sheet.append(columns)
    sheet.append([row[name] for name in columns])
    book.save(folder / "stock.xlsx")


@pytest.fixture
def at_the_shop(shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shop, as the current folder."""
    folder = tmp_path / "shop"
    shutil.copytree(shop, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("KITSTATION_NEW_PIN", "4711")
    return folder


def kitstation(*words: str, profile: Path) -> Result:
    return CliRunner().invoke(app, ["--profile", str(profile), *words])


def test_there_are_commands_to_type() -> None:
    assert len(TO_TYPE) > 20


@pytest.mark.parametrize("line", DOES, ids=as_typed)
def test_a_command_does_what_the_readme_promises(line: str, at_the_shop: Path) -> None:
    words = arguments(line)
    result = kitstation(*words, profile=at_the_shop / "profile")
    assert result.exit_code == 0, result.output
    for file in re.findall(r"\S+\.pdf", " ".join(words)):
        assert (at_the_shop / file).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("line", SHOWS, ids=as_typed)
def test_a_command_that_opens_a_window_or_a_port_exists(line: str) -> None:
    command, rest = command_at(arguments(line))
    assert not hasattr(command, "commands")
    assert {word for word in rest if word.startswith("--")} <= options_of(command)


def test_the_columns_of_the_plainest_file_are_all_understood(at_the_shop: Path) -> None:
    result = kitstation("import", "inventory", "stock.xlsx", "--json", profile=at_the_shop / "profile")
    assert result.exit_code == 0, result.output
    found = kitstation("inventory", "list", "--lot", "ANOTHER", "--json", profile=at_the_shop / "profile")
    (item,) = json.loads(found.stdout)
    assert (item["date_code"], item["location"]) == ("2319", "Stores/A1-08")


def test_every_option_in_a_sentence_exists() -> None:
    known = set().union(*(options_of(command) for _, command in every_command()))
    known |= {"--benchmark"}
    named = {word.split("=")[0] for text in inline(README) for word in text.split() if word.startswith("--")}
    comments = {word.strip(",.;:") for line in TO_TYPE for word in line.split() if word.startswith("--")}
    assert len(named) > 5
    assert named | comments <= known


def test_every_group_that_is_listed_exists() -> None:
    groups = {words.split()[1] for words, _ in every_command() if len(words.split()) == 2}
    listed = README.split("lists every group:")[1].split("and more")[0]
    named = set(inline(listed))
    assert "operator" in named
    assert named <= groups


@pytest.mark.parametrize("option", ["--benchmark"])
def test_what_the_tests_are_run_with_is_known_to_them(option: str) -> None:
    assert option in (ROOT / "packaging" / "test").read_text(encoding="utf-8")


def paths_of_the_guide() -> list[str]:
    guide = README.split("## Developer's guide")[1].split("## Performance")[0]
    first_words = [shlex.split(text)[0] for text in inline(guide) if "<" not in text]
    return sorted({word for word in first_words if re.fullmatch(r"[\w./-]*(/|\.py|\.rules)[\w./-]*", word)})


def test_every_file_of_the_developers_guide_is_there() -> None:
    named = paths_of_the_guide()
    rooms = [room for house in HOUSE for room in (ROOT / house, *(ROOT / house).iterdir())]
    missing = [path for path in named if not any((place / path).exists() for place in (ROOT, *rooms))]
    assert len(named) > 30
    assert missing == []


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", README)
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)
