"""`kitstation inventory transfer|split|merge|reserve` and what changes how much there is."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.acting import as_quantity, hand_in
from kitstation.cli.boundary import open_station, refuse
from kitstation.cli.item_options import (
    At,
    Item,
    OfLot,
    OfPart,
    Quantity,
    Reason,
    chosen_item,
    item_in_json,
    tell_item,
)
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import print_json

if TYPE_CHECKING:
    from kitstation.bootstrap import Station
    from kitstation.domain.commands import AddStock, RecountItem, RemoveStock, ScrapItem
    from kitstation.store.queries.inventory import InventoryRow


def transfer(  # noqa: PLR0913 - each is an option
    item: Item = None,
    *,
    to: Annotated[str, typer.Option("--to", metavar="PLACE", help="Where it goes (a path or barcode).")],
    quantity: Annotated[
        str | None, typer.Option("--quantity", metavar="N", help="How much of it; without: all.")
    ] = None,
    part: OfPart = None,
    lot: OfLot = None,
    at: At = None,
    reason: Reason = "",
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Move an item, or so much of it, to another place."""
    from kitstation.cli.selecting import the_location
    from kitstation.domain.commands import TransferItem

    amount = None if quantity is None else as_quantity(quantity)
    with chosen_item(item, part, lot, at, profile, as_json=as_json, debug=debug) as (station, row):
        with station.store.reading() as reader:
            target = the_location(reader, to, as_json=as_json)
        new_uid = station.desk.ids.new()
        command = TransferItem(
            item_uid=row.uid, to_location_uid=target.uid, quantity=amount, new_uid=new_uid, reason=reason
        )
        accepted = hand_in(station, command, as_json=as_json)
        moved = new_uid if any(put.uid == new_uid for put in accepted.changes.puts) else row.uid
        tell_item(station, moved, "{quantity} {unit} of {name} are at {place}.", as_json=as_json)


