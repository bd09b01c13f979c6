"""`kitstation build`: assemblies are begun, filled and finished."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.acting import as_quantity
from kitstation.cli.boundary import open_station, refuse
from kitstation.cli.kit_choosing import refused, the_run
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json, print_table
from kitstation.cli.selecting import the_item, the_location

if TYPE_CHECKING:
    from kitstation.station.building import BuildView, Moved
    from kitstation.store.database import Reader
    from kitstation.store.queries.builds import InstalledItem, RequirementState

Assembly = Annotated[str, typer.Argument(metavar="ASSEMBLY", help="Its serial or lot number, or its uid.")]
Code = Annotated[
    str, typer.Argument(metavar="CODE", help="A serial, lot or part number, or all that a label says.")
]
Place = Annotated[str, typer.Option("--at", metavar="PLACE", help="The place's path, barcode or uid.")]

app = typer.Typer(help="Build assemblies of a run.", no_args_is_help=True)


@app.command("start")
def start(  # noqa: PLR0913 - each is an option
    run: Annotated[str, typer.Argument(metavar="RUN", help="The run's title or uid.")],
    *,
    at: Place,
    serial: Annotated[
        str | None, typer.Option("--serial", metavar="SN", help="Its serial number. Without it: one is made.")
    ] = None,
    lot: Annotated[
        str | None, typer.Option("--lot", metavar="LOT", help="Its lot number. Without it: one is made.")
    ] = None,
    quantity: Annotated[
        str, typer.Option("--quantity", metavar="N", help="How many, where it has no serial number.")
    ] = "1",
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Begin an assembly of a run."""
    from kitstation.domain.refusals import Refused
    from kitstation.station.building import NewBuild, start_build

    number = as_quantity(quantity)
    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            row = the_run(reader, run, as_json=as_json)
            place = the_location(reader, at, as_json=as_json)
        started = start_build(station.store, station.desk, NewBuild(row.uid, place.uid, serial, lot, number))
    if isinstance(started, Refused):
        raise refused(started, as_json=as_json)
    if as_json:
        told = {"uid": started.uid, "serial_number": started.serial_number, "lot_number": started.lot_number}
        print_json(told | {"run": row.title, "location": place.path})
    else:
        name = started.serial_number or started.lot_number or started.uid
        typer.echo(f"{row.part_number} {name} is in work at {place.path}.")


