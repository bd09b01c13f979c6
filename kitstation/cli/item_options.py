"""How the command line names an inventory item, and how it tells what has become of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.boundary import open_station
from kitstation.cli.printing import JsonObject, print_json

if TYPE_CHECKING:
    from pathlib import Path

    from kitstation.bootstrap import Station
    from kitstation.store.queries.inventory import InventoryRow

Item = Annotated[
    str | None,
    typer.Argument(metavar="ITEM", help="Its serial number, lot number or uid.", show_default=False),
]
OfPart = Annotated[str | None, typer.Option("--part", metavar="PN", help="The item is of this part.")]
OfLot = Annotated[str | None, typer.Option("--lot", metavar="LOT", help="The item is of this lot.")]
At = Annotated[
    str | None, typer.Option("--at", metavar="PLACE", help="The item lies here (a path), or inside it.")
]
Reason = Annotated[str, typer.Option("--reason", metavar="WHY", help="Why; the history keeps it.")]
Quantity = Annotated[str, typer.Option("--quantity", metavar="N", help="How much.")]


def item_in_json(row: InventoryRow) -> JsonObject:
    """Return all that is known of an item."""
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
        "reserved": row.reserved,
        "installed": row.installed,
        "scrapped": row.scrapped,
        "is_kitted": row.kitted,
        "is_installed": row.is_installed,
        "runs": row.runs,
        "supplier": row.supplier,
        "cost": row.cost,
        "expires_on": row.expires_on,
        "date_code": row.date_code,
        "received_at": row.received_at,
        "condition": row.condition,
        "storage_area": row.storage_area,
        "usage_type": row.usage_type,
        "hold_reason": row.hold_reason,
        "in_work": row.in_work,
        "made_by_run": row.made_by_run,
        "origin_uid": row.origin_uid,
        "how_created": row.how_created,
        "created_by": row.created_by,
        "etag": row.etag,
    }


def tell_item(station: Station, uid: str, done: str, *, as_json: bool) -> None:
    """Tell what was done, and how the item is now. `done` may say {name}, {quantity}, {unit} and {place}."""
    from kitstation.store.queries.inventory import item_with_uid

    with station.store.reading() as reader:
        row = item_with_uid(reader, uid)
    if row is None:
        return
    if as_json:
        print_json(item_in_json(row))
        return
    typer.echo(done.format(name=row.name, quantity=f"{row.quantity:f}", unit=row.unit, place=row.location))


@contextmanager
def chosen_item(
    item: str | None,
    part: str | None,
    lot: str | None,
    at: str | None,
    profile: Path | None,
    *,
    as_json: bool,
    debug: bool,
) -> Iterator[tuple[Station, InventoryRow]]:
    """Open the station and give the item that is meant."""
    from kitstation.cli.selecting import the_item

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            row = the_item(reader, item, part=part, lot=lot, location=at, as_json=as_json)
        yield station, row
