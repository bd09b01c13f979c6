"""`kitstation part`: the parts, what they are made of, and who sells them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli import part_bom, part_numbers
from kitstation.cli.acting import hand_in
from kitstation.cli.boundary import open_station
from kitstation.cli.options import AsJson, Debug, MostRows, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json, print_json_array, print_table
from kitstation.domain.records import TrackingType

if TYPE_CHECKING:
    from kitstation.bootstrap import Station
    from kitstation.store.queries.part_detail import BomRow, PlaceStock, SupplierPartRow, UseRow
    from kitstation.store.queries.parts import PartListRow

EVERY_PART = 10**9
"""More parts than there will be."""

Number = Annotated[str, typer.Argument(metavar="PART", help="The part number, or the part's uid.")]
Revision = Annotated[str | None, typer.Option("--revision", metavar="R", help="Its revision.")]
Description = Annotated[str | None, typer.Option("--description", help="What it is.")]
Manufacturer = Annotated[str | None, typer.Option("--manufacturer", metavar="NAME", help="Who makes it.")]
MakersNumber = Annotated[str | None, typer.Option("--mpn", metavar="MPN", help="What its maker calls it.")]
Gtin = Annotated[str | None, typer.Option("--gtin", metavar="GTIN", help="Its trade item number.")]
Tracking = Annotated[
    TrackingType | None, typer.Option("--tracking", help="How its stock is told apart.", case_sensitive=False)
]
Unit = Annotated[str | None, typer.Option("--unit", help="What it is counted in.")]
SerialPattern = Annotated[
    str | None, typer.Option("--serial-pattern", metavar="P", help="How its serial numbers are made.")
]
LotPattern = Annotated[
    str | None, typer.Option("--lot-pattern", metavar="P", help="How its lot numbers are made.")
]

app = typer.Typer(help="Look into the parts and change them.", no_args_is_help=True)
app.command("bom")(part_bom.bom)
app.command("sell")(part_bom.sell)
app.command("remember")(part_numbers.remember)


@app.command("list")
def list_parts(
    words: Annotated[
        str | None, typer.Argument(metavar="WORDS", help="Only parts that contain this.")
    ] = None,
    *,
    limit: MostRows = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """List the parts with what is in stock of them, in the order of their numbers."""
    from kitstation.store.queries.parts import part_list, parts_like

    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        most = limit or EVERY_PART
        rows = parts_like(reader, words, most) if words else part_list(reader, most)
    if as_json:
        print_json_array(_part(row) for row in rows)
    elif rows:
        titles = ("Part", "Rev.", "Description", "Tracked by", "On hand", "Unit", "BOM lines")
        print_table(titles, map(_cells, rows))
    else:
        typer.echo("There is no such part.")


@app.command("show")
def show(
    part: Number,
    *,
    revision: Revision = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Show a part: its mBOM, where it is used, who sells it, where it lies."""
    from kitstation.cli.selecting import the_part
    from kitstation.store.queries import part_detail
    from kitstation.store.queries.parts import part_row

    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        uid = the_part(reader, part, revision, as_json=as_json).uid
        row = part_row(reader, uid)
        lines = part_detail.bom_of(reader, uid)
        uses = part_detail.uses_of(reader, uid)
        sold = part_detail.supplier_parts_of(reader, uid)
        numbers = part_detail.trade_numbers_of(reader, uid)
        places = part_detail.places_of_part(reader, uid)
    if row is None:
        return
    if as_json:
        print_json({**_part(row), "trade_numbers": numbers, **_around(lines, uses, sold, places)})
        return
    for name, value in _part(row).items():
        if value not in (None, "", False):
            typer.echo(f"{name.replace('_', ' ')}: {value}")
    if numbers:
        typer.echo(f"labels also say: {', '.join(numbers)}")
    print_table(("Place", "Quantity", "Items"), [(one.location, one.quantity, one.items) for one in places])
    part_bom.print_bom(lines)
    print_table(("Used in", "Quantity"), [(use.part_number, use.quantity) for use in uses])


