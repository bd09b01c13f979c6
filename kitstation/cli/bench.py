"""`kitstation bench`: the bench without a screen; scans in, one answer a scan out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, cast

import typer

from kitstation.cli.boundary import ExitCode, open_station, tell_fault
from kitstation.cli.kit import no_such_kit
from kitstation.cli.options import AsJson, Debug, OperatorName, ProfileFolder
from kitstation.cli.printing import as_json as json_line

if TYPE_CHECKING:
    from kitstation.bootstrap import Station
    from kitstation.cli.interruption import Interruption
    from kitstation.cli.scan_sources import ByteStream, Event, NoScan
    from kitstation.devices.link import LinkChanged
    from kitstation.domain.errors import KitstationError
    from kitstation.scanning.scan import Scan
    from kitstation.station.bench import BenchSession
    from kitstation.station.verdicts import Verdict
    from kitstation.store.queries.kits import LineState

LONGEST_SHOWN = 80
"""Characters of something unreadable that are shown."""
FAULT = "FAULT"
"""The code of a scan that could not be saved."""


def bench(  # noqa: PLR0913 - each is an option
    *,
    kit: Annotated[
        str | None,
        typer.Option(
            "--kit",
            metavar="KIT",
            help="The kit to scan into. Without: a place and what is moved there, or a kit's label.",
        ),
    ] = None,
    scanner: Annotated[
        str | None,
        typer.Option("--scanner", metavar="PORT", help="Read the scanner at this port, until Ctrl-C."),
    ] = None,
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Read scans from standard input, to its end.")
    ] = False,
    returning: Annotated[bool, typer.Option("--return", help="Begin in return mode.")] = False,
    ask_quantity: Annotated[
        bool,
        typer.Option(
            "--ask-quantity",
            help="Ask how many at a lot or untracked part whose label does not say it. Without: what the line "
            "still needs; in return mode, all that the kit holds of it.",
        ),
    ] = False,
    count: Annotated[
        int | None, typer.Option("--count", metavar="N", min=1, help="End after N scans.")
    ] = None,
    operator: OperatorName = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Scan parts into a kit and back, or to another place. A badge signs on.

    CR or LF ends a scan. Each scan is answered with one line, at once; the control codes work as on the screen.
    A refused scan is an answer like any other: the command ends with 0. It ends with 1 when there is no such
    kit, and with 3 when a scan could not be saved; that scan's line says so.
    """
    if stdin == (scanner is not None):
        raise typer.BadParameter("Give either --scanner PORT or --stdin.", param_hint="--scanner / --stdin")
    from kitstation.cli.interruption import Interruption
    from kitstation.station.questions import Mode

    interruption = Interruption()
    with (
        open_station(profile, as_json=as_json, debug=debug, operator=operator) as station,
        interruption.noticed(),
    ):
        session = _session(station, ask_quantity=ask_quantity)
        if kit is not None:
            _open_kit(station, session, kit, as_json=as_json)
        if returning:
            session.set_mode(Mode.RETURN)
        events = _events(scanner, station, interruption)
        well = answer_all(session, events, count=count, as_json=as_json)
    raise typer.Exit(ExitCode.DONE if well else ExitCode.FAULT)


def answer_all(
    session: BenchSession, events: Iterable[Event], *, count: int | None = None, as_json: bool = True
) -> bool:
    """Answer scans until there are no more, or `count` are answered. Return whether all could be saved."""
    from kitstation.devices.link import LinkChanged
    from kitstation.domain.errors import KitstationError
    from kitstation.station.logbook import record_failure

    well = True
    answered = 0
    for event in events:
        if isinstance(event, LinkChanged):
            _tell_link(event, as_json=as_json)
            continue
        try:
            verdict = _answer(session, event)
        except KitstationError as fault:
            record_failure(fault)
            tell_fault(fault, as_json=as_json)
            verdict, well = _failed(event, fault), False
        _print(verdict, as_json=as_json)
        answered += 1
        if answered == count:
            break
    return well


def _session(station: Station, *, ask_quantity: bool) -> BenchSession:
    from kitstation.station.bench import BenchPolicy

    return station.bench(
        BenchPolicy(
            ask_quantity=ask_quantity,
            ask_return_quantity=ask_quantity,
            debounce=timedelta(milliseconds=station.settings.debounce_ms),
            sign_off_after=station.settings.policy.sign_off_after,
        )
    )


def _open_kit(station: Station, session: BenchSession, number: str, *, as_json: bool) -> None:
    opened = session.open_kit(number)
    if not opened.accepted:
        with station.store.reading() as reader:
            raise no_such_kit(reader, number, as_json=as_json)
    if not as_json:
        typer.echo(opened.message)


def _events(scanner: str | None, station: Station, interruption: Interruption) -> Iterator[Event]:
    from kitstation.cli import scan_sources

    if scanner is None:
        # Its text layer would wait for whole lines.
        stream = cast("ByteStream", sys.stdin.buffer)
        return scan_sources.from_stream(stream, station.clock, interruption)
    identity = scan_sources.scanner_at(scanner)
    known = next((one for one in station.settings.scanners if one.identity == str(identity)), None)
    settings = scan_sources.with_known_settings(
        known.baudrate if known else None, no_terminator=bool(known and known.no_terminator)
    )
    return scan_sources.from_scanner(identity, settings, station.clock, interruption)


def _answer(session: BenchSession, event: Scan | NoScan) -> Verdict:
    from kitstation.scanning.scan import Scan

    if isinstance(event, Scan):
        return session.scan(event)
    return session.unreadable(_shown(event.raw), event.why)


def _failed(event: Scan | NoScan, fault: KitstationError) -> Verdict:
    from kitstation.station.verdicts import Sound, Tone, Verdict

    return Verdict(
        accepted=False,
        code=FAULT,
        tone=Tone.REFUSED,
        sound=Sound.REFUSED,
        headline=fault.title,
        sentence=" ".join(part for part in ("It was not counted.", fault.hint) if part),
        scan=_shown(event.raw),
    )


def _shown(raw: bytes) -> str:
    text = raw.decode("utf-8", errors="replace")
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def _print(verdict: Verdict, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json_line(_answer_in_json(verdict)))
    else:
        typer.echo(f"{'✓' if verdict.accepted else '✗'} {verdict.message}")
    sys.stdout.flush()


def _answer_in_json(verdict: Verdict) -> dict[str, object]:
    elapsed_ms = verdict.elapsed_ms
    return {
        "scan": verdict.scan,
        "outcome": "accepted" if verdict.accepted else "refused",
        "code": verdict.code,
        "message": verdict.message,
        "part_number": verdict.part_number,
        "serial_number": verdict.serial_number,
        "lot_number": verdict.lot_number,
        "quantity": verdict.quantity,
        "line": _line_in_json(verdict.line) if verdict.line else None,
        "command_id": verdict.command_id,
        "elapsed_ms": None if elapsed_ms is None else round(elapsed_ms, 3),
    }


def _line_in_json(line: LineState) -> dict[str, object]:
    return {
        "part_number": line.part_number,
        "required": line.required,
        "issued": line.issued,
        "remaining": line.remaining,
        "unit": line.unit,
    }


def _tell_link(link: LinkChanged, *, as_json: bool) -> None:
    hint = link.fault.hint if link.fault else ""
    if as_json:
        told = {"scanner": link.source, "state": link.state, "detail": link.detail, "hint": hint}
        typer.echo(json_line(told), err=True)
    else:
        words = " ".join(part for part in (f"Scanner {link.state}.", link.detail, hint) if part)
        typer.echo(words, err=True)
