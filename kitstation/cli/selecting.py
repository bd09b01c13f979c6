"""Which record is meant on the command line: by serial, by part and lot, by path, by name or by uid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitstation.cli.boundary import refuse
from kitstation.cli.near_matches import with_near

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

    from kitstation.domain.records import Location, Operator, Part, Supplier
    from kitstation.station.operators import Staff
    from kitstation.store.database import Reader
    from kitstation.store.queries.inventory import InventoryRow
    from kitstation.store.queries.item_detail import LineChoice

MOST_SHOWN = 5


def the_item(
    reader: Reader,
    number: str | None,
    *,
    part: str | None = None,
    lot: str | None = None,
    location: str | None = None,
    as_json: bool = False,
) -> InventoryRow:
    """Return the one item that is meant: by its uid or serial or lot number, narrowed by part, lot and place.

    Raises typer.Exit where there is none or where several are meant, after telling which.
    """
    from kitstation.store.queries.inventory import InventoryFilter, item_with_uid, matching

    if number is not None and (row := item_with_uid(reader, number)) is not None and not row.deleted:
        return row
    if number is None and part is None and lot is None:
        raise refuse(
            "Say which item is meant.",
            detail="Neither a serial number, a lot nor a part was given.",
            hint="Give its serial number or uid, or --part with --lot or --at.",
            as_json=as_json,
        )
    found: tuple[InventoryRow, ...] = ()
    if number is None:
        found = matching(reader, InventoryFilter(part, None, lot, location))
    else:
        found = matching(reader, InventoryFilter(part, number, lot, location))
        found = found or matching(reader, InventoryFilter(part, None, number, location))
    if len(found) == 1:
        return found[0]
    wanted = number or " ".join(word for word in (part, lot) if word)
    if not found:
        raise refuse(
            f"There is no item {wanted}.",
            detail="No item in stock has this serial number, lot number or uid.",
            hint="Name a part with --part. See the items with: kitstation inventory list",
            as_json=as_json,
        )
    names = [f"{row.part_number} {row.lot_number or ''} at {row.location} ({row.uid})" for row in found]
    raise _several(
        f"{len(found)} items are called {wanted}.", names, "--part, --lot or --at", as_json=as_json
    )


def the_part(reader: Reader, number: str, revision: str | None = None, *, as_json: bool = False) -> Part:
    """Return the one part that has this number, or this uid. Raises typer.Exit where that is not one."""
    from kitstation.store.queries.parts import part_record, parts_numbered

    if (record := part_record(reader, number)) is not None:
        return record
    found = [part for part in parts_numbered(reader, number) if revision in {None, part.revision}]
    if len(found) == 1:
        return found[0]
    if not found:
        named = number if revision is None else f"{number} revision {revision}"
        raise refuse(
            f"There is no part {named}.",
            detail="No part in this profile has this number.",
            hint="See the parts with: kitstation part list",
            as_json=as_json,
        )
    names = [f"revision {part.revision}" for part in found]
    raise _several(f"Part {number} has {len(found)} revisions.", names, "--revision", as_json=as_json)


def the_location(reader: Reader, name: str, *, as_json: bool = False) -> Location:
    """Return the place that has this path, barcode or uid. Raises typer.Exit where there is none."""
    from kitstation.store.queries.places import all_places, place_record

    record = place_record(reader, name)
    if record is None:
        raise refuse(
            f"There is no place {name}.",
            detail=with_near(
                name, (row.path for row in all_places(reader)), "No place has this path, barcode or uid."
            ),
            hint="See the places with: kitstation location list",
            as_json=as_json,
        )
    return record


def the_supplier(reader: Reader, name: str, *, as_json: bool = False) -> Supplier:
    """Return the supplier that has this name or uid. Raises typer.Exit where there is none."""
    from kitstation.store.queries.suppliers import all_suppliers, supplier_record

    record = supplier_record(reader, name)
    if record is None:
        raise refuse(
            f"There is no supplier {name}.",
            detail=with_near(
                name, (row.name for row in all_suppliers(reader)), "No supplier has this name or uid."
            ),
            hint="See the suppliers with: kitstation supplier list",
            as_json=as_json,
        )
    return record


def the_operator(staff: Staff, name: str, *, as_json: bool = False) -> Operator:
    """Return the operator that has this name or uid, active or not. Raises typer.Exit where there is none."""
    found = next((one for one in staff.operators if name in {one.name, one.uid}), None)
    if found is None:
        names = [one.name for one in staff.operators]
        raise refuse(
            f"There is no operator {name}.",
            detail=with_near(name, names, "No operator has this name or uid."),
            hint="See the operators with: kitstation operator list --all",
            as_json=as_json,
        )
    return found


def the_line(reader: Reader, kit: str, row: InventoryRow, *, as_json: bool = False) -> LineChoice:
    """Return the line of an open kit that an item is for. Raises typer.Exit where that is not one."""
    from kitstation.store.queries.item_detail import lines_that_need

    lines = [line for line in lines_that_need(reader, row.part_uid, text=kit) if line.kit == kit]
    exact = [line for line in lines if line.part_number == row.part_number] or lines
    if len(exact) == 1:
        return exact[0]
    if not exact:
        raise refuse(
            f"Kit {kit} needs no {row.part_number}.",
            detail="No open kit of this number has a line for the part or for what it may replace.",
            hint="See what a kit needs with: kitstation kit show",
            as_json=as_json,
        )
    names = [f"{line.part_number} ({line.line_uid})" for line in exact]
    raise _several(f"Several lines of kit {kit} can take it.", names, "another kit", as_json=as_json)


def _several(title: str, names: Sequence[str], how: str, *, as_json: bool) -> typer.Exit:
    shown = "; ".join(names[:MOST_SHOWN])
    more = len(names) - MOST_SHOWN
    detail = f"They are: {shown}" + (f"; and {more} more." if more > 0 else ".")
    return refuse(
        title, detail=detail, hint=f"Say which is meant with {how}, or give the uid.", as_json=as_json
    )
