"""`kitstation scanner`: which scanners are there, and what they make of test codes, without a screen."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.boundary import ExitCode, faults_told
from kitstation.cli.options import AsJson, Debug
from kitstation.cli.printing import JsonObject, print_json, print_table
from kitstation.cli.printing import as_json as json_line

if TYPE_CHECKING:
    from kitstation.cli.scan_sources import Event
    from kitstation.devices.link import LinkChanged
    from kitstation.devices.ports import Port
    from kitstation.scanning.scanner_diagnosis import Diagnosis
    from kitstation.scanning.scanner_findings import Finding

app = typer.Typer(
    help="Scanners: which are plugged in, and whether they are set right.", no_args_is_help=True
)


@app.command("list")
def list_scanners(*, as_json: AsJson = False, debug: Debug = False) -> None:
    """List serial ports, likely scanners first, with what keeps them from being opened. JSON: one object a line."""
    from kitstation.devices.ports import list_ports

    with faults_told(as_json=as_json, debug=debug):
        ports = [_port(port) for port in list_ports()]
        if as_json:
            for port in ports:
                print_json(port)
            return
        if not ports:
            typer.echo("No serial port is there. Plug in a scanner in its USB serial (COM) mode.")
            return
        titles = ("Port", "Maker", "Product", "Serial number", "Likely a scanner", "Problem")
        names = ("port", "maker", "product", "serial_number", "likely_scanner", "problem")
        print_table(titles, ([_cell(port[name]) for name in names] for port in ports))


@app.command("test")
def try_scanner(
    port: Annotated[str, typer.Argument(metavar="PORT", help="The port, such as /dev/ttyACM0 or COM3.")],
    *,
    baud: Annotated[
        int,
        typer.Option("--baud", metavar="RATE", min=1, help="As the scanner is set; over USB any will do."),
    ] = 9600,
    count: Annotated[
        int | None, typer.Option("--count", metavar="N", min=1, help="End after N scans. Without: at Ctrl-C.")
    ] = None,
    as_json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Say what a scanner makes of the test codes (kitstation test-codes FILE.pdf), and what to set at it.

    Each scan is answered at once; with --json by one object on a line. The command ends with 1 where something is
    set wrong at the end: of a test code that was scanned again the last scan counts.
    """
    from kitstation.cli.interruption import Interruption
    from kitstation.cli.scan_sources import from_scanner, scanner_at
    from kitstation.devices.serial_port import SerialSettings, for_trial
    from kitstation.domain.clock import SystemClock
    from kitstation.scanning.scanner_conclusion import conclude

    interruption = Interruption()
    with faults_told(as_json=as_json, debug=debug), interruption.noticed():
        settings = for_trial(SerialSettings(baudrate=baud))
        events = from_scanner(scanner_at(port), settings, SystemClock(), interruption)
        last = {diagnosis.code: diagnosis for diagnosis in tell(events, count=count, as_json=as_json)}
    raise typer.Exit(ExitCode.REFUSED if conclude(last.values()).problems else ExitCode.DONE)


def tell(events: Iterable[Event], *, count: int | None, as_json: bool) -> Iterator[Diagnosis]:
    """Answer scans until there are no more, or `count` of them are answered; yield their diagnoses."""
    from kitstation.devices.link import LinkChanged
    from kitstation.scanning.scanner_diagnosis import Received, diagnose

    answered = 0
    for event in events:
        if isinstance(event, LinkChanged):
            _tell_link(event, as_json=as_json)
            continue
        received = Received.of_port(event.raw)
        diagnosis = diagnose(received)
        _print(received.text, diagnosis, as_json=as_json)
        yield diagnosis
        answered += 1
        if answered == count:
            return


def _port(port: Port) -> JsonObject:
    from kitstation.devices.port_faults import missing_permission

    identity, denied = port.identity, missing_permission(port.device)
    return {
        "port": port.device,
        "maker": port.manufacturer,
        "product": port.product or port.description,
        "serial_number": identity.serial_number,
        "vendor_id": None if identity.vid is None else f"{identity.vid:04x}",
        "product_id": None if identity.pid is None else f"{identity.pid:04x}",
        "identity": str(identity),
        "likely_scanner": port.looks_like_scanner,
        "problem": f"{denied.title}. {denied.hint}" if denied else "",
    }


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else ""
    return value


def _print(text: str, diagnosis: Diagnosis, *, as_json: bool) -> None:
    from kitstation.scanning.visible import visible

    if as_json:
        said = {
            "scan": visible(text),
            "test_code": diagnosis.code.name if diagnosis.code else None,
            "suffix": diagnosis.suffix,
            "prefix": diagnosis.prefix,
            "findings": [_finding(finding) for finding in diagnosis.findings],
        }
        typer.echo(json_line(said))
    else:
        marks = {"fine": "✓", "advice": "!", "problem": "✗"}
        typer.echo(visible(text))
        for finding in diagnosis.findings:
            typer.echo(f"  {marks[finding.severity]} {finding.sentence} {finding.mend}".rstrip())
    sys.stdout.flush()


def _finding(finding: Finding) -> JsonObject:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "sentence": finding.sentence,
        "mend": finding.mend,
    }


def _tell_link(link: LinkChanged, *, as_json: bool) -> None:
    fault = link.fault
    if as_json:
        told = {"scanner": link.source, "state": link.state, "hint": fault.hint if fault else ""}
        typer.echo(json_line(told), err=True)
    else:
        said = (fault.title, fault.hint) if fault else (f"Scanner {link.state}.",)
        typer.echo(" ".join(said), err=True)
