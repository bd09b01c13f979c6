"""Templates from the command line: listed, checked by line, and copied to be edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitstation.cli.boundary import ExitCode
from kitstation.ui.resources import resource
from tests.cli.conftest import Run
from tests.cli.test_commands import out

# The application that the command would make for itself would be in the way of the tests of the window.
pytestmark = pytest.mark.usefixtures("qapp")


def test_a_copy_is_listed_as_the_shop_s_own_and_can_be_checked(run: Run, profile: Path) -> None:
    made = out(run("label-template", "copy", "item", "--json"))
    assert made == {"name": "item", "file": str(profile / "labels" / "item.toml")}
    assert Path(made["file"]).read_bytes() == Path(str(resource("labels/item.toml"))).read_bytes()
    rows = {row["name"]: row["own"] for row in out(run("label-template", "list", "--json"))}
    assert (rows["item"], rows["lot"]) == (True, False)
    (found,) = out(run("label-template", "check", made["file"], "--json"))
    assert (found["ok"], [one["dpi"] for one in found["proof"]]) == (True, [203, 300, 600])


def test_what_is_wrong_is_said_by_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "item.toml"
    text = resource("labels/item.toml").read_text(encoding="utf-8")
    file.write_text(text.replace("size = 11", "size = 1100"), encoding="utf-8")
    told = run("label-template", "check", str(file))
    assert told.exit_code == ExitCode.REFUSED
    assert f"{file}:15: Element 1 (text), size: " in told.stdout


def test_a_symbol_that_cannot_be_read_is_a_failed_check(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "item.toml"
    text = resource("labels/item.toml").read_text(encoding="utf-8")
    file.write_text(
        text.replace("width = 16.5\nheight = 16.5", "width = 5.0\nheight = 5.0"), encoding="utf-8"
    )
    told = run("label-template", "check", str(file))
    assert told.exit_code == ExitCode.REFUSED
    assert "203 dpi: There is no room for the barcode" in told.stdout


def test_a_copy_gets_another_name_and_replaces_nothing(run: Run) -> None:
    assert out(run("label-template", "copy", "item", "--as", "item_red", "--json"))["name"] == "item_red"
    again = run("label-template", "copy", "item", "--as", "item_red")
    assert again.exit_code == ExitCode.REFUSED
    assert "There is a label template “item_red” already" in again.stderr


def test_a_file_at_fault_is_listed_with_what_is_wrong(run: Run, profile: Path) -> None:
    (profile / "labels").mkdir(parents=True)
    (profile / "labels" / "item.toml").write_text("title = ", encoding="utf-8")
    told = run("label-template", "list")
    assert told.exit_code == ExitCode.REFUSED
    assert "item\t\town\tThe label template item.toml cannot be used" in told.stdout
