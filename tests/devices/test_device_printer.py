"""A printer on a cable, played by a pseudo-terminal."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kitstation.devices.device_printer import DevicePrinter, printer_permission_hint
from kitstation.devices.label_printer import NotSent, PartlySent, SendLimits, Sent
from kitstation.devices.port_faults import Node
from kitstation.devices.printer_status import PrinterCondition
from kitstation.domain.errors import DeviceFault

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

# Prints as a user who may not: root is asked for nothing, so it first becomes nobody.
PRINT_AS_NOBODY = """
import os, sys
from kitstation.devices.device_printer import DevicePrinter, printer_permission_hint
from kitstation.devices.port_faults import node_of
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
result = DevicePrinter(sys.argv[1]).send(b"job")
print(result.fault.title)
print(result.fault.hint)
print(printer_permission_hint(node_of(sys.argv[1])))
"""

LIMITS = SendLimits(stall_s=0.2, total_s=5.0, answer_s=0.5)
ALL_BYTES = bytes(range(256))


class Cable:
    """Both ends of a cable; the printer's end reads as long as it is told."""

    def __init__(self) -> None:
        self.printer_end, bench_end = os.openpty()
        self.path = os.ttyname(bench_end)
        self._bench_end = bench_end

    def read(self, length: int) -> bytes:
        """Read so many bytes at the printer's end."""
        got = b""
        while len(got) < length:
            got += os.read(self.printer_end, length - len(got))
        return got

    def close(self) -> None:
        """Let go of both ends."""
        os.close(self._bench_end)
        os.close(self.printer_end)


@pytest.fixture
def cable() -> Iterator[Cable]:
    made = Cable()
    yield made
    made.close()


def test_a_job_passes_byte_for_byte(cable: Cable) -> None:
    job = ALL_BYTES * 100
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(cable.read(len(job))))
    reader.start()
    assert DevicePrinter(cable.path, baudrate=115200, limits=LIMITS).send(job) == Sent(len(job))
    reader.join(10)
    assert got == [job]


def test_a_printer_that_takes_nothing_more_is_left_after_the_limit(cable: Cable) -> None:
    result = DevicePrinter(cable.path, limits=LIMITS).send(ALL_BYTES * 1000)
    assert isinstance(result, PartlySent)
    assert 0 < result.handed_over < result.total
    assert "taken nothing" in result.fault.detail


def test_a_printer_on_a_cable_answers(cable: Cable) -> None:
    def answer() -> None:
        cable.read(len(b"~HQES\r\n"))
        os.write(
            cable.printer_end, b"\x02ERRORS: 1 00000000 00000002\r\nWARNINGS: 0 00000000 00000000\r\n\x03"
        )

    printer = threading.Thread(target=answer)
    printer.start()
    status = DevicePrinter(cable.path, limits=LIMITS).status()
    printer.join(10)
    assert status is not None
    assert status.conditions == {PrinterCondition.RIBBON_OUT}


def test_a_device_that_is_not_there_has_got_nothing(tmp_path: Path) -> None:
    result = DevicePrinter(tmp_path / "lp0", limits=LIMITS).send(b"job")
    assert isinstance(result, NotSent)
    assert "switched on" in result.fault.hint


def test_a_file_is_no_printer(tmp_path: Path) -> None:
    (tmp_path / "lp0").write_bytes(b"precious")
    result = DevicePrinter(tmp_path / "lp0", limits=LIMITS).send(b"job")
    assert isinstance(result, NotSent)
    assert "is no printer" in result.fault.title
    assert (tmp_path / "lp0").read_bytes() == b"precious"


def test_a_folder_is_no_printer(tmp_path: Path) -> None:
    with pytest.raises(DeviceFault, match="cannot be used"):
        DevicePrinter(tmp_path, limits=LIMITS).status()


@pytest.mark.parametrize(
    ("group", "may", "joined", "says", "says_not"),
    [
        ("lp", True, False, "sudo usermod -aG lp ada", "dialout"),
        ("dialout", True, False, "sudo usermod -aG dialout ada", "lp"),
        ("lp", True, True, "sign out and in again", "usermod"),
        ("lp", False, False, "system's printers", "usermod"),
        ("root", True, False, "system's printers", "usermod"),
    ],
)
def test_a_missing_permission_names_the_group_that_has_it(
    group: str, may: bool, joined: bool, says: str, says_not: str
) -> None:
    hint = printer_permission_hint(Node(group, may, joined=joined, active=False, user="ada"))
    assert says in hint
    assert says_not not in hint
    assert "scanner" not in hint


def test_where_nobody_knows_the_owner_the_system_can_print() -> None:
    assert "system's printers" in printer_permission_hint(None)


def test_the_group_is_that_of_the_printers_own_device(cable: Cable) -> None:
    os.chmod(cable.path, 0o060 if os.geteuid() == 0 else 0)  # noqa: PTH101 - a name, as the printer is given it
    done = subprocess.run(
        [sys.executable, "-c", PRINT_AS_NOBODY, cable.path],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
        cwd="/",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    title, hint, owner_hint = done.stdout.splitlines()
    assert title == f"The printer {cable.path} cannot be used"
    assert hint == owner_hint


def test_a_rate_that_there_is_not_is_said(cable: Cable) -> None:
    result = DevicePrinter(cable.path, baudrate=12345, limits=LIMITS).send(b"job")
    assert isinstance(result, NotSent)
    assert "12345 baud" in result.fault.title
