"""`kitstation kit`: kits are made, shown and listed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli import kit_changes, kit_lines, kit_stock
from kitstation.cli.boundary import open_station, refuse
from kitstation.cli.kit_choosing import no_such_kit
from kitstation.cli.options import AsJson, Debug, MostRows, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json, print_json_array, print_table

if TYPE_CHECKING:
    from kitstation.store.queries.kits import IssuedItem, KitHeader, LineState

EVERY_KIT = 10**9
"""More kits than there will be."""

__all__ = ["app", "no_such_kit"]

app = typer.Typer(help="Make, fill, collect and list kits.", no_args_is_help=True)
app.command("status")(kit_changes.status)
app.command("update")(kit_changes.update)
app.command("move")(kit_changes.move)
app.command("fill")(kit_changes.fill)
app.command("split")(kit_changes.split)
app.command("pick-list")(kit_changes.pick_list)
app.command("reserve")(kit_stock.reserve)
app.command("release")(kit_stock.release)
app.command("issue")(kit_stock.issue)
app.command("return")(kit_stock.bring_back)
app.add_typer(kit_lines.app, name="line")


@app.command("new")
def new(
    *,
    run: Annotated[str, typer.Option("--run", metavar="TITLE", help="What the run is called.")],
    part: Annotated[str, typer.Option("--part", metavar="PN", help="The assembly that is made.")],
    quantity: Annotated[str, typer.Option("--quantity", metavar="N", help="How many of it are made.")],
    revision: Annotated[
        str | None,
        typer.Option("--revision", metavar="R", help="Its revision. Without it: the newest that has a BOM."),
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Plan a run and make a kit for it, filled from the assembly's bill of materials."""
    from kitstation.domain.quantities import QuantityError
    from kitstation.domain.quantities import quantity as as_quantity
    from kitstation.domain.refusals import Refused
    from kitstation.station.planning import KitPlan, new_kit
    from kitstation.station.sentences import Circumstances, Speech

    try:
        number = as_quantity(quantity)
    except QuantityError as error:
        raise typer.BadParameter(f"{error}.", param_hint="--quantity") from error
    with open_station(profile, as_json=as_json, debug=debug) as station:
        made = new_kit(station.store, station.desk, KitPlan(run, part, number, revision))
    if isinstance(made, Refused):
        headline, sentence = Speech().refusal(made, Circumstances(part))
        raise refuse(f"{headline}.", detail=sentence, as_json=as_json)
    if as_json:
        print_json({"kit": made.number, "run": made.run, "lines": made.lines})
    else:
        typer.echo(f"Kit {made.number} for “{made.run}” is made, with {made.lines} lines.")


@app.command("show")
def show(
    kit: Annotated[str, typer.Argument(metavar="KIT", help="The kit's number.")],
    *,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Show a kit: what it needs, and what is in it."""
    from kitstation.station.kit_view import KitView
    from kitstation.store.queries import kits

    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        header = kits.kit_by_number(reader, kit)
        if header is None:
            raise no_such_kit(reader, kit, as_json=as_json)
        lines = kits.kit_lines(reader, header.uid, station.clock.now().date())
        items = kits.items_of_kit(reader, header.uid)
    view = KitView.of(header, lines)
    if as_json:
        print_json(_kit(view.header, view.lines, items))
    else:
        _print_kit(view.header, view.lines)


@app.command("list")
def list_kits(
    *, limit: MostRows = None, as_json: AsJson = False, profile: ProfileFolder = None, debug: Debug = False
) -> None:
    """List the kits, newest first."""
    from kitstation.store.queries import kits

    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        headers = kits.newest_kits(reader, limit or EVERY_KIT)
    if as_json:
        print_json_array(_header(header) for header in headers)
    elif headers:
        rows = [(h.number, h.status, h.run, h.assembly, f"{h.lines_complete} of {h.lines}") for h in headers]
        print_table(("Kit", "Status", "Run", "Assembly", "Lines complete"), rows)
    else:
        typer.echo("There is no kit yet. Make one with: kitstation kit new")


def _header(header: KitHeader) -> JsonObject:
    return {
        "kit": header.number,
        "status": header.status,
        "run": header.run,
        "part_number": header.assembly,
        "revision": header.revision,
        "quantity": header.run_quantity,
        "created_at": header.created_at,
        "lines": header.lines,
        "lines_complete": header.lines_complete,
        "location": header.location,
        "delivery": header.delivery,
        "assigned_to": header.assigned_to,
    }


def _kit(header: KitHeader, lines: tuple[LineState, ...], items: tuple[IssuedItem, ...]) -> JsonObject:
    of_line = defaultdict(list)
    for item in items:
        of_line[item.line_uid].append(_item(item))
    return {**_header(header), "lines": [_line(line) | {"items": of_line[line.uid]} for line in lines]}


def _line(line: LineState) -> dict[str, object]:
    return {
        "part_number": line.part_number,
        "revision": line.revision,
        "description": line.description,
        "required": line.required,
        "issued": line.issued,
        "remaining": line.remaining,
        "short": line.short,
        "unit": line.unit,
        "designators": line.designators,
        "reserved": line.reserved,
        "substitutes": [
            {"part_number": one.part_number, "revision": one.revision, "on_hand": one.on_hand}
            for one in line.substitutes
        ],
    }


def _item(item: IssuedItem) -> JsonObject:
    return {
        "uid": item.item_uid,
        "serial_number": item.serial_number,
        "lot_number": item.lot_number,
        "quantity": item.quantity,
        "location": item.location,
        "part_number": item.part_number,
    }


def _print_kit(header: KitHeader, lines: tuple[LineState, ...]) -> None:
    typer.echo(f"Kit {header.number} · {header.status} · “{header.run}”")
    titles = ("Part", "Required", "Issued", "Remaining", "Unit", "Take from", "Take", "Short")
    rows = [
        (
            line.part_number,
            line.required,
            line.issued,
            line.remaining,
            line.unit,
            line.take.location if line.take and line.remaining else "",
            (line.take.serial_number or line.take.lot_number) if line.take and line.remaining else "",
            line.short or "",
        )
        for line in lines
    ]
    print_table(titles, rows)
