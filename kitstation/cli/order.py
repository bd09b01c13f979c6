"""`kitstation order`: what is expected from suppliers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.acting import as_day, as_quantity, emptied, hand_in
from kitstation.cli.boundary import open_station, refuse
from kitstation.cli.options import AsJson, Debug, MostRows, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json, print_json_array, print_table

if TYPE_CHECKING:
    from datetime import date

    from kitstation.bootstrap import Station
    from kitstation.store.database import Reader
    from kitstation.store.queries.orders import OrderRow

app = typer.Typer(help="Look into what is on order, and change it.", no_args_is_help=True)

Number = Annotated[str, typer.Argument(metavar="ORDER", help="The order's number.")]
Due = Annotated[
    str | None, typer.Option("--expected", metavar="DAY", help="When it should come: 2027-03-31.")
]
OrderPart = Annotated[str | None, typer.Option("--part", metavar="PN", help="The line for this part.")]


@app.command("create")
def create(  # noqa: PLR0913 - each is an option
    order: Number,
    *,
    part: Annotated[str, typer.Option("--part", metavar="PN", help="What is ordered.")],
    quantity: Annotated[str, typer.Option("--quantity", metavar="N", help="How much, in --unit.")],
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit", metavar="U", help="The unit it is bought in, such as roll. Without: the stock unit."
        ),
    ] = None,
    factor: Annotated[
        str | None,
        typer.Option(
            "--factor",
            metavar="N",
            help="How much of the stock unit one is, where the supplier's is not known.",
        ),
    ] = None,
    revision: Annotated[
        str | None, typer.Option("--revision", metavar="R", help="The part's revision.")
    ] = None,
    supplier: Annotated[str | None, typer.Option("--supplier", metavar="NAME", help="Who delivers.")] = None,
    location: Annotated[
        str | None, typer.Option("--location", metavar="PLACE", help="Where it will go (a path).")
    ] = None,
    expected: Due = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Order so much of a part: one line of an order."""
    from kitstation.cli.selecting import the_location, the_part, the_supplier
    from kitstation.domain.commands import CreateOrderLine
    from kitstation.domain.refusals import Refused
    from kitstation.station.ordering import ordered
    from kitstation.station.sentences import Speech
    from kitstation.store.queries.orders import bought_as

    amount = as_quantity(quantity)
    one = None if factor is None else as_quantity(factor, "--factor")
    due = as_day(expected, "--expected")
    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            known = the_part(reader, part, revision, as_json=as_json)
            supplier_uid = the_supplier(reader, supplier, as_json=as_json).uid if supplier else None
            location_uid = the_location(reader, location, as_json=as_json).uid if location else None
            sold = bought_as(reader, supplier_uid, known.uid) if supplier_uid else None
        wanted = ordered(amount, unit, known.unit, factor=one, bought_as=sold)
        if isinstance(wanted, Refused):
            headline, sentence = Speech().record_refusal(wanted)
            raise refuse(f"{headline}.", detail=sentence, as_json=as_json)
        command = CreateOrderLine(
            uid=station.desk.ids.new(),
            order_number=order,
            part_uid=known.uid,
            ordered=wanted.quantity,
            supplier_uid=supplier_uid,
            location_uid=location_uid,
            purchase_unit=wanted.purchase_unit,
            factor=wanted.factor,
            expected_on=due,
        )
        hand_in(station, command, as_json=as_json)
        _tell(station, command.uid, as_json=as_json)


