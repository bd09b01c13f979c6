"""Scans from standard input into a session that answers each: receiving and counting without a screen."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, cast

import typer

from kitstation.cli.boundary import tell_fault
from kitstation.cli.printing import JsonObject
from kitstation.cli.printing import as_json as json_line

if TYPE_CHECKING:
    from kitstation.bootstrap import Station
    from kitstation.cli.scan_sources import ByteStream, NoScan
    from kitstation.domain.errors import KitstationError
    from kitstation.scanning.scan import Scan
    from kitstation.station.verdicts import Verdict

LONGEST_SHOWN = 80
"""Characters of something unreadable that are shown."""


class ScanSession(Protocol):
    """What answers scans."""

    def scan(self, scan: Scan) -> Verdict:
        """Do what a scan asks for."""
        ...


def scans_of_stdin(station: Station) -> Iterator[Scan | NoScan]:
    """Yield the scans of standard input, one a line, to its end; what had no end is no scan."""
    from kitstation.cli import scan_sources
    from kitstation.cli.interruption import Interruption
    from kitstation.devices.link import LinkChanged

    interruption = Interruption()
    with interruption.noticed():
        # Its text layer would wait for whole lines, and take separators for their ends.
        stream = cast("ByteStream", sys.stdin.buffer)
        for event in scan_sources.from_stream(stream, station.clock, interruption):
            if not isinstance(event, LinkChanged):
                yield event


def answered(session: ScanSession, event: Scan | NoScan) -> JsonObject:
    """Return what a session says to a scan, as JSON."""
    from kitstation.scanning.scan import Scan

    if isinstance(event, Scan):
        return verdict_in_json(session.scan(event))
    shown = event.raw.decode("utf-8", errors="replace")[:LONGEST_SHOWN]
    return {"scan": shown, "outcome": "refused", "code": "UNREADABLE_SCAN", "message": event.why}


def answer_all(session: ScanSession, events: Iterable[Scan | NoScan], *, as_json: bool) -> bool:
    """Tell what a session says to each scan. Return whether all could be saved; one that could not ends nothing."""
    from kitstation.domain.errors import KitstationError
    from kitstation.station.logbook import record_failure

    well = True
    for event in events:
        try:
            answer = answered(session, event)
        except KitstationError as fault:
            record_failure(fault)
            tell_fault(fault, as_json=as_json)
            answer, well = _not_saved(event, fault), False
        tell(answer, as_json=as_json)
    return well


def _not_saved(event: Scan | NoScan, fault: KitstationError) -> JsonObject:
    shown = event.raw.decode("utf-8", errors="replace")[:LONGEST_SHOWN]
    message = " ".join(part for part in (f"{fault.title}. Nothing was done.", fault.hint) if part)
    return {"scan": shown, "outcome": "refused", "code": "FAULT", "message": message}


def verdict_in_json(verdict: Verdict) -> JsonObject:
    """Return a verdict as JSON."""
    return {
        "scan": verdict.scan,
        "outcome": "accepted" if verdict.accepted else "refused",
        "code": verdict.code,
        "message": verdict.message,
        "part_number": verdict.part_number,
        "serial_number": verdict.serial_number,
        "lot_number": verdict.lot_number,
        "quantity": verdict.quantity,
        "command_id": verdict.command_id,
    }


def tell(answer: JsonObject, *, as_json: bool) -> None:
    """Print an answer, at once."""
    mark = "✓" if answer["outcome"] == "accepted" else "✗"
    typer.echo(json_line(answer) if as_json else f"{mark} {answer['message']}")
    sys.stdout.flush()
