"""`kitstation run`: what is to be made, how much of it, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.acting import as_quantity, hand_in
from kitstation.cli.boundary import open_station
from kitstation.cli.kit_choosing import refused, the_run
from kitstation.cli.options import AsJson, Debug, MostRows, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json, print_json_array, print_table
from kitstation.cli.selecting import the_location, the_part
from kitstation.domain.records import RunStatus

if TYPE_CHECKING:
    from kitstation.store.queries.runs import AssemblyRow, RunRow

EVERY_RUN = 10**9
"""More runs than there will be."""
RunName = Annotated[str, typer.Argument(metavar="RUN", help="The run's title or uid.")]

app = typer.Typer(help="Plan runs and look at them.", no_args_is_help=True)


@app.command("list")
def list_runs(
    *, limit: MostRows = None, as_json: AsJson = False, profile: ProfileFolder = None, debug: Debug = False
) -> None:
    """List the runs, newest first."""
    from kitstation.store.queries import runs

    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        found = runs.newest_runs(reader, limit or EVERY_RUN)
    if as_json:
        print_json_array(_run(row) for row in found)
    elif found:
        rows = [(r.title, r.status, r.part_number, r.quantity, r.built, r.in_work, r.kits) for r in found]
        print_table(("Run", "Status", "Assembly", "Quantity", "Built", "In work", "Kits"), rows)
    else:
        typer.echo("There is no run yet. Plan one with: kitstation run create")


@app.command("show")
def show(
    run: RunName, *, as_json: AsJson = False, profile: ProfileFolder = None, debug: Debug = False
) -> None:
    """Show a run with its kits and its assemblies."""
    from kitstation.store.queries import kits, runs

    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        row = the_run(reader, run, as_json=as_json)
        numbers = [kit.number for kit in kits.kits_of_run(reader, row.uid)]
        assemblies = runs.assemblies_of_run(reader, row.uid)
    if as_json:
        told = {"kits": numbers, "assemblies": [_assembly(one) for one in assemblies]}
        print_json({**_run(row), **told})
        return
    typer.echo(
        f"Run “{row.title}” · {row.status} · {row.built:f} of {row.quantity:f} {row.part_number} built"
    )
    typer.echo(f"Kits: {', '.join(numbers) or 'none'}")
    cells = [
        (one.serial_number or one.lot_number or one.uid, one.location, *_state(one)) for one in assemblies
    ]
    if cells:
        print_table(("Assembly", "Place", "State", "Missing"), cells)


@app.command("create")
def create(
    *,
    title: Annotated[str, typer.Option("--title", metavar="TITLE", help="What people call it.")],
    part: Annotated[str, typer.Option("--part", metavar="PN", help="The assembly that is made.")],
    quantity: Annotated[str, typer.Option("--quantity", metavar="N", help="How many of it are made.")],
    revision: Annotated[
        str | None, typer.Option("--revision", metavar="R", help="The assembly's revision.")
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Plan the making of so many assemblies."""
    from kitstation.domain.commands import CreateRun

    number = as_quantity(quantity)
    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            record = the_part(reader, part, revision, as_json=as_json)
        uid = station.desk.ids.new()
        command = CreateRun(uid=uid, title=title, part_uid=record.uid, quantity=number)
        hand_in(station, command, as_json=as_json)
        with station.store.reading() as reader:
            row = the_run(reader, uid, as_json=as_json)
    _tell(row, as_json=as_json)


@app.command("update")
def update(
    run: RunName,
    *,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TITLE", help="What people call it.")
    ] = None,
    quantity: Annotated[
        str | None, typer.Option("--quantity", metavar="N", help="How many are made.")
    ] = None,
    status: Annotated[
        RunStatus | None, typer.Option("--status", help="Where it stands.", case_sensitive=False)
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Change a run."""
    from kitstation.domain.commands import UpdateRun
    from kitstation.domain.etags import etag
    from kitstation.store.queries import runs

    number = as_quantity(quantity) if quantity is not None else None
    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            row = the_run(reader, run, as_json=as_json)
            record = runs.run_record(reader, row.uid)
        if record is not None:
            command = UpdateRun(uid=row.uid, etag=etag(record), title=title, quantity=number, status=status)
            hand_in(station, command, as_json=as_json)
        with station.store.reading() as reader:
            row = the_run(reader, row.uid, as_json=as_json)
    _tell(row, as_json=as_json)


@app.command("kit")
def make_kit(
    run: RunName,
    *,
    location: Annotated[
        str | None, typer.Option("--location", metavar="PLACE", help="Where it is collected.")
    ] = None,
    delivery: Annotated[
        str | None, typer.Option("--delivery", metavar="PLACE", help="Where it is delivered.")
    ] = None,
    assign: Annotated[str, typer.Option("--assign", metavar="NAME", help="Who collects it.")] = "",
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Make a kit for a run, filled from the bill of materials of what it makes."""
    from kitstation.domain.refusals import Refused
    from kitstation.station.planning import KitPlaces, kit_for_run

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            row = the_run(reader, run, as_json=as_json)
            uids = [
                the_location(reader, place, as_json=as_json).uid if place else None
                for place in (location, delivery)
            ]
        made = kit_for_run(station.store, station.desk, row.uid, KitPlaces(uids[0], uids[1], assign))
    if isinstance(made, Refused):
        raise refused(made, as_json=as_json)
    if as_json:
        print_json({"kit": made.number, "run": made.run, "lines": made.lines})
    else:
        typer.echo(f"Kit {made.number} for “{made.run}” is made, with {made.lines} lines.")


def _tell(row: RunRow, *, as_json: bool) -> None:
    if as_json:
        print_json(_run(row))
    else:
        typer.echo(f"Run “{row.title}”: {row.quantity:f} of {row.part_number}, {row.status}.")


def _run(row: RunRow) -> JsonObject:
    return {
        "uid": row.uid,
        "run": row.title,
        "status": row.status,
        "part_number": row.part_number,
        "revision": row.revision,
        "quantity": row.quantity,
        "built": row.built,
        "in_work": row.in_work,
        "kits": row.kits,
    }


def _assembly(row: AssemblyRow) -> JsonObject:
    return {
        "uid": row.uid,
        "serial_number": row.serial_number,
        "lot_number": row.lot_number,
        "quantity": row.quantity,
        "location": row.location,
        "in_work": row.in_work,
        "required": row.required,
        "installed": row.installed,
        "missing": row.missing,
        "installed_in": row.installed_in,
    }


def _state(row: AssemblyRow) -> tuple[str, object]:
    if row.installed_in:
        return ("installed", "")
    return ("in work", row.missing or "") if row.in_work else ("built", "")