@app.command("install")
def install(
    assembly: Assembly,
    code: Code,
    *,
    quantity: Annotated[
        str | None, typer.Option("--quantity", metavar="N", help="How much. Without it: what is missing.")
    ] = None,
    from_stock: Annotated[
        bool, typer.Option("--from-stock", help="From stock too, where no kit of the run holds it.")
    ] = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Install what a kit of the run holds into an assembly."""
    from kitstation.station import build_texts, building
    from kitstation.station.sentences import Speech

    wanted = building.Wanted(code, as_quantity(quantity) if quantity else None, from_stock)
    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            uid = the_item(reader, assembly, as_json=as_json).uid
        moved = building.install(station.store, station.desk, uid, wanted)
    if isinstance(moved, building.NotMoved):
        headline, sentence = build_texts.not_installed(moved, code, Speech())
        raise refuse(f"{headline}.", detail=sentence, as_json=as_json)
    _tell(moved, " ".join(_stops(build_texts.installed(moved, Speech()))), "installed", as_json=as_json)


@app.command("uninstall")
def uninstall(
    assembly: Assembly,
    code: Annotated[str, typer.Argument(metavar="ITEM", help="A serial, lot or part number, or a uid.")],
    *,
    quantity: Annotated[
        str | None, typer.Option("--quantity", metavar="N", help="How much. Without it: all of it.")
    ] = None,
    to_stock: Annotated[
        bool, typer.Option("--to-stock", help="Into stock, and not back into a kit of the run.")
    ] = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Take something out of an assembly: back into a kit of its run that wants it, else into stock."""
    from kitstation.domain.refusals import Refused
    from kitstation.station import build_texts, building
    from kitstation.station.sentences import Speech

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            view = _view(reader, assembly, as_json=as_json)
        item = _installed(view, code, as_json=as_json)
        amount = as_quantity(quantity) if quantity else item.quantity
        moved = building.uninstall(station.store, station.desk, item, amount, to_kit=not to_stock)
    if isinstance(moved, Refused):
        headline, sentence = build_texts.refusal(moved, code, Speech())
        raise refuse(f"{headline}.", detail=sentence, as_json=as_json)
    _tell(moved, " ".join(_stops(build_texts.taken_out(moved, Speech()))), "taken_out", as_json=as_json)


@app.command("complete")
def complete(
    assembly: Assembly,
    *,
    at: Place,
    incomplete: Annotated[
        bool, typer.Option("--incomplete", help="It is wanted although something is missing.")
    ] = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Finish an assembly: it goes to stock, and can be issued to the next-higher assembly's kit."""
    from kitstation.domain.refusals import Refused
    from kitstation.station.building import complete_build

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            item = the_item(reader, assembly, as_json=as_json)
            place = the_location(reader, at, as_json=as_json)
        done = complete_build(station.store, station.desk, item.uid, place.uid, incomplete_ok=incomplete)
    if isinstance(done, Refused):
        raise refused(done, as_json=as_json)
    if as_json:
        print_json({"uid": item.uid, "serial_number": item.serial_number, "location": place.path})
    else:
        name = item.serial_number or item.lot_number or item.part_number
        typer.echo(f"{name} is finished. It is in stock at {place.path}.")


@app.command("show")
def show(
    assembly: Assembly, *, as_json: AsJson = False, profile: ProfileFolder = None, debug: Debug = False
) -> None:
    """Show what an assembly needs, what is installed in it, and what is missing."""
    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        view = _view(reader, assembly, as_json=as_json)
    if as_json:
        print_json(_build(view))
        return
    one = view.assembly
    state = "in work" if one.in_work else "finished"
    typer.echo(f"{one.part_number} {one.name} · {state} at {one.location} · run “{one.run or ''}”")
    rows = [
        (
            need.part_number,
            need.quantity,
            need.installed,
            need.missing or "",
            need.unit,
            view.held_for(need) or "",
        )
        for need in view.requirements
    ]
    print_table(("Part", "Needed", "Installed", "Missing", "Unit", "In the kits"), rows)


def _view(reader: Reader, assembly: str, *, as_json: bool) -> BuildView:
    from kitstation.domain.errors import InvariantError
    from kitstation.station.building import build_view

    uid = the_item(reader, assembly, as_json=as_json).uid
    view = build_view(reader, uid)
    if view is None:
        raise InvariantError(f"{uid} was there a moment ago")
    return view


def _installed(view: BuildView, code: str, *, as_json: bool) -> InstalledItem:
    found = [
        one
        for one in view.installed
        if code in {one.serial_number, one.lot_number, one.part_number, one.item_uid}
    ]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.serial_number or one.lot_number or one.item_uid for one in found)
    raise refuse(
        f"{len(found)} things in {view.assembly.name} are called {code}."
        if found
        else f"{code} is not installed in {view.assembly.name}.",
        detail=f"They are {names}." if found else "Nothing in it has this serial, lot or part number.",
        hint=f"See what is in it with: kitstation build show {view.assembly.name} --json",
        as_json=as_json,
    )


def _stops(texts: tuple[str, ...]) -> list[str]:
    return [text if text.endswith(".") else f"{text}." for text in texts if text]


def _tell(moved: Moved, words: str, key: str, *, as_json: bool) -> None:
    if as_json:
        told = {key: moved.quantity, "item": moved.name, "part_number": moved.part_number}
        print_json(told | {"missing": moved.missing, "complete": moved.complete})
    else:
        typer.echo(words)


def _build(view: BuildView) -> JsonObject:
    one = view.assembly
    return {
        "uid": one.uid,
        "part_number": one.part_number,
        "revision": one.revision,
        "serial_number": one.serial_number,
        "lot_number": one.lot_number,
        "run": one.run,
        "location": one.location,
        "in_work": one.in_work,
        "complete": view.is_complete,
        "needs": [_need(need, view) for need in view.requirements],
    }


def _need(need: RequirementState, view: BuildView) -> JsonObject:
    return {
        "part_number": need.part_number,
        "revision": need.revision,
        "quantity": need.quantity,
        "installed": need.installed,
        "missing": need.missing,
        "in_kits": view.held_for(need),
        "unit": need.unit,
        "designators": need.designators,
        "items": [
            {
                "uid": item.item_uid,
                "part_number": item.part_number,
                "serial_number": item.serial_number,
                "lot_number": item.lot_number,
                "quantity": item.quantity,
            }
            for item in view.installed
            if item.requirement_uid == need.uid
        ],
    }