@app.command("list")
def list_lines(
    *,
    every: Annotated[bool, typer.Option("--all", help="Also what has come, and what was canceled.")] = False,
    order: Annotated[str | None, typer.Option("--order", metavar="ORDER", help="Only this order.")] = None,
    limit: MostRows = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """List what is still to come, what is due first coming first."""
    from kitstation.store.queries import orders

    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        lines = orders.all_lines(reader) if every or order else orders.open_lines(reader)
        today = station.clock.now().date()
    lines = tuple(line for line in lines if order in {None, line.order_number})[:limit]
    if as_json:
        print_json_array(line_in_json(line, today) for line in lines)
    elif lines:
        titles = ("Order", "Part", "Ordered", "Received", "To come", "Unit", "Expected", "Status", "Supplier")
        print_table(titles, [_cells(line, today) for line in lines])
    else:
        typer.echo("Nothing is on order. Order something with: kitstation order create")


@app.command("update")
def update(  # noqa: PLR0913 - each is an option
    order: Annotated[str, typer.Argument(metavar="ORDER", help="The order's number, or the line's uid.")],
    *,
    part: OrderPart = None,
    quantity: Annotated[
        str | None, typer.Option("--quantity", metavar="N", help="How much is ordered, in the stock unit.")
    ] = None,
    expected: Due = None,
    location: Annotated[
        str | None, typer.Option("--location", metavar="PLACE", help="Where it will go (a path).")
    ] = None,
    status: Annotated[
        str | None, typer.Option("--status", metavar="STATUS", help="Such as Ordered or Canceled.")
    ] = None,
    etag: Annotated[
        str | None, typer.Option("--etag", help="Refuse if somebody has changed it since this etag was read.")
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Change a line of an order; what is not given stays, an empty text takes the day or the place away."""
    from kitstation.cli.selecting import the_location
    from kitstation.domain.commands import UpdateOrderLine
    from kitstation.domain.records import OrderStatus

    amount = None if quantity is None else as_quantity(quantity)
    due = as_day(expected, "--expected") if expected else emptied(expected)
    statuses = {one.value.casefold(): one for one in OrderStatus}
    if status is not None and status.casefold() not in statuses:
        raise typer.BadParameter(f"Give one of: {', '.join(OrderStatus)}.", param_hint="--status")
    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            line = the_order_line(reader, order, part, as_json=as_json)
            location_uid: str | None = emptied(location)
            if location:
                location_uid = the_location(reader, location, as_json=as_json).uid
        command = UpdateOrderLine(
            uid=line.uid,
            etag=etag or line.etag,
            ordered=amount,
            expected_on=due,
            location_uid=location_uid,
            status=statuses[status.casefold()] if status else None,
        )
        hand_in(station, command, as_json=as_json)
        _tell(station, line.uid, as_json=as_json)


def the_order_line(reader: Reader, order: str, part: str | None, *, as_json: bool) -> OrderRow:
    """Return the one line that is meant: by its uid, or by order and part.

    Raises typer.Exit where there is none or where several are meant, after telling which.
    """
    from kitstation.store.queries import orders

    if (line := orders.order_line(reader, order)) is not None:
        return line
    lines = [line for line in orders.lines_of_order(reader, order) if part in {None, line.part_number}]
    if len(lines) == 1:
        return lines[0]
    if not lines:
        what = f"order {order}" if part is None else f"line for {part} in order {order}"
        raise refuse(
            f"There is no {what}.",
            detail="No order line in this profile is called that.",
            hint="See what is on order with: kitstation order list --all",
            as_json=as_json,
        )
    names = "; ".join(f"{line.part_number} {line.revision} ({line.uid})" for line in lines)
    raise refuse(
        f"Order {order} has {len(lines)} lines.",
        detail=f"They are: {names}.",
        hint="Say which is meant with --part, or give the uid.",
        as_json=as_json,
    )


def line_in_json(line: OrderRow, today: date) -> JsonObject:
    """Return all that is known of an order line."""
    return {
        "uid": line.uid,
        "order": line.order_number,
        "part_number": line.part_number,
        "revision": line.revision,
        "supplier": line.supplier,
        "location": line.location,
        "ordered": line.ordered,
        "received": line.received,
        "back_ordered": line.back_ordered,
        "unit": line.unit,
        "purchase_unit": line.purchase_unit,
        "factor": line.factor,
        "expected_on": line.expected_on,
        "overdue": line.is_overdue(today),
        "status": line.status,
        "etag": line.etag,
    }


def _tell(station: Station, uid: str, *, as_json: bool) -> None:
    from kitstation.store.queries.orders import order_line

    with station.store.reading() as reader:
        line = order_line(reader, uid)
    if line is None:
        return
    if as_json:
        print_json(line_in_json(line, station.clock.now().date()))
        return
    typer.echo(
        f"Order {line.order_number}: {line.back_ordered:f} of {line.ordered:f} {line.unit} {line.part_number} "
        f"are to come. It is {line.status}."
    )


def _cells(line: OrderRow, today: date) -> tuple[object, ...]:
    due = line.expected_on.isoformat() if line.expected_on else ""
    return (
        line.order_number,
        line.part_number,
        line.ordered,
        line.received,
        line.back_ordered,
        line.unit,
        f"{due} overdue" if line.is_overdue(today) else due,
        line.status,
        line.supplier,
    )
