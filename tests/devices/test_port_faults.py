from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kitstation.devices.link import LinkState
from kitstation.devices.port_faults import (
    Node,
    busy,
    is_running,
    missing_permission,
    node_of,
    permission_hint,
)
from kitstation.devices.serial_port import USUAL_SETTINGS, OpenFailedError, open_errors_explained, open_serial
from kitstation.devices.virtual_scanner import VirtualScanner

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no device nodes on Windows")

# Opens a port as a user who may not: root is asked for nothing, so it first becomes nobody.
OPEN_AS_NOBODY = """
import os, sys
from kitstation.devices.port_faults import missing_permission
from kitstation.devices.serial_port import OpenFailedError, USUAL_SETTINGS, open_errors_explained, open_serial
import serial, serial.serialposix
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
known = missing_permission(sys.argv[1])
try:
    with open_errors_explained(sys.argv[1]):
        open_serial(sys.argv[1], USUAL_SETTINGS)
except OpenFailedError as failed:
    print(failed.state.value)
    print(failed.fault.title)
    print(failed.fault.hint)
    print(known.hint)
"""


def node(**values: object) -> Node:
    usual: dict[str, object] = {"group_may": True, "joined": False, "active": False, "user": "ada"}
    return Node(**{"group": "dialout", **usual, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "says", "says_not"),
    [
        (node(), "sudo usermod -aG dialout ada", "in this session"),
        (node(group="uucp"), "sudo usermod -aG uucp ada", "dialout"),
        (node(joined=True), "sign out and in again", "usermod"),
        (node(group_may=False), "70-kitstation-scanners.rules", "usermod"),
        # Nobody is told to join the administrators.
        (node(group="root"), "70-kitstation-scanners.rules", "usermod"),
        (None, "70-kitstation-scanners.rules", "in this session"),
    ],
)
def test_a_missing_permission_says_how_to_get_it(found: Node | None, says: str, says_not: str) -> None:
    hint = permission_hint(found)
    assert says in hint
    assert says_not not in hint


def test_the_owner_is_that_of_the_real_node_behind_the_link(scanner: VirtualScanner) -> None:
    found = node_of(str(scanner.port))
    state = scanner.port.resolve().stat()
    assert found is not None
    assert found.group_may == (state.st_mode & 0o060 == 0o060)
    assert found.active == (state.st_gid in {os.getegid(), *os.getgroups()})
    assert node_of(str(scanner.port.parent / "absent")) is None


def test_a_port_whose_mode_forbids_it_names_the_group(scanner: VirtualScanner) -> None:
    terminal = scanner.port.resolve()
    terminal.chmod(0o060 if os.geteuid() == 0 else 0)
    # The folder of a test is private; the port itself is what is asked for.
    done = subprocess.run(
        [sys.executable, "-c", OPEN_AS_NOBODY, str(terminal)],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
        cwd="/",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    state, title, hint, known = done.stdout.splitlines()
    assert state == LinkState.REFUSED.value
    assert title == f"You are not allowed to use the scanner at {terminal}"
    group = node_of(str(terminal))
    assert group is not None
    if os.geteuid() == 0:
        assert f"It belongs to the group {group.group}" in hint or group.group == "root"
    assert "70-kitstation-scanners.rules" in hint
    assert known == hint


def test_what_may_be_opened_lacks_no_permission(scanner: VirtualScanner) -> None:
    assert missing_permission(str(scanner.port)) is None
    assert missing_permission(str(scanner.port.parent / "absent")) is None


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    """The processes of a computer on which ModemManager runs."""
    for number, name in (("1", "systemd"), ("812", "ModemManager"), ("self", "python")):
        (tmp_path / "proc" / number).mkdir(parents=True)
        (tmp_path / "proc" / number / "comm").write_text(f"{name}\n")
    (tmp_path / "proc" / "900").mkdir()
    return tmp_path / "proc"


def test_running_programs_are_seen(proc: Path) -> None:
    assert is_running("ModemManager", proc)
    assert not is_running("python", proc)
    assert not is_running("ModemManager", proc / "nowhere")


def test_a_new_port_that_is_taken_while_modemmanager_runs_is_being_probed(
    proc: Path, scanner: VirtualScanner
) -> None:
    device = str(scanner.port)
    appeared = scanner.port.stat().st_ctime
    probed = busy(device, "busy", proc=proc, now_s=appeared + 3)
    assert probed.title.startswith("ModemManager")
    assert "Wait ten seconds" in probed.hint
    assert "70-kitstation-scanners.rules" in probed.hint
    later = busy(device, "busy", proc=proc, now_s=appeared + 60)
    without = busy(device, "busy", proc=proc / "nowhere", now_s=appeared + 3)
    gone = busy(f"{device}9", "busy", proc=proc, now_s=appeared)
    for fault in (later, without, gone):
        assert fault.title.startswith("Another program is using")


def test_a_second_exclusive_reader_finds_the_port_busy(scanner: VirtualScanner) -> None:
    device = str(scanner.port)
    first = open_serial(device, USUAL_SETTINGS)
    try:
        with pytest.raises(OpenFailedError) as caught, open_errors_explained(device):
            open_serial(device, USUAL_SETTINGS)
    finally:
        first.close()
    assert caught.value.state is LinkState.BUSY
    assert isinstance(caught.value.__cause__, OSError)
    assert caught.value.__cause__.errno == errno.EAGAIN
