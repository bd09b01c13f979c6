"""`kitstation position quantities, stocked-items, count, replenish`: what lies at positions, and what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.acting import as_day, as_quantity
from kitstation.cli.boundary import ExitCode, open_station, refuse
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.position_printing import the_position
from kitstation.cli.printing import JsonObject, print_json, print_json_array, print_table

if TYPE_CHECKING:
    from kitstation.domain.position_quantities import PositionQuantity
    from kitstation.station.positions import CountReport, CountRow
    from kitstation.store.queries.replenishment import Need
    from kitstation.store.queries.stocked_items import StockedItem

Ref = Annotated[str, typer.Argument(metavar="REF", help="The position's ref, or its uid.")]
InCatalogue = Annotated[
    str | None, typer.Option("--catalogue", metavar="REF", help="The catalogue that it is in.")
]
Several = list[str] | None


def quantities(  # noqa: PLR0913 - each is an option
    ref: Ref,
    *,
    catalogue: InCatalogue = None,
    types: Annotated[Several, typer.Option("--type", help="Only of this type; may be repeated.")] = None,
    statuses: Annotated[
        Several, typer.Option("--status", help="Only in this status; may be repeated.")
    ] = None,
    conditions: Annotated[Several, typer.Option("--condition", help="Only in this condition.")] = None,
    storage_areas: Annotated[Several, typer.Option("--storage-area", help="Only in this area.")] = None,
    expected_from: Annotated[
        str | None,
        typer.Option(
            "--expected-from", metavar="DAY", help="Only what is to come on this day or later: 2027-03-31."
        ),
    ] = None,
    expected_to: Annotated[
        str | None,
        typer.Option("--expected-to", metavar="DAY", help="Only what is to come on this day or before."),
    ] = None,
    first: Annotated[int | None, typer.Option("--first", metavar="N", min=0, help="So many at most.")] = None,
    after: Annotated[
        str | None, typer.Option("--after", metavar="CURSOR", help="Those after this one.")
    ] = None,
    last: Annotated[
        int | None, typer.Option("--last", metavar="N", min=0, help="So many of the end.")
    ] = None,
    before: Annotated[str | None, typer.Option("--before", metavar="CURSOR", help="Those before it.")] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Show what on hand at a position is the sum of: last count, reservations, sales, corrections, deltas."""
    from kitstation.store.queries import position_quantities
    from kitstation.store.queries.connections import CursorError, PageWish
    from kitstation.store.queries.position_quantities import DateRange, QuantityFilter

    expected = (as_day(expected_from, "--expected-from"), as_day(expected_to, "--expected-to"))
    wanted = QuantityFilter(
        type=types,
        status=statuses,
        condition=conditions,
        storage_area_ref=storage_areas,
        expected_on=DateRange(*expected) if any(expected) else None,
    )
    wish = PageWish(first=first, last=last, before=before, after=after)
    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        row = the_position(reader, ref, catalogue, as_json=as_json)
        try:
            page = position_quantities.quantities(reader, row.uid, wanted, wish)
        except CursorError as error:
            raise typer.BadParameter(str(error)) from error
    info = page.page_info
    if as_json:
        print_json(
            {
                "ref": row.ref,
                "on_hand": row.on_hand,
                "quantities": [{"cursor": edge.cursor, **_quantity(edge.node)} for edge in page.edges],
                "has_next_page": info.has_next_page,
                "has_previous_page": info.has_previous_page,
                "end_cursor": info.end_cursor,
                "total_count": page.total_count,
            }
        )
        return
    titles = ("Type", "Status", "Quantity", "Created", "Updated", "Expected")
    cells = [
        (one.type, one.status, one.quantity, one.created_on, one.updated_on, one.expected_on)
        for one in page.nodes
    ]
    print_table(titles, cells)
    typer.echo(f"On hand: {row.on_hand:f} {row.unit}")