def split(  # noqa: PLR0913 - each is an option
    item: Item = None,
    *,
    quantity: Annotated[
        list[str],
        typer.Option("--quantity", metavar="N", help="How much is split off; give it again for more parts."),
    ],
    part: OfPart = None,
    lot: OfLot = None,
    at: At = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Split an item: each quantity becomes an item of its own at the same place."""
    from kitstation.domain.commands import SplitItem, SplitOff
    from kitstation.store.queries.inventory import item_with_uid

    amounts = [as_quantity(each) for each in quantity]
    with chosen_item(item, part, lot, at, profile, as_json=as_json, debug=debug) as (station, row):
        parts = tuple(SplitOff(uid=station.desk.ids.new(), quantity=amount) for amount in amounts)
        hand_in(station, SplitItem(item_uid=row.uid, parts=parts), as_json=as_json)
        with station.store.reading() as reader:
            rows = [item_with_uid(reader, uid) for uid in (row.uid, *(part.uid for part in parts))]
    found = [each for each in rows if each is not None]
    if as_json:
        print_json({"original": item_in_json(found[0]), "parts": [item_in_json(one) for one in found[1:]]})
    else:
        shares = ", ".join(f"{one.quantity:f}" for one in found)
        typer.echo(f"{row.name} is split: {shares} {row.unit}.")


def merge(
    items: Annotated[
        list[str] | None, typer.Argument(metavar="ITEM...", help="Uids of the items that become one.")
    ] = None,
    *,
    part: OfPart = None,
    lot: OfLot = None,
    at: At = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Make one item of several that are alike: of those named, or of all of a lot at a place."""
    from kitstation.cli.selecting import the_item
    from kitstation.domain.commands import MergeItems
    from kitstation.store.queries.inventory import InventoryFilter, matching

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            if items:
                rows = [the_item(reader, each, part=part, location=at, as_json=as_json) for each in items]
            elif part is None:
                raise refuse(
                    "Say which items become one.",
                    detail="Neither uids nor a part were given.",
                    hint="Give their uids, or --part with --lot and --at.",
                    as_json=as_json,
                )
            else:
                rows = list(matching(reader, InventoryFilter(part, None, lot, at)))
        command = MergeItems(new_uid=station.desk.ids.new(), item_uids=tuple(row.uid for row in rows))
        hand_in(station, command, as_json=as_json)
        done = f"{len(rows)} items are one: {{quantity}} {{unit}} of {{name}} at {{place}}."
        tell_item(station, command.new_uid, done, as_json=as_json)


def scrap(  # noqa: PLR0913 - each is an option
    item: Item = None,
    *,
    quantity: Quantity = "1",
    reason: Reason = "",
    part: OfPart = None,
    lot: OfLot = None,
    at: At = None,
    kit: Annotated[str | None, typer.Option("--kit", metavar="KIT", help="Scrap it out of this kit.")] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Scrap so much of an item."""
    from kitstation.cli.selecting import the_line
    from kitstation.domain.commands import ScrapItem

    amount = as_quantity(quantity)
    with chosen_item(item, part, lot, at, profile, as_json=as_json, debug=debug) as (station, row):
        with station.store.reading() as reader:
            line_uid = the_line(reader, kit, row, as_json=as_json).line_uid if kit else None
        _change(
            station,
            ScrapItem(item_uid=row.uid, quantity=amount, reason=reason, line_uid=line_uid),
            as_json=as_json,
        )


def add(  # noqa: PLR0913 - each is an option
    item: Item = None,
    *,
    quantity: Quantity = "1",
    reason: Reason = "",
    part: OfPart = None,
    lot: OfLot = None,
    at: At = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Add so much to an item, with a reason."""
    from kitstation.domain.commands import AddStock

    amount = as_quantity(quantity)
    with chosen_item(item, part, lot, at, profile, as_json=as_json, debug=debug) as (station, row):
        _change(station, AddStock(item_uid=row.uid, quantity=amount, reason=reason), as_json=as_json)


def remove(  # noqa: PLR0913 - each is an option
    item: Item = None,
    *,
    quantity: Quantity = "1",
    reason: Reason = "",
    part: OfPart = None,
    lot: OfLot = None,
    at: At = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Remove so much of what is on hand of an item, with a reason."""
    from kitstation.domain.commands import RemoveStock

    amount = as_quantity(quantity)
    with chosen_item(item, part, lot, at, profile, as_json=as_json, debug=debug) as (station, row):
        _change(station, RemoveStock(item_uid=row.uid, quantity=amount, reason=reason), as_json=as_json)


def recount(  # noqa: PLR0913 - each is an option
    item: Item = None,
    *,
    counted: Annotated[str, typer.Option("--counted", metavar="N", help="How much was counted.")],
    reason: Reason = "",
    part: OfPart = None,
    lot: OfLot = None,
    at: At = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Say how much of an item was counted where it is kept, with a reason."""
    from kitstation.domain.commands import RecountItem

    amount = as_quantity(counted, "--counted")
    with chosen_item(item, part, lot, at, profile, as_json=as_json, debug=debug) as (station, row):
        _change(station, RecountItem(item_uid=row.uid, counted=amount, reason=reason), as_json=as_json)


def reserve(  # noqa: PLR0913 - each is an option
    item: Item = None,
    *,
    kit: Annotated[str, typer.Option("--kit", metavar="KIT", help="The kit that it is kept for.")],
    quantity: Annotated[
        str | None, typer.Option("--quantity", metavar="N", help="How much; without: what the line lacks.")
    ] = None,
    part: OfPart = None,
    lot: OfLot = None,
    at: At = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Keep so much of an item for a kit; it stays where it is."""
    from kitstation.cli.selecting import the_line
    from kitstation.domain.commands import ReserveItem

    with chosen_item(item, part, lot, at, profile, as_json=as_json, debug=debug) as (station, row):
        with station.store.reading() as reader:
            line = the_line(reader, kit, row, as_json=as_json)
        amount = min(line.lacking, row.quantity) if quantity is None else as_quantity(quantity)
        hand_in(
            station,
            ReserveItem(item_uid=row.uid, line_uid=line.line_uid, quantity=amount),
            as_json=as_json,
        )
        done = f"{amount:f} {row.unit} of {{name}} are kept for kit {kit}."
        tell_item(station, row.uid, done, as_json=as_json)


def release_from_kit(
    station: Station, row: InventoryRow, kit: str, quantity: Decimal | None, *, as_json: bool
) -> None:
    """Keep so much of an item, or all that is kept, for a kit no longer."""
    from kitstation.domain.commands import ReleaseItem
    from kitstation.domain.movements import Bucket
    from kitstation.store.queries.item_detail import shares_of

    with station.store.reading() as reader:
        kept = [share for share in shares_of(reader, row.uid) if share.bucket is Bucket.RESERVED]
    here = [share for share in kept if share.name == kit]
    if not here:
        raise refuse(
            f"Nothing of {row.name} is reserved for kit {kit}.",
            detail="It is reserved for: " + (", ".join(share.name for share in kept) or "no kit") + ".",
            as_json=as_json,
        )
    amount = here[0].quantity if quantity is None else quantity
    hand_in(
        station,
        ReleaseItem(item_uid=row.uid, line_uid=here[0].place_uid, quantity=amount),
        as_json=as_json,
    )
    tell_item(station, row.uid, f"{amount:f} {row.unit} of {{name}} are free again.", as_json=as_json)


def _change(
    station: Station, command: AddStock | RemoveStock | ScrapItem | RecountItem, *, as_json: bool
) -> None:
    hand_in(station, command, as_json=as_json)
    tell_item(station, command.item_uid, "{quantity} {unit} of {name} are at {place} now.", as_json=as_json)
