"""Queues of CUPS: what is handed over arrives as it is, and what is not taken is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitstation.devices.cups import CupsQueue, has_cups, queue_status
from kitstation.devices.label_printer import NotSent, PartlySent, SendLimits, Sent
from kitstation.devices.printer_status import PrinterCondition, PrinterStatus
from kitstation.domain.errors import DeviceFault
from tests.devices.cups_server import CupsServer
from tests.devices.print_systems import commands, needs_cups, say, server, write_command

__all__ = ["commands", "server"]

JOB = b"%PDF-1.4 not really\n"


def queue(name: str = "Labels", limits: SendLimits | None = None) -> CupsQueue:
    return CupsQueue(name, "Custom.50x25mm", "Items; $(touch no)", limits=limits)


@pytest.mark.optional
@needs_cups
def test_a_real_print_system_gets_the_job_as_it_is(server: CupsServer) -> None:
    assert queue().status() == PrinterStatus(frozenset())
    assert queue().send(JOB) == Sent(len(JOB))
    ((content, options),) = server.arrived()
    assert content == JOB
    assert {"media=Custom.50x25mm", "print-scaling=none", "sides=one-sided"} <= set(options.split())
    assert {"pdfAutoRotate=false", "nopdfAutoRotate"} & set(options.split())


@pytest.mark.optional
@needs_cups
def test_a_real_print_system_says_why_it_takes_nothing(server: CupsServer) -> None:
    server.run("cupsdisable", "Labels")
    assert queue().status() == PrinterStatus(frozenset({PrinterCondition.PAUSED}))
    server.run("cupsreject", "Labels")
    refused = queue().send(JOB)
    assert isinstance(refused, NotSent)
    assert refused.fault.title == "The printer Labels takes no jobs now"
    gone = queue("Nowhere").send(JOB)
    assert isinstance(gone, NotSent)
    assert gone.fault.title == "This computer has no printer Nowhere"
    server.stop()
    silent = queue().send(JOB)
    assert isinstance(silent, NotSent)
    assert silent.fault.title == "The print system of this computer does not run"
    with pytest.raises(DeviceFault, match="does not run"):
        queue().status()


# The same without CUPS.


def test_a_job_is_handed_over_with_its_paper_and_nothing_fitted(commands: Path) -> None:
    assert has_cups()
    assert queue().send(JOB) == Sent(len(JOB))
    assert (commands / "job").read_bytes() == JOB
    arguments = (commands / "arguments").read_text().splitlines()
    assert arguments[:4] == ["-d", "Labels", "-t", "Items; $(touch no)"]
    assert "-omedia=Custom.50x25mm" in arguments
    assert "-oprint-scaling=none" in arguments
    assert not any("fit" in argument for argument in arguments)


@pytest.mark.parametrize(
    ("words", "runs", "code", "title", "hint"),
    [
        (
            "Labels not accepting requests since Monday -\n\treason unknown",
            True,
            0,
            "The printer Labels takes no jobs now",
            "cupsaccept Labels",
        ),
        ("lpstat: Invalid destination name", True, 1, "This computer has no printer Labels", "Set it up"),
        ("", False, 1, "The print system of this computer does not run", "Start CUPS"),
        (
            "Labels accepting requests since Monday\nprinter Labels is idle.",
            True,
            0,
            "The print system refused labels for Labels",
            "Look at the printer",
        ),
    ],
)
def test_a_job_that_is_not_taken_has_not_left(
    commands: Path, words: str, runs: bool, code: int, title: str, hint: str
) -> None:
    write_command(commands, "lp", "cat > /dev/null; echo lp: Error - no. >&2; exit 1")
    say(commands, words, runs=runs, code=code)
    result = queue().send(JOB)
    assert isinstance(result, NotSent)
    assert result.fault.title == title
    assert hint in result.fault.hint


def test_a_queue_says_how_it_is(commands: Path) -> None:
    assert queue_status("Labels") == PrinterStatus(frozenset())
    say(commands, "Labels accepting requests since Monday\nprinter Labels disabled since Monday -\n\tPaused")
    assert queue_status("Labels") == PrinterStatus(frozenset({PrinterCondition.PAUSED}))


def test_a_print_system_that_hangs_leaves_the_job_uncertain(commands: Path) -> None:
    write_command(commands, "lp", "exec sleep 30")
    result = queue(limits=SendLimits(total_s=0.2)).send(JOB)
    assert isinstance(result, PartlySent)
    write_command(commands, "lpstat", "exec sleep 30")
    with pytest.raises(DeviceFault, match="does not run"):
        queue(limits=SendLimits(connect_s=0.2)).status()


def test_without_the_commands_of_cups_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not has_cups()
    result = queue().send(JOB)
    assert isinstance(result, NotSent)
    assert "cups-client" in result.fault.hint
    with pytest.raises(DeviceFault, match="cannot be reached"):
        queue().status()
