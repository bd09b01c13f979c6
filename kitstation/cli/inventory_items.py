"""`kitstation inventory create|update|delete|hold|release`: an item as such."""

from __future__ import annotations

from typing import Annotated

import typer

from kitstation.cli.acting import as_day, as_quantity, emptied, hand_in
from kitstation.cli.boundary import open_station
from kitstation.cli.item_options import At, Item, OfLot, OfPart, Reason, chosen_item, tell_item
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import print_json

Serial = Annotated[str | None, typer.Option("--serial", metavar="SN", help="Its serial number.")]
Lot = Annotated[str | None, typer.Option("--lot-number", metavar="LOT", help="Its lot number.")]
SupplierName = Annotated[str | None, typer.Option("--supplier", metavar="NAME", help="Who delivered it.")]
Cost = Annotated[str | None, typer.Option("--cost", metavar="N", help="What one unit of it cost.")]
Expires = Annotated[str | None, typer.Option("--expires", metavar="DAY", help="When it expires: 2027-03-31.")]
DateCode = Annotated[
    str | None, typer.Option("--date-code", metavar="DC", help="Its date code, as the label writes it.")
]
Condition = Annotated[str | None, typer.Option("--condition", help="Such as NEW.")]
StorageArea = Annotated[str | None, typer.Option("--storage-area", help="Where within its place.")]
UsageType = Annotated[str | None, typer.Option("--usage-type", help="What it may be used for.")]


def create(  # noqa: PLR0913 - each is an option
    *,
    part: Annotated[str, typer.Option("--part", metavar="PN", help="The part.")],
    location: Annotated[str, typer.Option("--location", metavar="PLACE", help="Where it is put (a path).")],
    revision: Annotated[
        str | None, typer.Option("--revision", metavar="R", help="The part's revision.")
    ] = None,
    quantity: Annotated[str, typer.Option("--quantity", metavar="N", help="How much came in.")] = "0",
    serial: Serial = None,
    lot: Annotated[str | None, typer.Option("--lot", metavar="LOT", help="Its lot number.")] = None,
    new_serial: Annotated[bool, typer.Option("--new-serial", help="Make a serial number.")] = False,
    new_lot: Annotated[bool, typer.Option("--new-lot", help="Make a lot number.")] = False,
    supplier: SupplierName = None,
    cost: Cost = None,
    expires: Expires = None,
    date_code: DateCode = None,
    condition: Condition = None,
    storage_area: StorageArea = None,
    usage_type: UsageType = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Take an item in."""
    from kitstation.cli.selecting import the_location, the_part, the_supplier
    from kitstation.domain.commands import CreateItem

    amount = as_quantity(quantity)
    price = None if cost is None else as_quantity(cost, "--cost")
    expires_on = as_day(expires, "--expires")
    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            part_uid = the_part(reader, part, revision, as_json=as_json).uid
            location_uid = the_location(reader, location, as_json=as_json).uid
            supplier_uid = the_supplier(reader, supplier, as_json=as_json).uid if supplier else None
        command = CreateItem(
            uid=station.desk.ids.new(),
            part_uid=part_uid,
            location_uid=location_uid,
            serial_number=serial,
            lot_number=lot,
            autogenerate_serial_number=new_serial,
            autogenerate_lot_number=new_lot,
            quantity=amount,
            supplier_uid=supplier_uid,
            cost=price,
            expires_on=expires_on,
            date_code=date_code,
            condition=condition or "NEW",
            storage_area=storage_area or "",
            usage_type=usage_type or "",
        )
        hand_in(station, command, as_json=as_json)
        tell_item(station, command.uid, "{quantity} {unit} of {name} are at {place}.", as_json=as_json)


def update(  # noqa: PLR0913 - each is an option
    item: Item = None,
    *,
    part: OfPart = None,
    lot: OfLot = None,
    at: At = None,
    serial: Serial = None,
    lot_number: Lot = None,
    supplier: SupplierName = None,
    cost: Cost = None,
    expires: Expires = None,
    date_code: DateCode = None,
    condition: Condition = None,
    storage_area: StorageArea = None,
    usage_type: UsageType = None,
    etag: Annotated[
        str | None, typer.Option("--etag", help="Refuse if somebody has changed it since this etag was read.")
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Change an item; what is not given stays, an empty text takes the value away."""
    from kitstation.cli.selecting import the_supplier
    from kitstation.domain.commands import UpdateItem

    price = as_quantity(cost, "--cost") if cost else emptied(cost)
    expires_on = as_day(expires, "--expires") if expires else emptied(expires)
    with chosen_item(item, part, lot, at, profile, as_json=as_json, debug=debug) as (station, row):
        with station.store.reading() as reader:
            supplier_uid = supplier
            if supplier:
                supplier_uid = the_supplier(reader, supplier, as_json=as_json).uid
        command = UpdateItem(
            uid=row.uid,
            etag=etag or row.etag,
            serial_number=serial,
            lot_number=lot_number,
            supplier_uid=supplier_uid,
            cost=price,
            expires_on=expires_on,
            date_code=date_code,
            condition=condition,
            storage_area=storage_area,
            usage_type=usage_type,
        )
        hand_in(station, command, as_json=as_json)
        tell_item(station, row.uid, "{name} is changed.", as_json=as_json)


def delete(  # noqa: PLR0913 - each is an option
    item: Item = None,
    *,
    part: OfPart = None,
    lot: OfLot = None,
    at: At = None,
    reason: Reason = "",
    etag: Annotated[
        str | None, typer.Option("--etag", help="Refuse if somebody has changed it since this etag was read.")
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Take an item out of the records; what is on hand of it is removed first."""
    from kitstation.domain.commands import DeleteItem

    with chosen_item(item, part, lot, at, profile, as_json=as_json, debug=debug) as (station, row):
        hand_in(station, DeleteItem(uid=row.uid, etag=etag or row.etag, reason=reason), as_json=as_json)
    if as_json:
        print_json({"uid": row.uid, "deleted": True})
    else:
        typer.echo(f"{row.name} is deleted.")


def hold(  # noqa: PLR0913 - each is an option
    item: Item = None,
    *,
    reason: Reason = "",
    part: OfPart = None,
    lot: OfLot = None,
    at: At = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Hold an item in quarantine: nothing of it may be taken."""
    from kitstation.domain.commands import HoldItem

    with chosen_item(item, part, lot, at, profile, as_json=as_json, debug=debug) as (station, row):
        hand_in(station, HoldItem(item_uid=row.uid, reason=reason), as_json=as_json)
        tell_item(station, row.uid, "{name} is held.", as_json=as_json)


def release(  # noqa: PLR0913 - each is an option
    item: Item = None,
    *,
    part: OfPart = None,
    lot: OfLot = None,
    at: At = None,
    kit: Annotated[
        str | None, typer.Option("--kit", metavar="KIT", help="Release what is reserved for this kit.")
    ] = None,
    quantity: Annotated[
        str | None, typer.Option("--quantity", metavar="N", help="How much of it; without: all.")
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Let a held item be used again; with --kit, keep it for that kit no longer."""
    from kitstation.domain.commands import ReleaseHold

    with chosen_item(item, part, lot, at, profile, as_json=as_json, debug=debug) as (station, row):
        if kit is not None:
            from kitstation.cli.inventory_moves import release_from_kit

            amount = None if quantity is None else as_quantity(quantity)
            release_from_kit(station, row, kit, amount, as_json=as_json)
            return
        hand_in(station, ReleaseHold(item_uid=row.uid), as_json=as_json)
        tell_item(station, row.uid, "{name} may be used again.", as_json=as_json)
