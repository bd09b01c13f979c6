"""`kitstation position`: what should be at a place, what is there, what runs low."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli import position_stock
from kitstation.cli.acting import as_quantity, hand_in
from kitstation.cli.boundary import open_station, refuse
from kitstation.cli.options import AsJson, Debug, MostRows, ProfileFolder
from kitstation.cli.position_printing import position_cells, position_json, the_position
from kitstation.cli.printing import print_json, print_json_array, print_table

if TYPE_CHECKING:
    from kitstation.bootstrap import Station
    from kitstation.store.database import Reader
    from kitstation.store.queries.positions import PositionFilter, PositionOrder, PositionRow

PAGE = 1_000
TITLES = ("Position", "Part", "Rev.", "Location", "On hand", "Available", "Min", "Max", "On order", "Unit")

Ref = Annotated[str, typer.Argument(metavar="REF", help="The position's ref, or its uid.")]
InCatalogue = Annotated[
    str | None, typer.Option("--catalogue", metavar="REF", help="The catalogue that it is in.")
]
Bin = Annotated[str | None, typer.Option("--bin", help="Where in the location.")]
ReferenceNumber = Annotated[str | None, typer.Option("--reference-number", help="Its number elsewhere.")]
Minimum = Annotated[str | None, typer.Option("--min", metavar="N", help="How much should be there at least.")]
Maximum = Annotated[str | None, typer.Option("--max", metavar="N", help="How much should be there at most.")]
Attributes = Annotated[
    list[str] | None,
    typer.Option("--attribute", metavar="NAME=VALUE", help="Anything else; may be repeated."),
]

app = typer.Typer(help="Look after positions: a part at a place.", no_args_is_help=True)
app.command("quantities")(position_stock.quantities)
app.command("stocked-items")(position_stock.stocked)
app.command("count")(position_stock.count)
app.command("replenish")(position_stock.replenish)


@app.command("list")
def list_positions(  # noqa: PLR0913 - each is an option
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help="Only positions whose ref, part or place contains this.")
    ] = "",
    *,
    catalogue: InCatalogue = None,
    part: Annotated[str | None, typer.Option("--part", metavar="PN", help="Only of this part.")] = None,
    location: Annotated[
        str | None,
        typer.Option(
            "--location", metavar="PLACE", help="Only at this place (a path), with all that is inside it."
        ),
    ] = None,
    below_minimum: Annotated[
        bool, typer.Option("--below-minimum", help="Only where there is less than there should be.")
    ] = False,
    sort: Annotated[
        str, typer.Option("--sort", metavar="COLUMN", help="By what; with a minus before it, downwards.")
    ] = "part",
    limit: MostRows = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """List positions with what is there.

    Sorted by part, location, ref, bin, reference_number, type, status, minimum, maximum, created_on or updated_on.
    """
    from kitstation.store.queries.positions import PositionFilter

    wanted = PositionFilter(
        words=words, catalogue=catalogue, part_number=part, location=location, below_minimum=below_minimum
    )
    order = _order(sort.removeprefix("-"))
    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        pages = _pages(reader, wanted, order, descending=sort.startswith("-"))
        rows = islice(chain.from_iterable(pages), limit)
        if as_json:
            print_json_array(map(position_json, rows))
            return
        empty = True
        while page := tuple(islice(rows, PAGE)):
            empty = False
            print_table(TITLES, map(position_cells, page))
    if empty:
        typer.echo("No position matches.")


@app.command("show")
def show(
    ref: Ref,
    *,
    catalogue: InCatalogue = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Show a position: every field of it, and what is there."""
    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        row = the_position(reader, ref, catalogue, as_json=as_json)
    _tell(row, as_json=as_json)


