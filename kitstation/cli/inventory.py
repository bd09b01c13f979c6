"""`kitstation inventory`: what is in stock, and where; and all that can be done with an item."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli import inventory_items, inventory_moves
from kitstation.cli.boundary import open_station
from kitstation.cli.item_options import At, Item, OfLot, OfPart, item_in_json
from kitstation.cli.options import AsJson, Debug, MostRows, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json, print_json_array, print_table

if TYPE_CHECKING:
    from kitstation.store.database import Reader
    from kitstation.store.queries.inventory import InventoryFilter, InventoryRow
    from kitstation.store.queries.item_detail import ItemEvent, Share

PAGE = 2_000
"""Items that are read, and printed as one table, at a time: there may be a million."""
TITLES = ("Part", "Serial", "Lot", "Quantity", "Unit", "Location", "Status", "Expires")

app = typer.Typer(help="Look into the stock and change it.", no_args_is_help=True)
for _command in (
    inventory_items.create,
    inventory_items.update,
    inventory_items.delete,
    inventory_moves.transfer,
    inventory_moves.split,
    inventory_moves.merge,
    inventory_moves.scrap,
    inventory_moves.add,
    inventory_moves.remove,
    inventory_moves.recount,
    inventory_items.hold,
    inventory_items.release,
    inventory_moves.reserve,
):
    app.command(_command.__name__)(_command)


@app.callback()
def inventory() -> None:
    """Look into the stock and change it."""


@app.command("list")
def list_items(  # noqa: PLR0913 - each is an option
    *,
    part: Annotated[str | None, typer.Option("--part", metavar="PN", help="Only this part.")] = None,
    serial: Annotated[
        str | None, typer.Option("--serial", metavar="SN", help="Only this serial number.")
    ] = None,
    lot: Annotated[str | None, typer.Option("--lot", metavar="LOT", help="Only this lot number.")] = None,
    date_code: Annotated[
        str | None, typer.Option("--date-code", metavar="DC", help="Only this date code.")
    ] = None,
    location: Annotated[
        str | None,
        typer.Option(
            "--location", metavar="PLACE", help="Only this place (a path), with all that is inside it."
        ),
    ] = None,
    limit: MostRows = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """List the inventory items, in the order of their part numbers."""
    from kitstation.store.queries.inventory import InventoryFilter

    wanted = InventoryFilter(part, serial, lot, location, date_code=date_code)
    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        rows = islice(_rows(reader, wanted), limit)
        if as_json:
            print_json_array(item_in_json(row) for row in rows)
        else:
            _print_items(rows)


@app.command("show")
def show(
    item: Item = None,
    *,
    part: OfPart = None,
    lot: OfLot = None,
    at: At = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Show an item: all that is known of it, where its quantity is, and what happened last."""
    from kitstation.cli.selecting import the_item
    from kitstation.store.queries.item_detail import last_events, shares_of

    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        row = the_item(reader, item, part=part, lot=lot, location=at, as_json=as_json)
        shares, events = shares_of(reader, row.uid), last_events(reader, row.uid)
    if as_json:
        print_json({**item_in_json(row), **_whereabouts(shares, events)})
        return
    typer.echo(f"{row.name} · {row.part_number} {row.revision} · {row.status}")
    for name, value in item_in_json(row).items():
        if value not in (None, "", False):
            typer.echo(f"  {name.replace('_', ' ')}: {value}")
    print_table(
        ("Where", "Quantity", "Place", "Is at"),
        [(share.bucket.replace("_", " "), share.quantity, share.name, share.whereabouts) for share in shares],
    )
    print_table(
        ("When", "Who", "What", "Quantity", "Why"),
        [
            (f"{event.at:%Y-%m-%d %H:%M}", event.operator, event.kind, event.quantity, event.reason)
            for event in events
        ],
    )


def _whereabouts(shares: tuple[Share, ...], events: tuple[ItemEvent, ...]) -> JsonObject:
    return {
        "shares": [
            {
                "bucket": share.bucket,
                "place": share.name,
                "place_uid": share.place_uid,
                "is_at": share.whereabouts,
                "quantity": share.quantity,
            }
            for share in shares
        ],
        "events": [
            {
                "at": event.at,
                "operator": event.operator,
                "kind": event.kind,
                "quantity": event.quantity,
                "from": event.from_bucket,
                "to": event.to_bucket,
                "reason": event.reason,
                "undone": event.undone,
                "command_id": event.command_id,
            }
            for event in events
        ],
    }


def _rows(reader: Reader, wanted: InventoryFilter) -> Iterator[InventoryRow]:
    from kitstation.store.queries import inventory

    if wanted != inventory.InventoryFilter():
        yield from inventory.matching(reader, wanted)
        return
    page = inventory.page(reader, None, PAGE)
    while page:
        yield from page
        page = inventory.page(reader, page[-1].page_key, PAGE)


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