def stocked(
    ref: Ref,
    *,
    catalogue: InCatalogue = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Show the items at a position, the oldest first, and where the units of each are. Ends with 1 if any is lost."""
    from kitstation.store.queries.stocked_items import stocked_items

    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        row = the_position(reader, ref, catalogue, as_json=as_json)
        items = stocked_items(reader, row.uid)
    if as_json:
        print_json_array(map(_stocked, items))
    else:
        titles = ("Item", "On hand", "Reserved", "Picked", "Delivered", "Transferred", "Removed", "Received")
        print_table(titles, map(_stocked_cells, items))
    if not all(item.units.is_conserved for item in items):
        typer.echo("Some units are unaccounted for. Run: kitstation audit", err=True)
        raise typer.Exit(ExitCode.REFUSED)


def count(  # noqa: PLR0913 - each is an option
    ref: Annotated[str | None, typer.Argument(metavar="REF", help="The position's ref.")] = None,
    quantity: Annotated[str | None, typer.Argument(metavar="QUANTITY", help="How much there is.")] = None,
    *,
    reason: Annotated[str, typer.Option("--reason", metavar="WHY", help="Why; the history keeps it.")],
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", help="A table with quantity, and ref or part_number and location, in each row."
        ),
    ] = None,
    catalogue: InCatalogue = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Say how much there is: of one position, or of many in a table. What says nothing new is skipped.

    Less is taken from the oldest item first. Serial numbers are counted one by one and refused here. Ends with 1
    where a row is refused; the others are booked all the same.
    """
    from kitstation.station.positions import CountRow, load_counts

    if (file is None) is (ref is None) or (ref is None) is not (quantity is None):
        raise typer.BadParameter("Give REF and QUANTITY, or --file.")
    with open_station(profile, as_json=as_json, debug=debug) as station:
        if file is not None:
            numbers, rows, problems = _rows_of(file)
        else:
            numbers, problems = (1,), ()
            rows = (
                CountRow(
                    quantity=as_quantity(quantity or "", "QUANTITY"), ref=ref or "", catalogue=catalogue
                ),
            )
        reports = load_counts(station.store, station.desk, rows, reason=reason)
    told = [_report(number, report) for number, report in zip(numbers, reports, strict=True)]
    told += [{"row": number, "result": "refused", "why": why} for number, why in problems]
    told.sort(key=lambda one: int(str(one["row"])))
    if as_json:
        print_json_array(told)
    else:
        titles = ("Row", "Position", "Result", "Before", "Counted", "Why")
        names = ("row", "position", "result", "before", "counted", "why")
        print_table(titles, [[one.get(name) for name in names] for one in told])
    if any(one["result"] == "refused" for one in told):
        raise typer.Exit(ExitCode.REFUSED)


def replenish(
    *,
    catalogue: InCatalogue = None,
    location: Annotated[
        str | None,
        typer.Option(
            "--location", metavar="PLACE", help="Only at this place (a path), with all that is inside it."
        ),
    ] = None,
    part: Annotated[str | None, typer.Option("--part", metavar="PN", help="Only of this part.")] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """List what is below its minimum: how much to bring, from where, and how much to order."""
    from kitstation.store.queries.positions import PositionFilter
    from kitstation.store.queries.replenishment import all_needs

    wanted = PositionFilter(catalogue=catalogue, location=location, part_number=part)
    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        needs = all_needs(reader, wanted)
    if as_json:
        print_json_array(map(_need, needs))
    elif needs:
        titles = (
            "Position",
            "Part",
            "Location",
            "Available",
            "Min",
            "Max",
            "On order",
            "Order",
            "Move",
            "From",
        )
        print_table(titles, map(_need_cells, needs))
    else:
        typer.echo("Nothing is below its minimum.")


def _rows_of(file: Path) -> tuple[tuple[int, ...], tuple[CountRow, ...], tuple[tuple[int, str], ...]]:
    from kitstation.station.count_list import MOST_ROWS, read_count_list
    from kitstation.station.importing.reading import read_sheet

    read = read_count_list(read_sheet(file))
    if len(read.rows) > MOST_ROWS:
        raise refuse(
            f"{file.name} has {len(read.rows):,} rows.",
            detail=f"A batch has {MOST_ROWS:,} at most.",
            hint="Divide it into smaller ones.",
        )
    return tuple(number for number, _ in read.rows), tuple(row for _, row in read.rows), read.problems


def _quantity(one: PositionQuantity) -> JsonObject:
    return {
        "ref": one.ref,
        "type": one.type,
        "status": one.status,
        "quantity": one.quantity,
        "condition": one.condition,
        "expected_on": one.expected_on,
        "storage_area_ref": one.storage_area_ref,
        "workflow_ref": one.workflow_ref,
        "workflow_version": one.workflow_version,
        "created_on": one.created_on,
        "updated_on": one.updated_on,
    }


def _stocked(item: StockedItem) -> JsonObject:
    units = item.units
    return {
        "uid": item.uid,
        "serial_number": item.serial_number,
        "lot_number": item.lot_number,
        "received_at": item.received_at,
        "on_hand": units.on_hand,
        "reserved": units.reserved,
        "picked": units.picked,
        "delivered": units.delivered,
        "transferred": units.transferred,
        "removed": units.removed,
        "received": units.received,
        "sum": units.sum,
        "conserved": units.is_conserved,
    }


def _stocked_cells(item: StockedItem) -> tuple[object, ...]:
    units = item.units
    return (
        item.name or item.uid,
        units.on_hand,
        units.reserved,
        units.picked,
        units.delivered,
        units.transferred,
        units.removed,
        units.received,
    )


def _report(number: int, report: CountReport) -> dict[str, object]:
    from kitstation.station.sentences import Speech

    why = ""
    if report.refused is not None:
        headline, sentence = Speech().record_refusal(report.refused)
        why = f"{headline}. {sentence}".strip()
    return {
        "row": number,
        "position": report.position.ref if report.position else report.row.name,
        "result": report.result,
        "before": report.before,
        "counted": report.row.quantity,
        "difference": report.difference,
        "why": why,
        "code": report.refused.code if report.refused else None,
    }


def _need(need: Need) -> JsonObject:
    row = need.position
    return {
        "ref": row.ref,
        "part_number": row.part_number,
        "revision": row.revision,
        "location_ref": row.location_ref,
        "available": row.available,
        "minimum": row.minimum,
        "maximum": row.maximum,
        "on_order": row.on_order,
        "quantity": need.quantity,
        "to_move": need.to_move,
        "to_order": need.to_order,
        "unit": row.unit,
        "sources": [
            {"location_ref": one.location, "available": one.available, "spare": one.spare}
            for one in need.sources
        ],
    }


def _need_cells(need: Need) -> tuple[object, ...]:
    row = need.position
    best = need.sources[0] if need.sources else None
    return (
        row.ref,
        row.part_number,
        row.location_ref,
        row.available,
        row.minimum,
        row.maximum,
        row.on_order,
        need.to_order,
        need.to_move,
        best.location if best and need.to_move else "",
    )
