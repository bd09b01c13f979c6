"""`kitstation location`: the places and their tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.acting import hand_in
from kitstation.cli.boundary import open_station
from kitstation.cli.options import AsJson, Debug, MostRows, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json, print_json_array, print_table
from kitstation.domain.records import LocationType

if TYPE_CHECKING:
    from kitstation.bootstrap import Station
    from kitstation.store.queries.places import PlaceRow

Place = Annotated[str, typer.Argument(metavar="PLACE", help="Its path, barcode or uid.")]
Kind = Annotated[
    LocationType | None, typer.Option("--type", help="What kind of place it is.", case_sensitive=False)
]
Description = Annotated[str | None, typer.Option("--description", help="What it is for.")]
Barcode = Annotated[str | None, typer.Option("--barcode", metavar="CODE", help="What is scanned for it.")]
Available = Annotated[
    bool | None, typer.Option("--available/--unavailable", help="Whether anything is taken from it.")
]
Mergeable = Annotated[
    bool | None, typer.Option("--merge/--no-merge", help="Whether items are made one there.")
]

app = typer.Typer(help="Look into the places and change them.", no_args_is_help=True)


@app.command("list")
def list_places(
    *,
    every: Annotated[bool, typer.Option("--all", help="Archived ones too.")] = False,
    limit: MostRows = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """List the places by their paths."""
    rows = _rows(profile, every=every, as_json=as_json, debug=debug)[:limit]
    if as_json:
        print_json_array(_place(row) for row in rows)
    elif rows:
        print_table(("Place", "Type", "Items", "Available", "Barcode"), map(_cells, rows))
    else:
        typer.echo("There is no place yet. Make one with: kitstation location create")


@app.command("tree")
def tree(
    *,
    every: Annotated[bool, typer.Option("--all", help="Archived ones too.")] = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Show the places as a tree."""
    rows = _rows(profile, every=every, as_json=as_json, debug=debug)
    if as_json:
        print_json(_branches(rows, None))
        return
    for row in rows:
        count = f" ({row.items})" if row.items else ""
        typer.echo(f"{'  ' * row.path.count('/')}{row.name}{count}")


@app.command("create")
def create(  # noqa: PLR0913 - each is an option
    path: Annotated[str, typer.Argument(metavar="PATH", help="Its path: the place it is in, then its name.")],
    *,
    kind: Kind = None,
    description: Description = None,
    barcode: Barcode = None,
    available: Available = None,
    merge: Mergeable = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Make a place known; the place that it is in must be known already."""
    from kitstation.cli.selecting import the_location
    from kitstation.domain.commands import CreateLocation

    parent, _, name = path.rpartition("/")
    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            parent_uid = the_location(reader, parent, as_json=as_json).uid if parent else None
        command = CreateLocation(
            uid=station.desk.ids.new(),
            name=name,
            parent_uid=parent_uid,
            type=kind or LocationType.SHELF,
            description=description or "",
            barcode=barcode or "",
            inventory_available=available is not False,
            exclude_from_merge=merge is False,
        )
        hand_in(station, command, as_json=as_json)
        _tell(station, command.uid, "{path} is known.", as_json=as_json)


@app.command("update")
def update(  # noqa: PLR0913 - each is an option
    place: Place,
    *,
    name: Annotated[str | None, typer.Option("--name", help="What it is called from now on.")] = None,
    kind: Kind = None,
    description: Description = None,
    barcode: Barcode = None,
    available: Available = None,
    merge: Mergeable = None,
    archived: Annotated[
        bool | None, typer.Option("--archive/--no-archive", help="Whether nothing is put there any more.")
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Change what is known of a place; what is not given stays."""
    from kitstation.cli.selecting import the_location
    from kitstation.domain.commands import UpdateLocation
    from kitstation.domain.etags import etag

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            record = the_location(reader, place, as_json=as_json)
        command = UpdateLocation(
            uid=record.uid,
            etag=etag(record),
            name=name,
            type=kind,
            description=description,
            barcode=barcode,
            inventory_available=available,
            exclude_from_merge=None if merge is None else not merge,
            archived=archived,
        )
        hand_in(station, command, as_json=as_json)
        _tell(station, record.uid, "{path} is changed.", as_json=as_json)


@app.command("move")
def move(
    place: Place,
    *,
    to: Annotated[
        str | None, typer.Option("--to", metavar="PLACE", help="The place that it goes into; without: none.")
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Put a place, with all that is in it, into another one, or at the root."""
    from kitstation.cli.selecting import the_location
    from kitstation.domain.commands import MoveLocation
    from kitstation.domain.etags import etag

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            record = the_location(reader, place, as_json=as_json)
            parent_uid = the_location(reader, to, as_json=as_json).uid if to else None
        command = MoveLocation(uid=record.uid, etag=etag(record), parent_uid=parent_uid)
        hand_in(station, command, as_json=as_json)
        _tell(station, record.uid, "It is {path} now.", as_json=as_json)


def _rows(profile: ProfileFolder, *, every: bool, as_json: bool, debug: bool) -> tuple[PlaceRow, ...]:
    from kitstation.store.queries.places import all_places

    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        return tuple(row for row in all_places(reader) if every or not row.archived)


def _tell(station: Station, uid: str, done: str, *, as_json: bool) -> None:
    from kitstation.store.queries.places import all_places

    with station.store.reading() as reader:
        row = next(row for row in all_places(reader) if row.uid == uid)
    if as_json:
        print_json(_place(row))
    else:
        typer.echo(done.format(path=row.path))


def _branches(rows: tuple[PlaceRow, ...], parent_uid: str | None) -> list[JsonObject]:
    return [
        {**_place(row), "places": _branches(rows, row.uid)} for row in rows if row.parent_uid == parent_uid
    ]


def _place(row: PlaceRow) -> JsonObject:
    return {
        "uid": row.uid,
        "path": row.path,
        "name": row.name,
        "type": row.type,
        "description": row.description,
        "barcode": row.barcode,
        "inventory_available": row.inventory_available,
        "exclude_from_merge": row.exclude_from_merge,
        "archived": row.archived,
        "items": row.items,
        "etag": row.etag,
    }


def _cells(row: PlaceRow) -> tuple[object, ...]:
    return (row.path, row.type, row.items or "", "" if row.inventory_available else "no", row.barcode)
