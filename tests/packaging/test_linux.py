"""What is installed on a Linux computer: the rules for scanners, and the entry in the applications' menu."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kitstation.devices.port_faults import RULES_FILE
from kitstation.devices.vendors import SCANNER_VENDORS
from tests.packaging.udev_rules import applied, read_rules

ROOT = Path(__file__).parents[2]
LINUX = ROOT / "packaging" / "linux"
RULES = LINUX / "70-kitstation-scanners.rules"

TTY = {"ACTION": "add", "SUBSYSTEM": "tty"}
USB = {"ACTION": "add", "SUBSYSTEM": "usb", "DEVTYPE": "usb_device"}
ZEBRA = {"05e0", "1d6b"}
NO_SCANNER = {"2341", "1d6b"}

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="it is for Linux")


def install(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LINUX / "install"), *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_the_rules_know_the_makers_that_the_program_knows() -> None:
    named = {part.value for rule in read_rules(RULES) for part in rule if part.key == "ATTRS"}
    assert named == {f"{vendor:04x}" for vendor in SCANNER_VENDORS}


def test_the_rules_name_no_product() -> None:
    assert "idProduct" not in RULES.read_text(encoding="ascii")


def test_a_scanners_port_is_for_the_user_and_not_for_modem_searches() -> None:
    assigned = applied(read_rules(RULES), TTY, ZEBRA)
    assert (assigned["GROUP"], assigned["MODE"], assigned["TAG"]) == ("dialout", "0660", "uaccess")
    assert assigned["ID_MM_PORT_IGNORE"] == "1"


def test_the_whole_device_is_left_alone_by_modem_searches() -> None:
    assigned = applied(read_rules(RULES), USB, ZEBRA)
    assert assigned == {"KITSTATION_SCANNER": "1", "ID_MM_DEVICE_IGNORE": "1"}


@pytest.mark.parametrize(
    ("device", "makers"),
    [
        (TTY, NO_SCANNER),
        (USB, NO_SCANNER),
        ({**TTY, "ACTION": "remove"}, ZEBRA),
        ({**TTY, "SUBSYSTEM": "block"}, ZEBRA),
    ],
)
def test_anything_else_is_left_as_it_is(device: dict[str, str], makers: set[str]) -> None:
    assert applied(read_rules(RULES), device, makers) == {}


def test_the_rules_come_before_those_that_give_devices_to_users() -> None:
    assert RULES.name < "73-seat-late.rules"
    assert (ROOT / RULES_FILE) == RULES


@pytest.mark.skipif(shutil.which("udevadm") is None, reason="there is no udev here")
def test_udev_itself_accepts_the_rules() -> None:
    done = subprocess.run(
        ["udevadm", "verify", str(RULES)], capture_output=True, text=True, timeout=30, check=False
    )
    if "Unknown command verb" in done.stderr:
        pytest.skip("this udevadm has no verify")
    assert done.returncode == 0, done.stdout + done.stderr


@on_linux
def test_the_rules_are_installed_where_udev_reads_them(tmp_path: Path) -> None:
    done = install("rules", DESTDIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "etc/udev/rules.d" / RULES.name).read_bytes() == RULES.read_bytes()


@on_linux
def test_the_menu_entry_starts_the_window(tmp_path: Path) -> None:
    done = install("menu", HOME=str(tmp_path), XDG_DATA_HOME="", DESTDIR="")
    assert done.returncode == 0, done.stderr
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # the usual way to keep capitals
    entry.read(tmp_path / ".local/share/applications/kitstation.desktop", encoding="utf-8")
    shown = entry["Desktop Entry"]
    program, argument = shown["Exec"].split()
    assert os.access(program, os.X_OK)
    assert argument == "gui"
    assert Path(shown["Icon"]).is_file()


@on_linux
def test_a_wrong_word_is_refused() -> None:
    done = install("everything")
    assert done.returncode == 2
    assert "Usage" in done.stderr


@on_linux
def test_without_a_home_the_menu_entry_says_what_is_missing() -> None:
    done = subprocess.run(
        [str(LINUX / "install")],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 1
    assert "HOME: is not set" in done.stderr
