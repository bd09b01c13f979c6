"""`kitstation inventory`: what is in stock, and where."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.boundary import open_station
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json_array, print_table

if TYPE_CHECKING:
    from kitstation.store.database import Reader
    from kitstation.store.queries.inventory import InventoryFilter, InventoryRow

PAGE = 2_000
"""Items that are read, and printed as one table, at a time: there may be a million."""
TITLES = ("Part", "Serial", "Lot", "Quantity", "Unit", "Location", "Status", "Expires")

app = typer.Typer(help="Look into the stock.", no_args_is_help=True)


@app.callback()
def inventory() -> None:
    """Look into the stock."""


@app.command("list")
def list_items(
    *,
    part: Annotated[str | None, typer.Option("--part", metavar="PN", help="Only this part.")] = None,
    serial: Annotated[
        str | None, typer.Option("--serial", metavar="SN", help="Only this serial number.")
    ] = None,
    lot: Annotated[str | None, typer.Option("--lot", metavar="LOT", help="Only this lot number.")] = None,
    location: Annotated[
        str | None,
        typer.Option(
            "--location", metavar="L", help="Only this location (a path), with all that is inside it."
        ),
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """List the inventory items, in the order of their part numbers."""
    from kitstation.store.queries.inventory import InventoryFilter

    wanted = InventoryFilter(part, serial, lot, location)
    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        rows = _rows(reader, wanted)
        if as_json:
            print_json_array(_item(row) for row in rows)
        else:
            _print_items(rows)


def _rows(reader: Reader, wanted: InventoryFilter) -> Iterator[InventoryRow]:
    from kitstation.store.queries import inventory

    if wanted != inventory.InventoryFilter():
        yield from inventory.matching(reader, wanted)
        return
    page = inventory.page(reader, None, PAGE)
    while page:
        yield from page
        page = inventory.page(reader, page[-1].page_key, PAGE)


def _item(row: InventoryRow) -> JsonObject:
    return {
        "uid": row.uid,
        "part_number": row.part_number,
        "revision": row.revision,
        "serial_number": row.serial_number,
        "lot_number": row.lot_number,
        "quantity": row.quantity,
        "unit": row.unit,
        "location": row.location,
        "status": row.status,
        "picked": row.picked,
        "supplier": row.supplier,
        "cost": row.cost,
        "expires_on": row.expires_on,
        "etag": row.etag,
    }


def _print_items(rows: Iterator[InventoryRow]) -> None:
    first = next(rows, None)
    if first is None:
        typer.echo("Nothing in stock matches.")
        return
    rows = chain((first,), rows)
    while page := tuple(islice(rows, PAGE)):
        print_table(TITLES, map(_cells, page))


def _cells(row: InventoryRow) -> tuple[object, ...]:
    return (
        row.part_number,
        row.serial_number,
        row.lot_number,
        row.quantity,
        row.unit,
        row.location,
        row.status,
        row.expires_on,
    )