@app.command("create")
def create(  # noqa: PLR0913 - each is an option
    part: Annotated[str, typer.Argument(metavar="PART", help="The part number.")],
    *,
    revision: Revision = None,
    description: Description = None,
    manufacturer: Manufacturer = None,
    mpn: MakersNumber = None,
    gtin: Gtin = None,
    tracking: Tracking = None,
    unit: Unit = None,
    serial_pattern: SerialPattern = None,
    lot_pattern: LotPattern = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Make a part known."""
    from kitstation.domain.commands import CreatePart

    with open_station(profile, as_json=as_json, debug=debug) as station:
        command = CreatePart(
            uid=station.desk.ids.new(),
            part_number=part,
            revision=revision or "A",
            description=description or "",
            manufacturer=manufacturer or "",
            tracking=tracking or TrackingType.UNTRACKED,
            unit=unit or "ea",
            manufacturer_part_number=mpn or "",
            gtin=gtin or "",
            serial_pattern=serial_pattern or "",
            lot_pattern=lot_pattern or "",
        )
        hand_in(station, command, as_json=as_json)
        _tell(station, command.uid, f"Part {part} is known.", as_json=as_json)


@app.command("update")
def update(  # noqa: PLR0913 - each is an option
    part: Number,
    *,
    revision: Revision = None,
    description: Description = None,
    manufacturer: Manufacturer = None,
    mpn: MakersNumber = None,
    gtin: Gtin = None,
    tracking: Tracking = None,
    unit: Unit = None,
    serial_pattern: SerialPattern = None,
    lot_pattern: LotPattern = None,
    archived: Annotated[
        bool | None, typer.Option("--archive/--no-archive", help="Whether no more of it comes in.")
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Change what is known of a part; what is not given stays."""
    from kitstation.cli.selecting import the_part
    from kitstation.domain.commands import UpdatePart
    from kitstation.domain.etags import etag

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            record = the_part(reader, part, revision, as_json=as_json)
        command = UpdatePart(
            uid=record.uid,
            etag=etag(record),
            description=description,
            manufacturer=manufacturer,
            tracking=tracking,
            unit=unit,
            manufacturer_part_number=mpn,
            gtin=gtin,
            serial_pattern=serial_pattern,
            lot_pattern=lot_pattern,
            archived=archived,
        )
        hand_in(station, command, as_json=as_json)
        _tell(station, record.uid, f"Part {record.part_number} is changed.", as_json=as_json)


def _tell(station: Station, uid: str, done: str, *, as_json: bool) -> None:
    from kitstation.store.queries.parts import part_row

    if not as_json:
        typer.echo(done)
        return
    with station.store.reading() as reader:
        row = part_row(reader, uid)
    if row is not None:
        print_json(_part(row))


def _part(row: PartListRow) -> JsonObject:
    return {
        "uid": row.uid,
        "part_number": row.part_number,
        "revision": row.revision,
        "description": row.description,
        "tracking": row.tracking,
        "unit": row.unit,
        "manufacturer": row.manufacturer,
        "manufacturer_part_number": row.manufacturer_part_number,
        "gtin": row.gtin,
        "serial_pattern": row.serial_pattern,
        "lot_pattern": row.lot_pattern,
        "on_hand": row.on_hand,
        "available": row.available,
        "mbom_lines": row.mbom_lines,
        "archived": row.archived,
    }


def _around(
    lines: tuple[BomRow, ...],
    uses: tuple[UseRow, ...],
    sold: tuple[SupplierPartRow, ...],
    places: tuple[PlaceStock, ...],
) -> JsonObject:
    return {
        "bom": [part_bom.line_in_json(line) for line in lines],
        "used_in": [
            {
                "part_number": use.part_number,
                "revision": use.revision,
                "quantity": use.quantity,
                "as_substitute": use.as_substitute,
            }
            for use in uses
        ],
        "suppliers": [
            {
                "supplier": one.supplier,
                "supplier_part_number": one.supplier_part_number,
                "purchase_unit": one.purchase_unit,
                "factor": one.factor,
            }
            for one in sold
        ],
        "places": [
            {"location": one.location, "quantity": one.quantity, "blocked": one.blocked, "items": one.items}
            for one in places
        ],
    }


def _cells(row: PartListRow) -> tuple[object, ...]:
    on_hand = row.on_hand
    return (
        row.part_number,
        row.revision,
        row.description,
        row.tracking,
        on_hand,
        row.unit,
        row.mbom_lines or "",
    )
