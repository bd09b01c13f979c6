"""`kitstation shortages`: what all open kits together lack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.boundary import open_station
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json, print_json_array, print_table
from kitstation.cli.selecting import the_part

if TYPE_CHECKING:
    from pathlib import Path

    from kitstation.store.queries.shortages import PartNeed, PartSupply


def shortages(
    *,
    every: Annotated[
        bool, typer.Option("--all", help="All parts that kits need, not only those short.")
    ] = False,
    part: Annotated[
        str | None, typer.Option("--part", metavar="PN", help="Who needs this part, where it is, what comes.")
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """List the parts of which there is less in stock than all open kits together need."""
    from kitstation.store.queries import shortages as queries

    if part is not None:
        _show_supply(part, profile, as_json=as_json, debug=debug)
        return
    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        needs = queries.part_needs(reader) if every else queries.shortages(reader)
    if as_json:
        print_json_array(_need(need) for need in needs)
    elif needs:
        titles = (
            "Part",
            "Needed",
            "Available",
            "Blocked",
            "Reserved",
            "Short",
            "Unit",
            "On order",
            "Expected",
            "Kits",
        )
        print_table(titles, map(_cells, needs))
    else:
        typer.echo("Nothing is short: there is enough for all open kits.")


def _show_supply(part: str, profile: Path | None, *, as_json: bool, debug: bool) -> None:
    from kitstation.store.queries import shortages as queries

    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        record = the_part(reader, part, as_json=as_json)
        supply = queries.part_supply(reader, record.uid)
    if as_json:
        print_json({"part_number": record.part_number, "revision": record.revision, **_supply(supply)})
        return
    print_table(
        ("Kit", "Status", "Required", "Issued", "Reserved", "Needed"),
        [(one.kit, one.status, one.required, one.issued, one.reserved, one.needed) for one in supply.kits],
    )
    typer.echo("")
    places = [(one.location, one.quantity, one.blocked or "") for one in supply.places]
    print_table(("Place", "On hand", "Blocked"), places)
    if supply.expected:
        typer.echo("")
        coming = [(one.order_number, one.supplier, one.quantity, one.expected_on) for one in supply.expected]
        print_table(("Order", "Supplier", "On order", "Expected"), coming)
    if supply.substitutes:
        typer.echo("")
        others = [(one.part_number, one.revision, one.available) for one in supply.substitutes]
        print_table(("Substitute", "Revision", "Available"), others)


def _need(need: PartNeed) -> JsonObject:
    return {
        "part_number": need.part_number,
        "revision": need.revision,
        "description": need.description,
        "unit": need.unit,
        "needed": need.needed,
        "available": need.available,
        "blocked": need.blocked,
        "reserved": need.reserved,
        "picked": need.picked,
        "short": need.short,
        "on_order": need.on_order,
        "expected_on": need.expected_on,
        "kits": need.kits,
    }


def _cells(need: PartNeed) -> tuple[object, ...]:
    return (
        need.part_number,
        need.needed,
        need.available,
        need.blocked or "",
        need.reserved or "",
        need.short or "",
        need.unit,
        need.on_order or "",
        need.expected_on,
        ", ".join(need.kits),
    )


def _supply(supply: PartSupply) -> JsonObject:
    return {
        "kits": [
            {
                "kit": one.kit,
                "status": one.status,
                "run": one.run,
                "required": one.required,
                "issued": one.issued,
                "reserved": one.reserved,
            }
            for one in supply.kits
        ],
        "places": [
            {"location": one.location, "quantity": one.quantity, "blocked": one.blocked}
            for one in supply.places
        ],
        "expected": [
            {
                "order_number": one.order_number,
                "supplier": one.supplier,
                "quantity": one.quantity,
                "expected_on": one.expected_on,
            }
            for one in supply.expected
        ],
        "substitutes": [
            {"part_number": one.part_number, "revision": one.revision, "available": one.available}
            for one in supply.substitutes
        ],
    }
