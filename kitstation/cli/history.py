"""`kitstation history`: what has happened, to anything, newest first."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.boundary import open_station, refuse
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json_array, print_table

if TYPE_CHECKING:
    from kitstation.scanning.grammar import Grammar
    from kitstation.station.timeline.finding import Asked
    from kitstation.station.timeline.reading import HistoryRow
    from kitstation.store.database import Reader
    from kitstation.store.queries.timeline import TimelineFilter

PAGE = 500
TITLES = ("When", "Who", "Station", "What")
COLUMNS = ("seq", "at", "operator", "role", "station", "kind", "sentence", "kit", "undone", "command_id")


def history(  # noqa: PLR0913 - a command's options
    subject: Annotated[
        str | None,
        typer.Argument(metavar="SUBJECT", help="A serial, lot, part, kit, place, run, operator or station."),
    ] = None,
    *,
    operator: Annotated[
        str | None, typer.Option("--operator", metavar="NAME", help="Only what this operator did.")
    ] = None,
    station: Annotated[
        str | None, typer.Option("--station", metavar="NAME", help="Only what was done at this station.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help="Only this kind of event, such as issuing or counting."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since",
            metavar="DAY",
            help="Only from then on (UTC).",
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"],
        ),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(
            "--until", metavar="DAY", help="Only to the end of this day (UTC).", formats=["%Y-%m-%d"]
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="At most so many entries.")
    ] = 1_000,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, for a spreadsheet.")] = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Tell what has happened, newest first."""
    from dataclasses import replace

    from kitstation.store.queries.timeline import TimelineFilter

    if as_json and as_csv:
        raise typer.BadParameter("Choose one of --json and --csv.", param_hint="--csv")
    wanted = TimelineFilter(
        kinds=_kinds(kind),
        operator=operator,
        station=station,
        since=since.replace(tzinfo=UTC) if since else None,
        until=until.replace(tzinfo=UTC) + timedelta(days=1) if until else None,
    )
    with open_station(profile, as_json=as_json, debug=debug) as opened, opened.store.reading() as reader:
        if subject is not None:
            wanted = replace(
                wanted, about=_about(reader, subject, opened.desk.grammar, as_json=as_json).about
            )
        rows = islice(_rows(reader, wanted), limit)
        if as_json:
            print_json_array(_entry(row) for row in rows)
        elif as_csv:
            _print_csv(rows)
        else:
            _print_rows(rows)


def _kinds(name: str | None) -> tuple[str, ...]:
    from kitstation.station.timeline.groups import EventGroup, kinds_of

    if name is None:
        return ()
    try:
        return kinds_of(EventGroup(name.casefold()))
    except ValueError:
        known = ", ".join(EventGroup)
        raise typer.BadParameter(f"There are: {known}.", param_hint="--kind") from None


def _about(reader: Reader, subject: str, grammar: Grammar, *, as_json: bool) -> Asked:
    from kitstation.station.timeline.finding import find_asked

    asked = find_asked(reader, subject, grammar)
    if not asked.about:
        raise refuse(
            f"{subject} is not known here.",
            detail="No serial, lot, part, kit, place, run, operator or station is called so.",
            hint="See all that has happened with: kitstation history",
            as_json=as_json,
        )
    return asked


def _rows(reader: Reader, wanted: TimelineFilter) -> Iterator[HistoryRow]:
    from kitstation.station.sentences import Speech
    from kitstation.station.timeline.reading import read_history

    speech = Speech()
    page = read_history(reader, wanted, speech, limit=PAGE)
    yield from page.rows
    while page.next_key is not None:
        page = read_history(reader, wanted, speech, after=page.next_key, limit=PAGE)
        yield from page.rows


def _entry(row: HistoryRow) -> JsonObject:
    """Return an entry with the command's fields in the journal's form, which `kitstation do` takes as they are."""
    from kitstation.store import codec

    facts: JsonObject = {name: getattr(row, name) for name in COLUMNS}
    return {**facts, "payload": json.loads(codec.dump(row.command).payload)}


def _print_csv(rows: Iterator[HistoryRow]) -> None:
    from kitstation.station.formula_guard import guarded

    writer = csv.writer(sys.stdout)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([guarded(_csv_text(getattr(row, name))) for name in COLUMNS])


def _csv_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _print_rows(rows: Iterator[HistoryRow]) -> None:
    any_row = False
    while page := tuple(islice(rows, PAGE)):
        any_row = True
        print_table(TITLES, map(_cells, page))
    if not any_row:
        typer.echo("Nothing of the kind has happened yet.")


def _cells(row: HistoryRow) -> tuple[object, ...]:
    sentence = f"{row.sentence} [taken back]" if row.undone else row.sentence
    return (row.at.astimezone().strftime("%Y-%m-%d %H:%M:%S"), row.operator, row.station, sentence)
