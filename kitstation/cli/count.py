"""`kitstation count`: a place is counted by scans, and the difference is shown or booked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.boundary import ExitCode, open_station, refuse
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json, print_table
from kitstation.cli.session_scans import answered, scans_of_stdin

if TYPE_CHECKING:
    from kitstation.station.count_sheet import CountRow
    from kitstation.station.counting import CountView
    from kitstation.store.queries.counting import ShelfItem


def count(  # noqa: PLR0913 - each is an option
    location: Annotated[str, typer.Argument(metavar="LOCATION", help="The place: its path, barcode or uid.")],
    *,
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Read scans from standard input, one a line.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="WHY", help="Why; the history keeps it.")] = "",
    book: Annotated[
        bool, typer.Option("--book", help="Book the difference. Without: only show what would be booked.")
    ] = False,
    rest_missing: Annotated[
        bool, typer.Option("--rest-missing", help="Count what was not scanned as 0.")
    ] = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Count a place by scans. Nothing is changed without --book.

    A serial number counts once. A lot or loose part counts one a scan, or what its label says; a number on the line
    after it says how many it was. What was not scanned is left as it is, unless --rest-missing. It ends with 1
    where the count is refused: something has moved meanwhile, or less is there than is reserved.
    """
    if not stdin:
        raise typer.BadParameter("Give --stdin, and the scans one a line.", param_hint="--stdin")
    if book and not reason.strip():
        raise typer.BadParameter("Say why: the history keeps it.", param_hint="--reason")
    from kitstation.cli.selecting import the_location
    from kitstation.station.count_keeping import NoKeeping
    from kitstation.station.counting import CountingSession

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            place = the_location(reader, location, as_json=as_json)
        # The scans are a file of somebody else's: nothing is lost that would have to be kept here.
        session = CountingSession(station.store, station.desk, NoKeeping(), each=True)
        begun = session.begin(place.uid)
        if not begun.accepted:
            raise refuse(f"{begun.headline}.", detail=begun.sentence, as_json=as_json)
        answers = [answered(session, event) for event in scans_of_stdin(station)]
        if session.view().location_uid != place.uid:
            raise refuse(
                "Another place was scanned in between.",
                detail=f"The count is of {place.path} alone.",
                hint="Count one place at a time.",
                as_json=as_json,
            )
        if rest_missing:
            session.set_rest_missing(missing=True)
        view = session.view()
        verdict = session.book(reason) if book else None
    refused = [answer for answer in answers if answer["outcome"] == "refused"]
    told = _count(view, refused, booked=bool(verdict and verdict.accepted))
    if verdict is not None:
        told = {**told, "code": verdict.code, "message": verdict.message, "command_id": verdict.command_id}
    if as_json:
        print_json(told)
    else:
        _print_count(view, verdict.message if verdict else "Nothing is booked. Book it with --book.")
    if verdict is not None and not verdict.accepted:
        raise typer.Exit(ExitCode.REFUSED)


def _count(view: CountView, refused: list[JsonObject], *, booked: bool) -> dict[str, object]:
    return {
        "location": view.location,
        "rows": [_row(row) for row in view.rows],
        "unknown": view.unknown,
        "elsewhere": [_misplaced(item) for item in view.misplaced],
        "refused": [{"scan": one["scan"], "code": one["code"], "message": one["message"]} for one in refused],
        "rest_missing": view.rest_missing,
        "booked": booked,
    }


def _row(row: CountRow) -> JsonObject:
    return {
        "uid": row.item.uid,
        "part_number": row.item.part_number,
        "serial_number": row.item.serial_number,
        "lot_number": row.item.lot_number,
        "expected": row.expected,
        "reserved": row.item.reserved,
        "counted": row.counted,
        "difference": row.difference,
        "unit": row.item.unit,
        "belongs_to": row.item.location,
    }


def _misplaced(item: ShelfItem) -> JsonObject:
    return {
        "uid": item.uid,
        "part_number": item.part_number,
        "serial_number": item.serial_number,
        "lot_number": item.lot_number,
        "belongs_to": item.location,
        "kit": item.kit,
    }


def _print_count(view: CountView, last: str) -> None:
    from kitstation.station.counting_words import signed

    typer.echo(f"Count of {view.location}")
    rows = [
        (
            row.item.part_number,
            row.item.serial_number or row.item.lot_number,
            row.expected,
            row.counted,
            "" if row.difference is None else signed(row.difference),
            row.item.unit,
            "" if row.belongs_here else f"belongs to {row.item.location}",
        )
        for row in view.rows
    ]
    print_table(("Part", "Number", "Expected", "Counted", "Difference", "Unit", ""), rows)
    for item in view.misplaced:
        where = f"kit {item.kit}" if item.kit else item.location
        typer.echo(f"{item.name} is not counted: it belongs to {where}.")
    for scan in view.unknown:
        typer.echo(f"{scan} is not known here.")
    typer.echo(last)
