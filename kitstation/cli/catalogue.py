"""`kitstation catalogue`: the catalogues that positions are grouped in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.acting import hand_in
from kitstation.cli.boundary import open_station
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json, print_json_array, print_table

if TYPE_CHECKING:
    from kitstation.domain.records import Catalogue

app = typer.Typer(help="Open and list catalogues of positions.", no_args_is_help=True)


@app.command("create")
def create(
    ref: Annotated[str, typer.Argument(metavar="REF", help="What it is known by.")],
    *,
    name: Annotated[str, typer.Option("--name", help="What people call it. Without: the ref.")] = "",
    kind: Annotated[str, typer.Option("--type", help="Its type.")] = "DEFAULT",
    description: Annotated[str, typer.Option("--description", help="What it is for.")] = "",
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Open a catalogue."""
    from kitstation.domain.commands import CreateCatalogue

    with open_station(profile, as_json=as_json, debug=debug) as station:
        command = CreateCatalogue(
            uid=station.desk.ids.new(), ref=ref, name=name or ref, type=kind, description=description
        )
        hand_in(station, command, as_json=as_json)
    if as_json:
        print_json({"uid": command.uid, "ref": ref})
    else:
        typer.echo(f"Catalogue {ref} is open.")


@app.command("list")
def list_catalogues(*, as_json: AsJson = False, profile: ProfileFolder = None, debug: Debug = False) -> None:
    """List the catalogues."""
    from kitstation.store.queries.positions import catalogues

    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        found = catalogues(reader)
    if as_json:
        print_json_array(_catalogue(one) for one in found)
    elif found:
        print_table(
            ("Catalogue", "Name", "Type", "Status"),
            [(one.ref, one.name, one.type, one.status) for one in found],
        )
    else:
        typer.echo("There is no catalogue yet. The first position opens one.")


def _catalogue(one: Catalogue) -> JsonObject:
    return {
        "uid": one.uid,
        "ref": one.ref,
        "name": one.name,
        "type": one.type,
        "description": one.description,
        "status": one.status,
    }
