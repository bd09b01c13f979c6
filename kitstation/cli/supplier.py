"""`kitstation supplier`: who delivers parts."""

from __future__ import annotations

from typing import Annotated

import typer

from kitstation.cli.acting import hand_in
from kitstation.cli.boundary import open_station
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import print_json, print_json_array, print_table

Name = Annotated[str, typer.Argument(metavar="NAME", help="The supplier's name.")]

app = typer.Typer(help="Look into the suppliers and change them.", no_args_is_help=True)


@app.command("list")
def list_suppliers(
    *,
    every: Annotated[bool, typer.Option("--all", help="Archived ones too.")] = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """List the suppliers by name."""
    from kitstation.store.queries.suppliers import all_suppliers

    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        rows = [row for row in all_suppliers(reader) if every or not row.archived]
    if as_json:
        print_json_array(
            {"uid": row.uid, "name": row.name, "archived": row.archived, "parts": row.parts, "etag": row.etag}
            for row in rows
        )
    elif rows:
        print_table(("Supplier", "Parts"), [(row.name, row.parts or "") for row in rows])
    else:
        typer.echo("There is no supplier yet. Make one with: kitstation supplier create")


@app.command("show")
def show(name: Name, *, as_json: AsJson = False, profile: ProfileFolder = None, debug: Debug = False) -> None:
    """Show what a supplier sells."""
    from kitstation.cli.selecting import the_supplier
    from kitstation.store.queries.suppliers import sold_by

    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        record = the_supplier(reader, name, as_json=as_json)
        sold = sold_by(reader, record.uid)
    if as_json:
        parts = [
            {
                "part_number": one.part_number,
                "revision": one.revision,
                "supplier_part_number": one.supplier_part_number,
                "purchase_unit": one.purchase_unit,
                "factor": one.factor,
                "unit": one.unit,
            }
            for one in sold
        ]
        print_json({"uid": record.uid, "name": record.name, "archived": record.archived, "parts": parts})
        return
    typer.echo(record.name)
    rows = [
        (one.part_number, one.supplier_part_number, f"{one.purchase_unit} of {one.factor:f} {one.unit}")
        for one in sold
    ]
    print_table(("Part", "Its number", "Sold by the"), rows)


@app.command("create")
def create(
    name: Name, *, as_json: AsJson = False, profile: ProfileFolder = None, debug: Debug = False
) -> None:
    """Make a supplier known."""
    from kitstation.domain.commands import CreateSupplier

    with open_station(profile, as_json=as_json, debug=debug) as station:
        command = CreateSupplier(uid=station.desk.ids.new(), name=name)
        hand_in(station, command, as_json=as_json)
    if as_json:
        print_json({"uid": command.uid, "name": name})
    else:
        typer.echo(f"{name} is known.")


@app.command("update")
def update(
    name: Name,
    *,
    new_name: Annotated[str | None, typer.Option("--name", help="What it is called from now on.")] = None,
    archived: Annotated[
        bool | None, typer.Option("--archive/--no-archive", help="Whether it delivers no more.")
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Rename or archive a supplier."""
    from kitstation.cli.selecting import the_supplier
    from kitstation.domain.commands import UpdateSupplier
    from kitstation.domain.etags import etag

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            record = the_supplier(reader, name, as_json=as_json)
        command = UpdateSupplier(uid=record.uid, etag=etag(record), name=new_name, archived=archived)
        hand_in(station, command, as_json=as_json)
    if as_json:
        print_json({"uid": record.uid, "name": new_name or record.name})
    else:
        typer.echo(f"{new_name or record.name} is changed.")
