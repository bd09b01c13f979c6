"""`kitstation kit reserve|release|issue|return`: what goes into a kit and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.acting import as_quantity, hand_in
from kitstation.cli.boundary import open_station, refuse
from kitstation.cli.kit_choosing import (
    AtOption,
    Item,
    KitNumber,
    LineOption,
    LotOption,
    PartOption,
    refused,
    the_kit,
    the_kit_line,
)
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import print_json
from kitstation.cli.selecting import the_item

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from kitstation.domain.refusals import Refused
    from kitstation.station.kit_reserving import Kept
    from kitstation.store.database import Reader
    from kitstation.store.queries.inventory import InventoryRow
    from kitstation.store.queries.kits import IssuedItem, KitHeader, LineState

Quantity = Annotated[
    str | None, typer.Option("--quantity", metavar="N", help="How much. Without it: what the line needs.")
]


def reserve(
    kit: KitNumber,
    *,
    line: LineOption = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Reserve what is in stock for what a kit still needs: first expired, first out, else first in, first out."""
    from kitstation.station.kit_reserving import reserve_for_kit

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            header = the_kit(reader, kit, as_json=as_json)
            lines = [the_kit_line(station, reader, header, line, as_json=as_json).uid] if line else None
        kept = reserve_for_kit(station.store, station.desk, header.uid, lines)
    _tell_kept("reserved", header, kept, as_json=as_json)


def release(
    kit: KitNumber,
    *,
    line: LineOption = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Keep what is reserved for a kit no longer."""
    from kitstation.station.kit_reserving import release_for_kit

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            header = the_kit(reader, kit, as_json=as_json)
            lines = [the_kit_line(station, reader, header, line, as_json=as_json).uid] if line else None
        kept = release_for_kit(station.store, station.desk, header.uid, lines)
    _tell_kept("released", header, kept, as_json=as_json)


def issue(  # noqa: PLR0913 - each is an option
    kit: KitNumber,
    item: Item = None,
    *,
    part: PartOption = None,
    lot: LotOption = None,
    at: AtOption = None,
    line: LineOption = None,
    quantity: Quantity = None,
    over_need: Annotated[
        bool, typer.Option("--over-need", help="More than the line needs is wanted.")
    ] = False,
    expired_ok: Annotated[
        bool, typer.Option("--expired-ok", help="It is wanted although it has expired.")
    ] = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Issue an item to a kit: to the line for its part, or for which it is an approved substitute."""
    from kitstation.domain.commands import IssueItem
    from kitstation.domain.picking import suggested_quantity
    from kitstation.domain.quantities import ONE

    asked = as_quantity(quantity) if quantity is not None else None
    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            header = the_kit(reader, kit, as_json=as_json)
            row = the_item(reader, item, part=part, lot=lot, location=at, as_json=as_json)
            if line:
                chosen = the_kit_line(station, reader, header, line, as_json=as_json)
            else:
                chosen = _line_for(reader, header, row, station.clock.now().date(), as_json=as_json)
        usual = suggested_quantity(remaining=chosen.remaining, on_hand=row.quantity + chosen.reserved)
        amount = asked if asked is not None else (ONE if row.serial_number else usual)
        command = IssueItem(
            item_uid=row.uid,
            line_uid=chosen.uid,
            quantity=amount,
            over_need=over_need,
            expired_ok=expired_ok,
        )
        hand_in(station, command, as_json=as_json)
    _tell_moved("issued", header, row, chosen, amount, as_json=as_json)


def bring_back(  # noqa: PLR0913 - each is an option
    kit: KitNumber,
    item: Item = None,
    *,
    part: PartOption = None,
    lot: LotOption = None,
    at: AtOption = None,
    line: LineOption = None,
    quantity: Annotated[
        str | None, typer.Option("--quantity", metavar="N", help="How much. Without it: all of it.")
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Return what was issued to a kit to where it is kept."""
    from kitstation.domain.commands import ReturnItem

    asked = as_quantity(quantity) if quantity is not None else None
    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            header = the_kit(reader, kit, as_json=as_json)
            row = the_item(reader, item, part=part, lot=lot, location=at, as_json=as_json)
            only = the_kit_line(station, reader, header, line, as_json=as_json).uid if line else None
            held = _held(reader, header, row, only, as_json=as_json)
        amount = held.quantity if asked is None else asked
        hand_in(
            station, ReturnItem(item_uid=row.uid, line_uid=held.line_uid, quantity=amount), as_json=as_json
        )
    if as_json:
        told = {"kit": header.number, "returned": amount, "uid": row.uid, "location": row.location}
        print_json(told | {"part_number": row.part_number})
    else:
        typer.echo(f"Returned {amount:f} {row.unit} of {row.part_number}. Put it back to {row.location}.")


def _line_for(reader: Reader, kit: KitHeader, row: InventoryRow, today: date, *, as_json: bool) -> LineState:
    from kitstation.station.kit_view import KitView
    from kitstation.store.queries import kits

    view = KitView.of(kit, kits.kit_lines(reader, kit.uid, today))
    line = view.line_to_issue(row.uid, row.part_uid)
    if line is not None:
        return line
    raise refuse(
        f"{row.serial_number or row.lot_number or row.part_number} is not in this kit.",
        detail=f"It is a {row.part_number}. No line of kit {kit.number} is for it.",
        hint="Where it may be issued all the same, say to which line with --line.",
        as_json=as_json,
    )


def _held(
    reader: Reader, kit: KitHeader, row: InventoryRow, line_uid: str | None, *, as_json: bool
) -> IssuedItem:
    from kitstation.store.queries import kits

    for one in kits.items_of_kit(reader, kit.uid):
        if one.item_uid == row.uid and line_uid in {None, one.line_uid}:
            return one
    raise refuse(
        f"{row.serial_number or row.lot_number or row.part_number} is not in this kit.",
        detail=f"There is nothing of it to return from kit {kit.number}.",
        hint=f"See what is in it with: kitstation kit show {kit.number} --json",
        as_json=as_json,
    )


def _tell_kept(done: str, kit: KitHeader, kept: Kept | Refused, *, as_json: bool) -> None:
    from kitstation.domain.refusals import Refused

    if isinstance(kept, Refused):
        raise refused(kept, as_json=as_json)
    if as_json:
        told = {"kit": kit.number, "lines": kept.lines, "items": kept.items, done: kept.quantity}
        print_json(told | ({"lines_short": kept.lines_short} if done == "reserved" else {}))
        return
    typer.echo(
        f"{done.capitalize()} {kept.quantity:f} in all: {kept.items} items, for {kept.lines} lines of kit {kit.number}."
    )
    if kept.lines_short:
        typer.echo(f"{kept.lines_short} lines still need more than is in stock.")


def _tell_moved(
    done: str, kit: KitHeader, row: InventoryRow, line: LineState, amount: Decimal, *, as_json: bool
) -> None:
    if as_json:
        print_json(
            {
                "kit": kit.number,
                done: amount,
                "uid": row.uid,
                "part_number": row.part_number,
                "line": line.part_number,
                "substitute": row.part_uid != line.part_uid,
            }
        )
        return
    instead = f", as a substitute for {line.part_number}" if row.part_uid != line.part_uid else ""
    typer.echo(f"{done.capitalize()} {amount:f} {row.unit} of {row.part_number}{instead}.")