@app.command("create")
def create(  # noqa: PLR0913 - each is an option
    *,
    part: Annotated[str, typer.Option("--part", metavar="PN", help="The part that is kept.")],
    location: Annotated[str, typer.Option("--location", metavar="PLACE", help="Where it is kept (a path).")],
    revision: Annotated[
        str | None, typer.Option("--revision", metavar="R", help="Its revision. Without: the newest.")
    ] = None,
    ref: Annotated[str, typer.Option("--ref", help="What it is known by. Without: made of both names.")] = "",
    catalogue: InCatalogue = None,
    kind: Annotated[str, typer.Option("--type", help="Its type.")] = "DEFAULT",
    bin_name: Bin = None,
    reference_number: ReferenceNumber = None,
    minimum: Minimum = None,
    maximum: Maximum = None,
    attributes: Attributes = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Say that a part is kept at a place, and how much of it there should be. The first one opens a catalogue."""
    from kitstation.domain.refusals import Refused
    from kitstation.station.position_keeping import NewPosition, create_position
    from kitstation.station.sentences import Speech

    wanted = NewPosition(
        part_number=part,
        location=location,
        revision=revision,
        catalogue=catalogue,
        ref=ref,
        type=kind,
        bin=bin_name or "",
        reference_number=reference_number or "",
        minimum=as_quantity(minimum or "0", "--min"),
        maximum=as_quantity(maximum or "0", "--max"),
        attributes=_checked(attributes) or (),
    )
    with open_station(profile, as_json=as_json, debug=debug) as station:
        made = create_position(station.store, station.desk, wanted)
    if isinstance(made, Refused):
        headline, sentence = Speech().record_refusal(made)
        raise refuse(f"{headline}.", detail=sentence, as_json=as_json)
    _tell(made, as_json=as_json)


@app.command("update")
def update(  # noqa: PLR0913 - each is an option
    ref: Ref,
    *,
    catalogue: InCatalogue = None,
    status: Annotated[str | None, typer.Option("--status", help="Its status, as the house names it.")] = None,
    bin_name: Bin = None,
    reference_number: ReferenceNumber = None,
    minimum: Minimum = None,
    maximum: Maximum = None,
    attributes: Attributes = None,
    etag: Annotated[
        str | None, typer.Option("--etag", help="Only if it is still as it was when this etag was read.")
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Change a position. What is not given stays as it is; part and location never change."""
    from kitstation.domain.commands import UpdatePosition

    with open_station(profile, as_json=as_json, debug=debug) as station:
        row = _found(station, ref, catalogue, as_json=as_json)
        command = UpdatePosition(
            uid=row.uid,
            etag=etag or row.etag,
            status=status,
            bin=bin_name,
            reference_number=reference_number,
            minimum=None if minimum is None else as_quantity(minimum, "--min"),
            maximum=None if maximum is None else as_quantity(maximum, "--max"),
            attributes=_checked(attributes),
        )
        hand_in(station, command, as_json=as_json)
        row = _found(station, row.uid, None, as_json=as_json)
    _tell(row, as_json=as_json)


@app.command("delete")
def delete(
    ref: Ref,
    *,
    catalogue: InCatalogue = None,
    reason: Annotated[str, typer.Option("--reason", metavar="WHY", help="Why; the history keeps it.")] = "",
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Take a position away; what is on hand there is removed first. Refused while kits keep or hold some of it."""
    from kitstation.domain.commands import DeletePosition

    with open_station(profile, as_json=as_json, debug=debug) as station:
        row = _found(station, ref, catalogue, as_json=as_json)
        hand_in(station, DeletePosition(uid=row.uid, etag=row.etag, reason=reason), as_json=as_json)
    if as_json:
        print_json({"uid": row.uid, "ref": row.ref, "removed": row.on_hand})
    else:
        typer.echo(f"Position {row.ref} is gone. {row.on_hand:f} {row.unit} were removed with it.")


def _found(station: Station, ref: str, catalogue: str | None, *, as_json: bool) -> PositionRow:
    with station.store.reading() as reader:
        return the_position(reader, ref, catalogue, as_json=as_json)


def _order(name: str) -> PositionOrder:
    from kitstation.store.queries.positions import PositionOrder

    try:
        return PositionOrder(name)
    except ValueError:
        known = ", ".join(PositionOrder)
        raise typer.BadParameter(f"Positions are sorted by: {known}.", param_hint="--sort") from None


def _pages(
    reader: Reader, wanted: PositionFilter, order: PositionOrder, *, descending: bool
) -> Iterator[tuple[PositionRow, ...]]:
    from kitstation.store.queries.positions import page

    rows, following = page(reader, wanted, order, descending=descending, limit=PAGE)
    yield rows
    while following is not None:
        rows, following = page(reader, wanted, order, descending=descending, after=following, limit=PAGE)
        yield rows


def _checked(attributes: list[str] | None) -> tuple[str, ...] | None:
    for attribute in attributes or ():
        if "=" not in attribute:
            raise typer.BadParameter("Write it as NAME=VALUE.", param_hint="--attribute")
    return None if attributes is None else tuple(attributes)


def _tell(row: PositionRow, *, as_json: bool) -> None:
    if as_json:
        print_json(position_json(row))
        return
    for name, value in position_json(row).items():
        if value not in (None, "", ()):
            typer.echo(f"{name.replace('_', ' ')}: {value}")
